"""A centre changes hours in its tables: blocks keep their totals, and the change is told."""

from pathlib import Path

import pytest

from scheduler.curricula import load_curriculum, override_hours, shipped_curricula
from scheduler.domain.curriculum import Curriculum
from scheduler.errors import InputError
from scheduler.text import speaking
from tests.curricula.tiny import spoilt

CQP = next(curriculum for curriculum in shipped_curricula() if curriculum.id == "cqp-266")


def cell(module: str) -> str:
    """Stand for the workbook's cell in which the hours of `module` were written."""
    return f"Hours!{module}"


def refusal(hours: dict[str, float], curriculum: Curriculum = CQP, language: str = "en") -> list[str]:
    with speaking(language), pytest.raises(InputError) as error:
        override_hours(curriculum, hours, cell)
    return [str(problem) for problem in error.value.problems]


def test_hours_move_inside_a_block() -> None:
    changed = override_hours(CQP, {"SOINS": 21, "PARCOURS": 21}, cell)
    assert [module.hours for module in changed.blocks[0].modules] == [21, 21, 14, 21]
    assert changed.hours == CQP.hours
    assert changed.blocks[1:] == CQP.blocks[1:]


def test_the_change_is_told_among_the_assumptions() -> None:
    with speaking("fr"):
        changed = override_hours(CQP, {"SOINS": 21, "PARCOURS": 21, "VACCIN": 14}, cell)
    # VACCIN already had its 14 h: nothing to tell.
    assert changed.assumptions == (
        *CQP.assumptions,
        "Heures fixées par le centre : SOINS 21 h au lieu de 14 h, PARCOURS 21 h au lieu de 28 h.",
    )


def test_the_same_hours_change_nothing() -> None:
    assert override_hours(CQP, {module.id: module.hours for module in CQP.items}, cell) == CQP
    assert override_hours(CQP, {}, cell) == CQP


def test_a_block_keeps_its_total() -> None:
    """Block 1 has 77 h: 7 h more for SOINS must be taken from another of its modules."""
    assert refusal({"SOINS": 21}) == [
        "Hours!SOINS: block “B1” has 77 h, but its modules sum to 84 h. "
        "Change the modules' hours until they sum to the block's."
    ]


def test_people_read_french() -> None:
    assert refusal({"SOINS": 21}, language="fr") == [
        "Hours!SOINS: le bloc « B1 » compte 77 h, mais la somme de ses modules est de 84 h. "
        "Changez les heures des modules pour retrouver le total du bloc."
    ]


def test_hours_cannot_move_from_one_block_to_another() -> None:
    assert refusal({"STOCKS": 14, "COMM": 14}) == [
        "Hours!COMM: block “B2” has 98 h, but its modules sum to 91 h. "
        "Change the modules' hours until they sum to the block's.",
        "Hours!STOCKS: block “B4” has 56 h, but its modules sum to 63 h. "
        "Change the modules' hours until they sum to the block's.",
    ]


def test_hours_are_whole_days() -> None:
    assert refusal({"SOINS": 17.5, "PARCOURS": 24.5}) == [
        "Hours!SOINS: module “SOINS” has 17.5 h, which is not a multiple of 7 h. "
        "Write 14 h or 21 h, or “whole_days: false”.",
        "Hours!PARCOURS: module “PARCOURS” has 24.5 h, which is not a multiple of 7 h. "
        "Write 21 h or 28 h, or “whole_days: false”.",
    ]


def test_a_module_cannot_be_emptied() -> None:
    """A module that a learner need not follow is an exemption, not 0 h."""
    assert refusal({"SOINS": 0, "PARCOURS": 42}) == [
        "Hours!SOINS: module “SOINS” has 0 h. Write more than 0."
    ]


def test_the_whole_stays_a_number_of_days(tmp_path: Path) -> None:
    """Two days and a half would leave the last afternoon empty."""
    path = tmp_path / "tiny.yaml"
    path.write_text(spoilt(("skill: a}", "skill: a, whole_days: false}")), encoding="utf-8")
    curriculum = load_curriculum(path)
    assert refusal({"A": 10.5}, curriculum) == [
        "Hours!A: block “B1” has 21 h, but its modules sum to 17.5 h. "
        "Change the modules' hours until they sum to the block's.",
        "Hours!A: the modules sum to 17.5 h, which is not a whole number of days of 7 h. "
        "Two half-days make a day: add or remove one.",
    ]


def test_an_unknown_module() -> None:
    assert refusal({"soin": 14, "XYZ": 7}) == [
        "Hours!soin: curriculum “cqp-266” has no module “soin”. Did you mean “SOINS”?",
        "Hours!XYZ: curriculum “cqp-266” has no module “XYZ”. Known: SOINS, PARCOURS, VACCIN, "
        "SANTE-PUB, DOSSIER, VOCAB, LOGICIEL, COMM, TELEMED, RISQUE, VIGILANCE, AFGSU, CONSTANTES, "
        "STOCKS, ASSISTANCE, EVAL.",
    ]


def test_assessment_may_be_shortened() -> None:
    """6 h fit in one day: 38 + 1 days, hence 20 sessions of which one is a single day."""
    changed = override_hours(CQP, {"EVAL": 6}, cell)
    assert (changed.days, changed.sessions) == (39, 20)


def test_assessment_may_be_switched_off() -> None:
    changed = override_hours(CQP, {"EVAL": 0}, cell)
    assert changed.assessment is None
    assert changed.days == 38


def test_assessment_must_fit_in_its_one_session() -> None:
    assert refusal({"EVAL": 20}) == [
        "Hours!EVAL: module “EVAL” has 20 h, more than the 14 h of one session. "
        "Write fewer hours, or “one_session: false”."
    ]


def test_a_curriculum_without_assessment_takes_hours_for_its_modules_alone() -> None:
    fae = next(curriculum for curriculum in shipped_curricula() if curriculum.id == "fae-112")
    assert override_hours(fae, {"DOSSIER": 28, "VOCAB": 21}, cell).hours == 112
    assert refusal({"EVAL": 7}, fae) == [
        "Hours!EVAL: curriculum “fae-112” has no module “EVAL”. "
        "Known: DOSSIER, VOCAB, LOGICIEL, COMM, TELEMED."
    ]
