"""``scheduler init`` writes a workbook that can be filled in and solved, and never overwrites one."""

import pytest
from openpyxl import load_workbook

from scheduler.exchange.input import read_instance


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
