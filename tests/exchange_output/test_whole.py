"""The three files are written together, or the folder stays as it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.errors import InputError
from scheduler.exchange.output import read_plan, write_plan
from scheduler.exchange.whole import write_whole
from tests.exchange_output.samples import small_plan


def test_three_files_in_a_folder_that_was_not_there(tmp_path: Path) -> None:
    paths = write_plan(small_plan(), tmp_path / "new" / "folder")
    assert [path.name for path in paths] == ["calendar.xlsx", "plan.json", "half_days.csv"]
    assert sorted(paths) == sorted((tmp_path / "new" / "folder").iterdir())


def test_an_earlier_run_is_replaced(tmp_path: Path) -> None:
    write_whole(tmp_path, {"a": b"1", "b": b"1"})
    write_whole(tmp_path, {"a": b"2", "b": b"2"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"2", "b": b"2"}


def test_a_file_that_cannot_take_its_place_puts_the_others_back(tmp_path: Path) -> None:
    # A folder stands where the third file should go: the first is put back, the second taken away.
    (tmp_path / "a").write_bytes(b"before")
    (tmp_path / "c").mkdir()
    with pytest.raises(InputError) as caught:
        write_whole(tmp_path, {"a": b"after", "b": b"after", "c": b"after"})
    assert str(caught.value) == (
        f"{tmp_path / 'c'}: écriture impossible (c'est un dossier, pas un fichier). "
        "Fermez-le dans les autres programmes, ou choisissez un autre dossier."
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c"]
    assert (tmp_path / "a").read_bytes() == b"before"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError) as caught:
        write_plan(small_plan(), tmp_path / "file")
    refused, kept = caught.value.problems
    assert str(refused) == (
        f"{tmp_path / 'file'}: écriture impossible (File exists). Fermez-le dans les autres programmes, ou "
        "choisissez un autre dossier."
    )
    # What took hours to find is not lost: it lies beside, and reads back.
    assert Path(kept.where).parent == tmp_path
    assert read_plan(Path(kept.where) / "plan.json") == small_plan()


def test_a_file_name_the_system_refuses_leaves_nothing(tmp_path: Path) -> None:
    # Names longer than 255 bytes cannot be created: the second file fails while it is written.
    with pytest.raises(InputError):
        write_whole(tmp_path, {"a": b"1", "b" * 300: b"1"})
    assert list(tmp_path.iterdir()) == []


def test_names_may_lead_through_folders(tmp_path: Path) -> None:
    write_whole(tmp_path, {"a/b/c": b"1", "a/d": b"1"})
    write_whole(tmp_path, {"a/b/c": b"2"})
    found = {x.relative_to(tmp_path).as_posix(): x.read_bytes() for x in tmp_path.rglob("*") if x.is_file()}
    assert found == {"a/b/c": b"2", "a/d": b"1"}


def test_folders_that_were_made_for_nothing_are_removed(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        write_whole(tmp_path, {"a/b/c": b"1", f"a/{'d' * 300}": b"1"})
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(InputError) as caught:
        write_whole(tmp_path, {"z/c": b"1", "a/b": b"1"})
    assert str(caught.value).startswith(str(tmp_path / "a"))
    assert [x.name for x in tmp_path.iterdir()] == ["a"]


def test_a_plan_that_cannot_be_rendered_leaves_nothing(tmp_path: Path) -> None:
    # JSON has no word for infinity: the text fails after the table and the workbook are made.
    whole = replace(small_plan(), seconds=float("inf"))
    with pytest.raises(ValueError, match="JSON"):
        write_plan(whole, tmp_path / "out")
    assert not (tmp_path / "out").exists()
