"""The shipped curricula say what their sources say."""

import pytest

from scheduler.curricula import PREREQUISITES, PROFILES, shipped_curricula
from scheduler.domain.curriculum import Curriculum, Mode

CURRICULA = {curriculum.id: curriculum for curriculum in shipped_curricula()}
ROOM_KINDS = {"classroom", "computer", "practice"}


def hours(curriculum: Curriculum) -> dict[str, list[float]]:
    return {block.id: [module.hours for module in block.modules] for block in curriculum.blocks}


def test_three_curricula_are_shipped() -> None:
    assert list(CURRICULA) == ["cqp-266", "cqp-371", "fae-112"]


def test_former_cqp_has_the_hours_yschools_gave() -> None:
    """Interview of YSCHOOLS (ophtalink.com, 2022): 105 + 112 + 77 + 77 = 371 h in 15 modules."""
    curriculum = CURRICULA["cqp-371"]
    assert hours(curriculum) == {
        "B1": [21, 35, 14, 35],
        "B2": [35, 14, 28, 21, 14],
        "B3": [42, 35],
        "B4": [14, 14, 7, 42],
    }
    assert [block.hours for block in curriculum.blocks] == [105, 112, 77, 77]
    assert curriculum.hours == 371
    assert not any(module.assumption for module in curriculum.modules)


def test_current_cqp_keeps_the_published_block_totals() -> None:
    """Blocks of 77, 98, 35 and 56 h are published (assistants-medicaux.org); their split is not."""
    curriculum = CURRICULA["cqp-266"]
    assert hours(curriculum) == {
        "B1": [14, 28, 14, 21],
        "B2": [28, 14, 21, 21, 14],
        "B3": [21, 14],
        "B4": [14, 14, 7, 21],
    }
    assert [block.hours for block in curriculum.blocks] == [77, 98, 35, 56]
    assert curriculum.hours == 266
    # The 14 h of the AFGSU alone are a fact: the decree of 30 December 2014 sets them.
    assert [module.id for module in curriculum.modules if not module.assumption] == ["AFGSU"]


def test_both_formats_of_the_cqp_have_the_same_modules() -> None:
    """The content did not change from one format to the other (ameli.fr), only the hours."""
    former, current = CURRICULA["cqp-371"], CURRICULA["cqp-266"]
    assert [(m.id, m.title, m.skill, m.rooms, m.after) for m in former.items] == [
        (m.id, m.title, m.skill, m.rooms, m.after) for m in current.items
    ]


def test_fae_takes_the_modules_of_the_former_second_block() -> None:
    curriculum = CURRICULA["fae-112"]
    second = CURRICULA["cqp-371"].blocks[1]
    assert [(m.id, m.hours) for m in curriculum.modules] == [(m.id, m.hours) for m in second.modules]
    assert curriculum.hours == 112
    assert all(module.assumption for module in curriculum.modules)
    assert curriculum.assessment is None, "the FAE ends with an attestation, without examination"


@pytest.mark.parametrize(
    ("name", "days", "sessions"),
    [
        # 371 / 7 = 53 days, and two for the 13 h: 27 two-day sessions and a single day.
        ("cqp-371", 55, 28),
        # 266 / 7 = 38 days, and two for the 13 h.
        ("cqp-266", 40, 20),
        # 112 / 7 = 16 days.
        ("fae-112", 16, 8),
    ],
)
def test_days_and_sessions(name: str, days: int, sessions: int) -> None:
    curriculum = CURRICULA[name]
    assert (curriculum.days, curriculum.sessions) == (days, sessions)


@pytest.mark.parametrize("name", ["cqp-371", "cqp-266"])
def test_assessment_is_the_13_h_that_no_module_holds(name: str) -> None:
    """384 - 371 = 279 - 266 = 13 h, on two days, last of all, without trainer."""
    assessment = CURRICULA[name].assessment
    assert assessment is not None
    assert (assessment.hours, assessment.days) == (13, 2)
    assert assessment.last
    assert assessment.one_session
    assert not assessment.teaching
    assert assessment.skill is None
    assert assessment.assumption


@pytest.mark.parametrize("name", ["cqp-371", "cqp-266"])
def test_afgsu_is_taught_to_ten_to_twelve_in_one_session(name: str) -> None:
    """Decree of 30 December 2014, art. 3: 14 h, 10 to 12 people, present for the whole of it."""
    afgsu = CURRICULA[name].by_id["AFGSU"]
    assert (afgsu.hours, afgsu.group_min, afgsu.group_max) == (14, 10, 12)
    assert afgsu.one_session
    assert afgsu.one_trainer


@pytest.mark.parametrize("name", list(CURRICULA))
def test_every_module_can_be_taught_somewhere_by_someone(name: str) -> None:
    for module in CURRICULA[name].modules:
        assert module.skill, module.id
        assert module.rooms, module.id
        assert set(module.rooms) <= ROOM_KINDS, module.id
        assert module.mode is Mode.IN_PERSON, "the distance share is each centre's choice"


@pytest.mark.parametrize("name", list(CURRICULA))
def test_facts_have_sources_and_assumptions_are_told(name: str) -> None:
    curriculum = CURRICULA[name]
    assert curriculum.sources
    assert curriculum.assumptions
    assert curriculum.validity_note
    assert all(regime.source for regime in curriculum.regimes)
    assert (curriculum.min_months, curriculum.max_months) == (10, 12)


def test_every_profile_and_prerequisite_has_a_name_for_people() -> None:
    for curriculum in CURRICULA.values():
        assert {*curriculum.profiles, *curriculum.excluded_profiles} <= set(PROFILES)
        assert set(curriculum.prerequisites) <= set(PREREQUISITES)


def test_who_the_cqp_excludes_is_whom_the_fae_is_for() -> None:
    for name in ("cqp-371", "cqp-266"):
        assert CURRICULA[name].instead == "fae-112"
        assert CURRICULA[name].excluded_profiles == CURRICULA["fae-112"].profiles
