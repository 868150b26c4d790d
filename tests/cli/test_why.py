"""``scheduler why``: what is said of other dates and trainers, as text and as JSON, and what is refused."""

import json
import shutil
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from scheduler.domain.settings import TERM
from scheduler.exchange.output import read_plan
from scheduler.text.phrases import long_day


@pytest.fixture(scope="session")
def days(solved) -> list[date]:
    """The days of the second session."""
    return sorted({x.day for x in read_plan(solved / "plan.json").lessons if x.session == 2})


def asked(run, *arguments):
    result = run("why", *arguments, "--json", "--quiet")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_other_dates_in_order_each_with_its_answer(run, solved, days):
    """The plan costs nothing: no other date costs less, and none is better than proved."""
    told = asked(run, solved / "plan.json", "--group", "G1", "--date", days[1])

    assert (told["group"], told["session"], told["dates"]) == ("G1", 2, [x.isoformat() for x in days])
    dates = [candidate["dates"] for candidate in told["candidates"]]
    assert dates == sorted(dates)
    assert told["dates"] not in dates
    assert (told["as_it_is"]["cost"]["total"], told["as_it_is"]["changed"]) == (0, 0)
    for candidate in told["candidates"]:
        assert candidate["proved"]
        if candidate["forbidden"]:
            assert candidate["verdict"] == "forbidden"
            assert (candidate["cost"], candidate["changed"]) == (None, None)
            assert set(candidate["forbidden"][0]) == {"code", "message"}
        else:
            cost = candidate["cost"]
            assert candidate["verdict"] == "possible"
            assert set(cost) == {*TERM, "total"}
            assert cost["total"] == sum(cost[term] for term in TERM) >= 0
            assert candidate["changed"] > 0
    # Two sessions in one week are forbidden: those next to it lie in the weeks of others.
    assert {x["code"] for y in told["candidates"] for x in y["forbidden"]} >= {"SE-02"}


def test_the_same_in_words(run, solved, days):
    result = run("why", solved / "calendar.xlsx", "--group", "G1", "--date", days[0], "--quiet")

    assert (result.exit_code, result.stderr) == (0, "")
    first, *_rest, last = result.stdout.splitlines()
    assert first == f"G1, regroupement 2 : {long_day(days[0])} et {long_day(days[1])}"
    assert last == "Aucune autre date ne coûte moins : prouvé."
    assert "interdit. SE-02" in result.stdout
    assert "de plus (" in result.stdout


def test_why_this_trainer(run, solved):
    """The only trainer has all skills: nobody else can teach anything."""
    result = run("why", solved / "plan.json", "--module", "VOCAB", "--quiet")
    told = asked(run, solved / "plan.json", "--module", "VOCAB", "--group", "G1")

    assert result.exit_code == 0
    assert result.stdout == "G1, module VOCAB : Anne Rivet (F1)\n\nPersonne d'autre ne peut l'enseigner.\n"
    (now,) = told["trainers"]
    assert (now["group"], now["subgroup"], now["trainers"]) == ("G1", 1, ["F1"])
    assert (told["module"], told["candidates"]) == ("VOCAB", [])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--group et --date, ou --module"),
        (("--date", "2027-02-01"), "--group et --date, ou --module"),
        (("--group", "G1"), "--group et --date, ou --module"),
        (
            ("--group", "G2", "--date", "2027-02-01"),
            "« G2 » n'est pas dans le planning. Possibles : G1",
        ),
        (("--group", "G1", "--date", "2027-01-03"), "G1 n'est pas en formation le dimanche 03/01/2027"),
        (("--group", "G1", "--module", "VOCABULAIRE"), "« VOCABULAIRE » n'est pas dans le planning"),
        (("--module", "VOCAB", "--date", "2027-01-03"), "VOCAB n'est pas enseigné le dimanche 03/01/2027"),
        (("--module", "VOCAB", "--today", "2028-12-01"), "est passé"),
        (("--group", "G1", "--date", "hier"), "« hier » n'est pas une date"),
    ],
)
def test_wrong_questions(run, solved, options, said):
    result = run("why", solved / "plan.json", *options)

    assert result.exit_code == 2
    assert said in result.stderr.replace("\n", " ").replace("\u00a0", " ").replace("  ", " ")


def test_the_nearest_days_are_named(run, solved, days):
    asked_day = days[1] + timedelta(days=1)
    result = run("why", solved / "plan.json", "--group", "G1", "--date", asked_day)

    assert result.exit_code == 2
    assert f"{long_day(days[0])}, {long_day(days[1])}" in " ".join(result.stderr.split())


def test_a_session_that_has_begun_is_over(run, solved, days):
    result = run("why", solved / "plan.json", "--group", "G1", "--date", days[1], "--today", days[1])

    assert result.exit_code == 2
    assert "est passé" in result.stderr


def test_a_plan_that_breaks_rules_is_refused(run, solved, days, tmp_path):
    path = tmp_path / "calendar.xlsx"
    shutil.copy(solved / "calendar.xlsx", path)
    book = load_workbook(path)
    book["Séances"]["N5"].value = None
    book.save(path)

    result = run("why", path, "--group", "G1", "--date", days[0])

    assert result.exit_code == 2
    assert "scheduler repair" in result.stderr
