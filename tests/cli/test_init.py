"""``scheduler init`` writes a workbook that can be filled in and solved, and never overwrites one."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from scheduler.domain.agendas import Agendas
from scheduler.domain.time import Half
from scheduler.exchange.input import read_instance
from scheduler.exchange.missed import read_missed
from scheduler.exchange.output.discreet import discreet
from scheduler.exchange.output.plan_json import dump
from tests.exchange_output.samples import plan


def test_init_writes_an_empty_workbook_and_says_what_to_do_next(run, tmp_path):
    result = run("init", "centre.xlsx")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"Écrit : {tmp_path / 'centre.xlsx'}\n"
        "Ensuite : remplissez ses feuilles (la première explique comment), enregistrez, puis lancez\n"
        "  scheduler solve centre.xlsx -o planning\n"
    )
    assert "Groupes" in load_workbook(tmp_path / "centre.xlsx").sheetnames


def test_init_demo_writes_a_workbook_that_can_be_read_at_once(run, tmp_path):
    result = run("--lang", "en", "init", "--demo", "my demo.xlsx")

    assert result.exit_code == 0
    assert result.stdout == (
        f"Written: {tmp_path / 'my demo.xlsx'}\n"
        "Next: look at its sheets, change what you like, then run\n"
        '  scheduler solve "my demo.xlsx" -o planning\n'
    )
    instance, _warnings = read_instance(tmp_path / "my demo.xlsx")
    assert len(instance.cohorts) == 4


def test_init_never_overwrites(run, tmp_path):
    (tmp_path / "centre.xlsx").write_text("des semaines de travail")

    result = run("init", "centre.xlsx")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "centre.xlsx: Le fichier existe déjà. Donnez un autre nom, ou supprimez-le d'abord.\n"
    )
    assert (tmp_path / "centre.xlsx").read_text() == "des semaines de travail"


@pytest.mark.parametrize("name", ["centre.xls", "nowhere/centre.xlsx"])
def test_init_refuses_names_it_cannot_write(run, tmp_path, name):
    assert run("init", name).exit_code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def taught(tmp_path):
    """A plan whose first two learners bear one name."""
    whole = plan(1)
    first, second, *others = whole.instance.learners
    learners = (replace(first, name="Ana Roy"), replace(second, name="Ana Roy"), *others)
    whole = replace(whole, instance=replace(whole.instance, learners=learners))
    (tmp_path / "plan.json").write_text(dump(whole, number=1), encoding="ascii")
    return whole


def test_init_absences_writes_a_table_that_export_reads(run, taught, tmp_path):
    result = run("init", "absences.xlsx", "--absences", "plan.json")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "scheduler export plan.json --to pdf ledger --missed absences.xlsx -o papers" in result.stdout
    book = load_workbook(tmp_path / "absences.xlsx")
    sheet, people = book["Absences des apprenants"], book["Apprenants"]
    names = [people.cell(row, 1).value for row in range(2, people.max_row + 1) if people.cell(row, 1).value]
    assert sorted(names) == sorted(x.id if x.name == "Ana Roy" else x.name for x in taught.instance.learners)
    (source,) = [x.formula1 for x in sheet.data_validations.dataValidation if "A2" in x.sqref]
    assert source == f"='Apprenants'!$A$2:$A${len(names) + 1}"
    day = min(x.day for x in taught.lessons)
    for row, name in enumerate(names, start=2):
        sheet.cell(row, 1).value, sheet.cell(row, 2).value = name, day
    book.save(tmp_path / "filled.xlsx")
    agendas = Agendas(taught.instance, taught.lessons)
    missed = read_missed(tmp_path / "filled.xlsx", agendas)
    assert missed == {x.id: {(day, half) for half in Half} for x in taught.instance.learners}
    # As it was written, nobody was absent.
    assert read_missed(tmp_path / "absences.xlsx", agendas) == {}


def test_init_absences_wants_a_plan_with_names_and_never_overwrites(run, taught, tmp_path):
    discreetly = dump(discreet(taught), number=1)
    (tmp_path / "calendar.json").write_text(discreetly, encoding="ascii")
    (tmp_path / "mine.xlsx").write_text("mes notes")

    said = [
        run("init", *arguments).stderr
        for arguments in (
            ("a.xlsx", "--absences", "calendar.json"),
            ("mine.xlsx", "--absences", "plan.json"),
            ("a.xlsx", "--absences", "plan.json", "--demo"),
            ("a.xlsx", "--absences", "plan.json", "--curricula", "."),
        )
    ]
    assert "calendar.json: un calendrier ne nomme personne." in said[0]
    assert "mine.xlsx: Le fichier existe déjà." in said[1]
    assert "--demo, --anonymous et --absences ne vont pas ensemble." in said[2]
    assert "--curricula va avec --anonymous." in said[3]
    assert not (tmp_path / "a.xlsx").exists()
