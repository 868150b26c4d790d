"""``scheduler compare``: plans side by side, as text, as JSON, as a workbook."""

import json
import shutil
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.domain.plan import Plan
from scheduler.exchange.output.plan_json import dump
from scheduler.exchange.picture import Picture, address
from tests.exchange_output.samples import plan
from tests.papers.pictures import png


def stored(whole: Plan, path: Path, number: int = 1) -> Path:
    path.write_text(dump(whole, number=number), encoding="ascii")
    return path


def late(whole: Plan, cohort: str, weeks: int) -> Plan:
    """Return the plan with the last day of a cohort so many weeks later."""
    last = max(x.day for x in whole.lessons if x.cohort == cohort)
    shift = timedelta(weeks=weeks)
    return replace(
        whole,
        lessons=tuple(
            replace(x, day=x.day + shift) if (x.cohort, x.day) == (cohort, last) else x for x in whole.lessons
        ),
    )


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """A plan, and one of the same tables whose second group ends two weeks later."""
    whole = plan(2)
    later = late(whole, "CQP-LYON-B", 2)
    return stored(whole, tmp_path / "a.json"), stored(later, tmp_path / "b.json", 2)


def row(data: dict, key: str, subject: str = "") -> dict:
    return next(x for x in data["rows"] if (x["key"], x["subject"]) == (key, subject))


def test_a_table_the_best_marked_and_a_sentence(run, two):
    result = run("compare", *two)

    assert (result.exit_code, result.stderr) == (0, "")
    text = result.stdout.replace("\u00a0", " ")
    assert "B  " in text.splitlines()[1]
    assert "(Planning n° 2, état du " in text.splitlines()[1]
    line = next(x for x in text.splitlines() if "Dernier jour : CQP-LYON-B" in x)
    first, _mark, second = line.split()[-3:]
    assert (_mark, first < second or first[6:] <= second[6:]) == ("*", True)
    assert "Par rapport à A, B" in text
    assert "* le meilleur de la ligne" in text


def test_days_of_single_trainers_that_differ_are_in_the_text(run, tmp_path):
    whole = plan(2)
    moved = [x for x in whole.lessons if x.trainer == "MARTIN" and not x.joint][:4]
    other = replace(
        whole, lessons=tuple(replace(x, trainer="DUPONT") if x in moved else x for x in whole.lessons)
    )
    paths = (stored(whole, tmp_path / "a.json"), stored(other, tmp_path / "b.json", 2))
    text = run("compare", *paths).stdout.replace("\u00a0", " ")

    days = {
        line.split(" : ")[0].strip(): [float(x.replace(",", ".")) for x in line.split()[-2:]]
        for line in text.splitlines()
        if ": jours de cours" in line
    }
    names = {x.id: x.name for x in whole.instance.trainers}
    assert set(days) == {names["MARTIN"], names["DUPONT"]}
    assert [after - before for before, after in days.values()].count(2) == 1
    assert sum(after - before for before, after in days.values()) == 0
    assert f"{len({x.trainer for x in whole.lessons if x.trainer}) - 2} ont les mêmes jours" in text


def test_those_whose_days_differ_most_are_named_and_the_others_counted(run, tmp_path, monkeypatch):
    monkeypatch.setattr("scheduler.cli.compare.MOST_NAMED", 1)
    whole = plan(2)
    # MARTIN gives days to two others: what MARTIN lacks is more than what either has in addition.
    gone = [x for x in whole.lessons if x.trainer == "MARTIN" and not x.joint]
    others = [x.id for x in whole.instance.trainers if x.id != "MARTIN"][:2]
    given = dict(zip(gone, others * len(gone), strict=False))
    other = replace(
        whole, lessons=tuple(replace(x, trainer=given[x]) if x in given else x for x in whole.lessons)
    )
    paths = (stored(whole, tmp_path / "a.json"), stored(other, tmp_path / "b.json", 2))
    text = run("compare", *paths).stdout.replace("\u00a0", " ")

    (named,) = (line for line in text.splitlines() if ": jours de cours" in line)
    assert named.strip().startswith(whole.instance.trainer["MARTIN"].name)
    assert "2 autres qui diffèrent moins" in text


def test_as_json(run, two):
    result = run("compare", *two, "--json")

    data = json.loads(result.stdout)
    assert [(x["plan"], Path(x["file"]).name, x["number"]) for x in data["plans"]] == [
        ("A", "a.json", 1),
        ("B", "b.json", 2),
    ]
    assert data["cohorts"] == ["CQP-LYON-A", "CQP-LYON-B"]
    told = row(data, "last_day", "CQP-LYON-B")
    assert told["best"] == [True, False]
    assert row(data, "last_day", "CQP-LYON-A")["best"] == [False, False]
    # The last day of cqp-266 is whole; the second plan has it on another date.
    assert row(data, "changes")["values"] == [0, 2]
    assert row(data, "cost")["values"][0] == sum(x["values"][0] for x in data["rows"] if x["key"] == "term")
    assert [x["faults"] for x in data["plans"]] == row(data, "faults")["values"]
    assert len(data["sentences"]) == 1


def test_as_a_workbook_with_the_days_of_each_trainer_and_room(run, two, tmp_path):
    result = run("compare", *two, "-o", "out.xlsx")

    assert f"Comparaison : {tmp_path / 'out.xlsx'}" in result.stdout
    sheet = load_workbook(tmp_path / "out.xlsx").active
    lines = {x[0].value: x for x in sheet.iter_rows() if x[0].value}
    best, worse = lines["Dernier jour : CQP-LYON-B"][1:3]
    assert best.value < worse.value
    assert (best.number_format.endswith('" *"'), worse.number_format.endswith('" *"')) == (True, False)
    assert best.fill.fgColor.rgb != worse.fill.fgColor.rgb
    assert lines["Camille Dupont : jours de cours"][1].value > 0
    assert lines["Salle Pasteur : jours d'utilisation"][1].value > 0
    assert sheet.freeze_panes == "B5"
    assert any(str(x).startswith("Par rapport à A, B ") for x in lines)


def test_the_sheet_bears_the_look_of_the_centre_unless_there_are_several(run, tmp_path):
    centre = replace(plan(2).instance.centre, logo=address(Picture("png", png())), colour="#0F766E")
    shown = replace(plan(2), instance=replace(plan(2).instance, centre=centre))
    other = replace(shown, instance=replace(shown.instance, centre=replace(centre, name="Un autre")))
    files = [stored(x, tmp_path / f"{name}.json") for x, name in ((shown, "a"), (shown, "b"), (other, "c"))]
    for some, pictures, colour in ((files[:2], 1, "FF0F766E"), (files[1:], 0, "FF1F3A5F")):
        name = f"{pictures}.xlsx"
        assert run("compare", *some, "-o", name).exit_code == 0
        sheet = load_workbook(tmp_path / name).active
        title = next(x for x in sheet[1] if x.value)
        with zipfile.ZipFile(tmp_path / name) as file:
            shown_there = sum(x.startswith("xl/media/") for x in file.namelist())
        assert (shown_there, title.fill.fgColor.rgb) == (pictures, colour)


def test_only_a_workbook_is_written(run, two):
    result = run("compare", *two, "-o", "out.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "out.csv: une comparaison s'écrit comme classeur." in result.stderr


def test_a_plan_beside_its_calendar_is_alike(run, solved, tmp_path):
    for name in ("calendar.xlsx", "plan.json"):
        shutil.copy(solved / name, tmp_path)
    result = run("compare", "plan.json", "calendar.xlsx", "--json")

    data = json.loads(result.stdout)
    assert all(len(set(x["values"])) == 1 for x in data["rows"])
    assert data["notes"] == []
    stored_bound = json.loads((tmp_path / "plan.json").read_text())["plan"]["bound"]
    assert row(data, "bound")["values"] == [stored_bound] * 2
    assert data["sentences"] == [
        "Par rapport à A, B n'est ni meilleur ni moins bon en rien de ce qui est comparé."
    ]


def test_what_is_not_alike_is_said(run, tmp_path):
    more, fewer = plan(3), plan(2)
    heavier = replace(fewer.settings, weights=fewer.settings.weights | {"rhythm": 9})
    paths = (
        stored(replace(fewer, settings=heavier), tmp_path / "a.json"),
        stored(more, tmp_path / "b.json"),
    )
    data = json.loads(run("compare", *paths, "--json").stdout)

    assert data["cohorts"] == ["CQP-LYON-A", "CQP-LYON-B"]
    assert data["notes"][0] == "B : CQP-LILLE ne figure pas dans tous les plannings et n'est pas comparé."
    assert "B vient d'autres tables que A : groupes, apprenants" in data["notes"][1]
    assert "B a été calculé avec d'autres poids" in data["notes"][2]
    # The same lessons, the same weights; nothing is proved of a part of a plan.
    assert row(data, "cost")["best"] == [False, False]
    assert not [x for x in data["rows"] if x["key"] in ("bound", "gap")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.json",), "plannings: 1 donné(s), alors qu'on en compare de 2 à 26."),
        (("a.json", "none.json"), "none.json: ce fichier n'existe pas."),
        (("a.json", "other.json"), "les plannings n'ont aucun groupe en commun (A : CQP-LYON-A ; B : FAE)"),
    ],
)
def test_what_cannot_be_compared(run, tmp_path, arguments, said):
    whole = plan(1)
    stored(whole, tmp_path / "a.json")
    (cohort,) = whole.instance.cohorts
    renamed = replace(
        whole,
        instance=replace(
            whole.instance,
            cohorts=(replace(cohort, id="FAE"),),
            learners=tuple(replace(x, cohort="FAE") for x in whole.instance.learners),
        ),
        lessons=tuple(replace(x, cohort="FAE") for x in whole.lessons),
    )
    stored(renamed, tmp_path / "other.json")
    result = run("compare", *arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
