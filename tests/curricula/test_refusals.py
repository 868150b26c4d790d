"""Every way in which a curriculum's file is refused, with its line and its whole message."""

from pathlib import Path

import pytest

from scheduler.curricula import load_curriculum
from scheduler.errors import InputError
from scheduler.text import speaking
from tests.curricula.tiny import TINY, spoilt

A = "{id: A, title: First, hours: 14, skill: a}"
B = "{id: B, title: Second, hours: 7, skill: b, after: [A]}"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def complaints(text: str, language: str = "en") -> list[str]:
    path = Path("own.yaml")
    path.write_text(text, encoding="utf-8")
    with speaking(language), pytest.raises(InputError) as error:
        load_curriculum(path)
    return [str(problem) for problem in error.value.problems]


def test_the_unspoilt_curriculum_is_taken() -> None:
    path = Path("own.yaml")
    path.write_text(TINY, encoding="utf-8")
    curriculum = load_curriculum(path)
    assert (curriculum.hours, curriculum.days) == (21, 5)


@pytest.mark.parametrize(
    ("edit", "complaint"),
    [
        (
            ("hours: 21", "hours: 28"),
            "own.yaml:14: block “B1” has 28 h, but its modules sum to 21 h. "
            "Change the modules' hours until they sum to the block's.",
        ),
        (
            ("id: A, title: First", "id: B, title: First"),
            "own.yaml:17: the identifier “B” is given twice. Rename one of the two.",
        ),
        (
            ("id: EXAM", "id: A"),
            "own.yaml:19: the identifier “A” is given twice. Rename one of the two.",
        ),
        (
            ("id: B1", "id: B 1"),
            "own.yaml:12: “B 1” cannot be an identifier. "
            "Use letters, digits and - only, such as SANTE-PUB.",
        ),
        (
            ("after: [A]", "after: [C]"),
            "own.yaml:17: module “B” comes after “C”, which does not exist. Known: A, B, EXAM.",
        ),
        (
            ("after: [A]", "after: [EXAM]"),
            "own.yaml:17: module “B” comes after “EXAM”, which is last of all. "
            "Delete “EXAM” here, or its “last: true”.",
        ),
        (
            ("after: [A]", "after: [B]"),
            "own.yaml:17: these modules wait for one another: B → B. Delete one of these “after”.",
        ),
        (
            ("skill: a}", "skill: a, group_min: 12, group_max: 10}"),
            "own.yaml:16: module “A” has groups of at least 12 and at most 10. "
            "The least must not exceed the most.",
        ),
        (
            ("skill: a}", "skill: a, group_min_strict: true}"),
            "own.yaml:16: module “A” has a strict minimum, and none is given. "
            "Add “group_min: …”, or delete “group_min_strict”.",
        ),
        (
            ("skill: a}", "skill: a, group_max: 0}"),
            "own.yaml:16: module “A” has “group_max: 0”. Write 1 or more.",
        ),
        (
            ("skill: a}", "skill: a, rooms: []}"),
            "own.yaml:16: module “A” is taught in person but accepts no room. "
            "Write a kind of room, such as [classroom], or “mode: remote”.",
        ),
        (
            (", skill: a", ""),
            "own.yaml:16: module “A” has no skill, so nobody can teach it. "
            "Add “skill: …”, as in the table of trainers.",
        ),
        (
            ("skill: a}", "skill: a, teaching: false}"),
            "own.yaml:16: module “A” is in a block but is not teaching. "
            "Move it under “assessment”, or delete “teaching: false”.",
        ),
        (
            ("min_months: 1", "min_months: 3"),
            "own.yaml:5: the curriculum lasts at least 3 months and at most 2. "
            "The least must not exceed the most.",
        ),
        (("min_months: 1", "min_months: -1"), "own.yaml:5: “min_months” is -1. Write 0 or more."),
        (("max_gap_weeks: 4", "max_gap_weeks: 0"), "own.yaml:7: “max_gap_weeks” is 0. Write 1 or more."),
        (
            ("finish_within_months: 24", "finish_within_months: 0"),
            "own.yaml:10: “finish_within_months” is 0. Write 1 or more.",
        ),
        (
            ("{source: made up,", "{source: made up, hired_from: 2024-06-22, hired_until: 2024-06-21,"),
            "own.yaml:10: “hired_from” (2024-06-22) is after “hired_until” (2024-06-21). "
            "Correct one of the two dates.",
        ),
        (
            ("sources: [made up]", "sources: [x]\nvalid_from: 2025-01-01\nvalid_until: 2024-12-31"),
            "own.yaml:5: “valid_from” (2025-01-01) is after “valid_until” (2024-12-31). "
            "Correct one of the two dates.",
        ),
        (
            ("profiles: [other]", "profiles: [other]\nexcluded_profiles: [nurse, other]"),
            "own.yaml:9: profile “other” is both admitted and excluded. Delete one of the two.",
        ),
        (
            ("profiles: [other]", "profiles: [other]\ninstead: tiny"),
            "own.yaml:9: “instead” names the curriculum itself. "
            "Name the curriculum that excluded profiles follow.",
        ),
        (("hours: 13", "hours: 0"), "own.yaml:21: module “EXAM” has 0 h. Write more than 0."),
        (("hours: 13", "hours: .nan"), "own.yaml:21: “hours” must be a number, not “.nan”. "
         "Write it with a point, such as 3.5."),
        (("hours: 13", "hours: inf"), "own.yaml:21: module “EXAM” has inf h. Write more than 0."),
        (
            ("hours: 13\n", "hours: 15\n  one_session: true\n"),
            "own.yaml:21: module “EXAM” has 15 h, more than the 14 h of one session. "
            "Write fewer hours, or “one_session: false”.",
        ),
        (
            ("last: true", "last: false"),
            "own.yaml:23: the assessment “EXAM” must have “last: true”. Write “last: true”.",
        ),
        (
            ("teaching: false", "skill: exam"),
            "own.yaml:18: the assessment “EXAM” must have “teaching: false”. Write “teaching: false”.",
        ),
        (
            ("last: true", "last: true\n  skill: exam"),
            "own.yaml:24: the assessment “EXAM” asks for the skill “exam”, but it has no trainer. "
            "Delete this line.",
        ),
    ],
)  # fmt: skip
def test_rules_between_values(edit: tuple[str, str], complaint: str) -> None:
    assert complaint in complaints(spoilt(edit))


@pytest.mark.parametrize(
    ("module", "complaint"),
    [
        # A module taught by whole days is a multiple of 7 h.
        (
            "hours: 10.5",
            "own.yaml:16: module “A” has 10.5 h, which is not a multiple of 7 h. "
            "Write 7 h or 14 h, or “whole_days: false”.",
        ),
        ("hours: 5", "own.yaml:16: module “A” has 5 h, which is not a multiple of 7 h. Write 7 h."),
        # Otherwise of a half-day, 3.5 h: no answer is taken that a signature cannot cover.
        (
            "hours: 12, whole_days: false",
            "own.yaml:16: module “A” has 12 h, which is not a multiple of 3.5 h. Write 10.5 h or 14 h.",
        ),
        ("hours: -7", "own.yaml:16: module “A” has -7 h. Write more than 0."),
        (
            "hours: 21, one_session: true",
            "own.yaml:16: module “A” has 21 h, more than the 14 h of one session. "
            "Write fewer hours, or “one_session: false”.",
        ),
    ],
)
def test_hours_of_a_module(module: str, complaint: str) -> None:
    assert complaint in complaints(spoilt(("hours: 14", module)))


def test_modules_must_fill_whole_days() -> None:
    """10.5 + 7 = 17.5 h are two days and a half: the last afternoon would stay empty."""
    text = spoilt(("hours: 14", "hours: 10.5, whole_days: false"), ("hours: 21", "hours: 17.5"))
    assert complaints(text) == [
        "own.yaml:11: the modules sum to 17.5 h, which is not a whole number of days of 7 h. "
        "Two half-days make a day: add or remove one."
    ]


def test_half_days_that_make_whole_days_together_are_taken() -> None:
    """10.5 + 3.5 = 14 h: two modules may share a day."""
    path = Path("own.yaml")
    halves = spoilt(
        ("hours: 14", "hours: 10.5, whole_days: false"),
        ("hours: 7", "hours: 3.5, whole_days: false"),
        ("hours: 21", "hours: 14"),
    )
    path.write_text(halves, encoding="utf-8")
    assert load_curriculum(path).days == 4


def test_modules_may_not_wait_in_a_circle() -> None:
    assert complaints(spoilt(("skill: a}", "skill: a, after: [B]}"))) == [
        "own.yaml:16: these modules wait for one another: A → B → A. Delete one of these “after”."
    ]


def test_a_curriculum_without_blocks() -> None:
    blocks = TINY[TINY.index("blocks:") : TINY.index("assessment:")]
    assert complaints(spoilt((blocks, "blocks: []\n"))) == [
        "own.yaml:11: the curriculum has no block. Add at least one."
    ]


def test_a_block_without_modules() -> None:
    modules = TINY[TINY.index("    modules:") : TINY.index("assessment:")]
    assert complaints(spoilt((modules, "    modules: []\n"))) == [
        "own.yaml:15: block “B1” has no module. Add at least one.",
        "own.yaml:14: block “B1” has 21 h, but its modules sum to 0 h. "
        "Change the modules' hours until they sum to the block's.",
    ]


@pytest.mark.parametrize(
    ("edit", "complaint"),
    [
        (("title: Tiny\n", ""), "own.yaml:1: “title” is missing. Add it."),
        # A key without a value is a key not written, but its line is known.
        (("title: Tiny\n", "title:\n"), "own.yaml:2: “title” is missing. Add it."),
        ((A, "{id: A, title: First, skill: a}"), "own.yaml:16: “hours” is missing. Add it."),
        ((A, "{id: A, title: First, hour: 14, hours: 14}"),
         "own.yaml:16: “hour” is not a key known here. Did you mean “hours”?"),
        (("title: Tiny\n", "title: Tiny\nxyz: 1\n"),
         "own.yaml:3: “xyz” is not a key known here. Known: id, title, leads_to, sources, min_months, "
         "max_months, max_gap_weeks, blocks, rncp, valid_from, valid_until, validity_note, profiles, "
         "excluded_profiles, instead, prerequisites, regimes, assessment, assumptions."),
        (("  teaching: false", "  teachin: false"),
         "own.yaml:22: “teachin” is not a key known here. Did you mean “teaching”?"),
        (("hours: 14", 'hours: "3,5"'), "own.yaml:16: “hours” must be a number, not “3,5”. "
         "Write it with a point, such as 3.5."),
        (("min_months: 1", "min_months: ten"),
         "own.yaml:5: “min_months” must be a whole number, not “ten”. Write digits only, such as 12."),
        (("min_months: 1", "min_months: 1.5"),
         "own.yaml:5: “min_months” must be a whole number, not “1.5”. Write digits only, such as 12."),
        (("last: true", "last: oui"),
         "own.yaml:23: “last” must be true or false, not “oui”. Write true or false."),
        (("{source: made up,", "{source: made up, hired_from: 22/06/2024,"),
         "own.yaml:10: “hired_from” must be a date, not “22/06/2024”. "
         "Write year-month-day, such as 2027-01-31."),
        (("{source: made up,", "{source: made up, hired_from: 2024-02-30,"),
         "own.yaml:10: “hired_from” must be a date, not “2024-02-30”. "
         "Write year-month-day, such as 2027-01-31."),
        (("skill: a}", "skill: a, mode: distance}"),
         "own.yaml:16: “mode” cannot be “distance”. Write in_person or remote."),
        (("profiles: [other]", "profiles: other"),
         "own.yaml:8: “profiles” must be a list, not “other”. "
         "Write it in square brackets, such as [classroom, computer]."),
        (("profiles: [other]", "profiles: [other, ]\ninstead: [x]"),
         "own.yaml:9: “instead” must be a single value. Write one word, number or sentence."),
        (("sources: [made up]", "sources:\n  - made up\n  -\n"),
         "own.yaml:6: “sources[2]” must be a single value. Write one word, number or sentence."),
        ((A, "A"), "own.yaml:16: “modules[1]” must be a group of “name: value” lines, not “A”. "
         "Indent such lines below it."),
    ],
)  # fmt: skip
def test_types(edit: tuple[str, str], complaint: str) -> None:
    assert complaints(spoilt(edit)) == [complaint]


def test_all_faults_of_types_are_told_at_once() -> None:
    text = spoilt(("title: Tiny\n", ""), ("min_months: 1", "min_months: x"), ("last: true", "last: x"))
    assert complaints(text) == [
        "own.yaml:1: “title” is missing. Add it.",
        "own.yaml:4: “min_months” must be a whole number, not “x”. Write digits only, such as 12.",
        "own.yaml:22: “last” must be true or false, not “x”. Write true or false.",
    ]


def test_all_faults_of_rules_are_told_at_once() -> None:
    assert complaints(spoilt(("hours: 21", "hours: 28"), ("min_months: 1", "min_months: 3"))) == [
        "own.yaml:14: block “B1” has 28 h, but its modules sum to 21 h. "
        "Change the modules' hours until they sum to the block's.",
        "own.yaml:5: the curriculum lasts at least 3 months and at most 2. "
        "The least must not exceed the most.",
    ]


def test_people_read_french() -> None:
    assert complaints(spoilt(("hours: 21", "hours: 24.5")), language="fr") == [
        "own.yaml:14: le bloc « B1 » compte 24,5 h, mais la somme de ses modules est de 21 h. "
        "Changez les heures des modules pour retrouver le total du bloc."
    ]
