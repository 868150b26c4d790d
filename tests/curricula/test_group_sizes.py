"""Groups below their minimum: who is warned, and with whom the module could be shared."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.curricula import audience_problems, shipped_curricula
from scheduler.domain.centre import Centre, Site
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule, Sharer, Together
from scheduler.text import speaking

MEET = ((0, 1), (0, 1, 2), (3, 4))
"""Weekdays of three cohorts, two of which can train together."""

FIRST, LAST = date(2027, 1, 4), date(2027, 2, 1)


def centre(*sizes: int, sites: str = "SSSSSSSS") -> Instance:
    """Return cohorts A, B, … of so many learners, each at the site of its letter."""
    names = "ABCDEFGH"[: len(sizes)]
    return Instance(
        Centre("C"),
        (Site("S", "S"), Site("T", "T")),
        (),
        (),
        tuple(Cohort(name, "cqp-266", site, FIRST, LAST) for name, site in zip(names, sites, strict=False)),
        shipped_curricula(),
        tuple(
            Learner(f"{name}{number}", name, prerequisite="level4_diploma", hire_date=date(2026, 9, 1))
            for name, size in zip(names, sizes, strict=True)
            for number in range(size)
        ),
    )


def shared(instance: Instance, together: Together, cohorts: str) -> Instance:
    joint = JointModule("J", tuple(Sharer(name, "AFGSU") for name in cohorts), together)
    return replace(instance, joint_modules=(joint,))


def said(instance: Instance, language: str = "en") -> list[str]:
    with speaking(language):
        return [str(problem) for problem in audience_problems(instance)]


def test_what_all_must_share_is_judged_together() -> None:
    assert said(shared(centre(8, 16), Together.MUST, "AB")) == []
    assert said(shared(centre(8, 14), Together.MUST, "AB")) == []


def test_what_all_must_share_is_warned_of_once() -> None:
    assert said(shared(centre(8, 9), Together.MUST, "AB")) == [
        "Joint modules J: A and B: 17 learners in 2 groups of 8 and 9, below the minimum of 10 per group. "
        "Add a group to the joint module, or check the range allowed."
    ]


def test_of_what_may_be_shared_nothing_is_said_while_some_way_keeps_the_minimum() -> None:
    # A fits with B, though all three do not.
    assert said(shared(centre(8, 16, 10), Together.MAY, "ABC")) == []


def test_of_what_may_be_shared_those_are_told_whom_nobody_helps() -> None:
    assert said(shared(centre(8, 9), Together.MAY, "AB")) == [
        f"Cohorts {name}: AFGSU: {size} learners in one group, below the minimum of 10 per group. "
        "Whoever shares J with this group: no group reaches the minimum. Add a group to it."
        for name, size in (("A", 8), ("B", 9))
    ]


def test_of_what_may_be_shared_those_are_told_who_never_meet() -> None:
    both = shared(centre(8, 16), Together.MAY, "AB")
    one, other = both.cohorts
    apart = replace(both, cohorts=(replace(one, weekdays=(0, 1)), replace(other, weekdays=(3, 4))))
    hint = "Those who share J and would make its groups large enough never train on the same days"
    alone = " never trains on the same days as the others, and will not share it. "
    *small, one, other = said(apart)
    assert [hint in text for text in small] == [True, True]
    assert f"Joint modules J: A{alone}" in one
    assert f"Joint modules J: B{alone}" in other
    three = shared(centre(12, 12, 12), Together.MAY, "ABC")
    cohorts = tuple(replace(x, weekdays=days) for x, days in zip(three.cohorts, MEET, strict=True))
    assert [f"J: C{alone}" in text for text in said(replace(three, cohorts=cohorts))] == [True]
    assert said(both) == []


def test_who_could_share_is_named_with_the_sizes() -> None:
    assert said(centre(8, 16), "fr") == [
        f"Groupes {name} : AFGSU : {groups}, sous le minimum de 10 par groupe. "
        "Réunissez-les dans la table « Modules communs » : A et B font 2 groupes de 12."
        for name, groups in (
            ("A", "8 apprenants en un seul groupe"),
            ("B", "16 apprenants en 2 groupes de 8 et 8"),
        )
    ]


@pytest.mark.parametrize(
    ("sizes", "hint"),
    [
        ((5, 7), "A and B make one group of 12."),
        ((8, 13), "A and B make 2 groups of 11 and 10."),
        ((4, 3, 5), "A, B and C make one group of 12."),
        ((8, 1), None),
    ],
)
def test_sizes_that_result(sizes: tuple[int, ...], hint: str | None) -> None:
    [first, *_others] = said(centre(*sizes))
    if hint is None:
        assert first.endswith(
            "Share it with another group in the table “Joint modules”, or check the range allowed."
        )
    else:
        assert first.endswith(f"Share it in the table “Joint modules”: {hint}")


@pytest.mark.parametrize("hindrance", ["site", "months", "weekdays", "module", "already shared"])
def test_who_cannot_share_is_not_named(hindrance: str) -> None:
    instance = centre(8, 16, 16, sites="STS" if hindrance == "site" else "SSS")
    second = instance.cohorts[1]
    if hindrance == "months":
        second = replace(second, start_from=date(2029, 1, 1), start_to=date(2029, 1, 31))
    if hindrance == "weekdays":
        # Both come on Tuesdays, and the module takes two days of one session.
        instance = replace(
            instance, cohorts=(replace(instance.cohorts[0], weekdays=(0, 1)), *instance.cohorts[1:])
        )
        second = replace(second, weekdays=(1, 2))
    if hindrance == "module":
        second = replace(second, curriculum="fae-112")
    instance = replace(instance, cohorts=(instance.cohorts[0], second, instance.cohorts[2]))
    if hindrance == "already shared":
        instance = shared(instance, Together.MUST, "BC")
        assert said(instance)[0].endswith("or check the range allowed.")
    else:
        [first, *_others] = (text for text in said(instance) if "AFGSU" in text)
        assert first.endswith("A and C make 2 groups of 12.")
