"""``scheduler explain``: three answers, in words and as JSON, and nothing written."""

import json

from tests.cli.conftest import write_tables

CLOSED = ["Libellé;Du;Au", "Travaux;2027-01-04;2027-01-10"]
"""The whole start window of the small centre."""


def test_a_centre_with_a_plan(run, centre, tmp_path):
    result = run("explain", centre, "--quiet")
    assert result.exit_code == 0
    assert result.stdout.startswith("Un planning existe : un premier a été trouvé en ")
    assert list(tmp_path.iterdir()) == [centre]
    data = json.loads(run("explain", centre, "--quiet", "--json").stdout)
    assert data == {"status": "possible", "obstacles": [], "cause": [], "smallest": False, "ways": []}


def test_a_centre_without_one_says_why_and_how_to_get_out(run, tmp_path):
    centre = write_tables(tmp_path / "c", fermetures=CLOSED)
    result = run("explain", centre, "--quiet")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "Impossible : c'est prouvé" in result.stdout
    assert "Pour en sortir, au choix" in result.stdout
    assert "G1 : début possible jusqu'au 15/01/2027" in result.stdout
    assert "Règles citées :" in result.stdout


def test_the_same_as_json(run, tmp_path):
    centre = write_tables(tmp_path / "c", fermetures=CLOSED)
    result = run("explain", centre, "--quiet", "--json", "--lang", "en")
    data = json.loads(result.stdout)
    assert result.exit_code == 1
    assert data["status"] == "impossible"
    assert {"CA-04", "CA-02"} <= {code for x in data["obstacles"] for code in x["codes"]}
    assert "closure “Travaux” from 2027-01-04 to 2027-01-10" in [x["fact"] for x in data["cause"]]
    later = next(x for x in data["ways"] if x["concessions"][0]["column"] == "start_to")
    assert later["concessions"] == [
        {
            "table": "cohorts",
            "row": "G1",
            "column": "start_to",
            "value": "2027-01-15",
            "sentence": "G1 may start as late as 2027-01-15",
        }
    ]
    assert set(later["last_days"]) == {"G1"}
    lifted = next(x for x in data["ways"] if x["concessions"][0]["table"] == "closures")
    assert (lifted["concessions"][0]["row"], lifted["concessions"][0]["value"]) == (1, None)


def test_solve_says_the_same(run, tmp_path):
    centre = write_tables(tmp_path / "c", fermetures=CLOSED)
    result = run("solve", centre, "-o", "plan", "--quiet")
    assert result.exit_code == 1
    assert "G1 : début possible jusqu'au 15/01/2027" in result.stdout
    assert not (tmp_path / "plan").exists()


def test_bad_input_is_another_answer(run, tmp_path):
    result = run("explain", tmp_path / "missing.xlsx", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
