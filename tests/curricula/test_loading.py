"""A centre's own files stand beside the shipped ones, or in their place."""

from pathlib import Path

import pytest

from scheduler.curricula import load_curricula, load_curriculum, shipped_curricula
from scheduler.errors import InputError
from scheduler.shipped import shipped
from scheduler.text import speaking
from tests.curricula.tiny import TINY, spoilt


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = Path("ours")
    folder.mkdir()
    return folder


def refusal(folder: Path) -> list[str]:
    with speaking("en"), pytest.raises(InputError) as error:
        load_curricula(folder)
    return [str(problem) for problem in error.value.problems]


def test_without_a_folder_the_shipped_ones_are_known() -> None:
    assert tuple(load_curricula().values()) == shipped_curricula()


def test_an_own_file_adds_a_curriculum(folder: Path) -> None:
    (folder / "tiny.yml").write_text(TINY, encoding="utf-8")
    assert list(load_curricula(folder)) == ["cqp-266", "cqp-371", "fae-112", "tiny"]


def test_an_own_file_replaces_the_shipped_curriculum_of_its_identifier(folder: Path) -> None:
    (folder / "ours.yaml").write_text(spoilt(("id: tiny", "id: cqp-266")), encoding="utf-8")
    known = load_curricula(folder)
    assert list(known) == ["cqp-266", "cqp-371", "fae-112"]
    assert known["cqp-266"].title == "Tiny"


def test_a_copy_of_a_shipped_file_can_switch_the_assessment_off(folder: Path) -> None:
    text = (shipped("curricula") / "cqp-266.yaml").read_text(encoding="utf-8")
    (folder / "cqp.yaml").write_text(text[: text.index("\nassessment:")], encoding="utf-8")
    curriculum = load_curricula(folder)["cqp-266"]
    assert curriculum.assessment is None
    assert curriculum.days == 38


def test_a_module_can_be_made_remote(folder: Path) -> None:
    remote = spoilt(("skill: a}", "skill: a, mode: remote, rooms: []}"))
    (folder / "tiny.yaml").write_text(remote, encoding="utf-8")
    assert load_curricula(folder)["tiny"].by_id["A"].mode == "remote"


def test_the_problems_of_all_files_are_told(folder: Path) -> None:
    (folder / "a.yaml").write_text(spoilt(("hours: 21", "hours: 28")), encoding="utf-8")
    (folder / "b.yaml").write_text(spoilt(("title: Tiny\n", "")), encoding="utf-8")
    assert refusal(folder) == [
        "ours/a.yaml:14: block “B1” has 28 h, but its modules sum to 21 h. "
        "Change the modules' hours until they sum to the block's.",
        "ours/b.yaml:1: “title” is missing. Add it.",
    ]


def test_two_own_files_cannot_share_an_identifier(folder: Path) -> None:
    (folder / "a.yaml").write_text(TINY, encoding="utf-8")
    (folder / "b.yaml").write_text(TINY, encoding="utf-8")
    assert refusal(folder) == [
        "ours/b.yaml:1: curriculum “tiny” is already given by ours/a.yaml. Rename one of the two."
    ]


def test_instead_must_name_a_curriculum(folder: Path) -> None:
    (folder / "a.yaml").write_text(spoilt(("title: Tiny", "title: Tiny\ninstead: fae")), encoding="utf-8")
    assert refusal(folder) == [
        "ours/a.yaml:3: curriculum “fae” does not exist. Known: cqp-266, cqp-371, fae-112, tiny."
    ]


def test_an_empty_folder(folder: Path) -> None:
    assert refusal(folder) == ["ours: this folder holds no curriculum. Give a folder of .yaml files."]


def test_no_folder(folder: Path) -> None:
    assert refusal(Path("theirs")) == ["theirs: this is not a folder. Give a folder of .yaml files."]


def test_no_file(folder: Path) -> None:
    with speaking("en"), pytest.raises(InputError) as error:
        load_curriculum(folder / "none.yaml")
    assert (
        str(error.value) == "ours/none.yaml: this file cannot be opened (file or folder not found). "
        "Check its name and your rights on it."
    )
