"""Joint modules: how groups are formed over several cohorts, and what sharing is worth."""

from random import Random
from typing import Any

import pytest

from scheduler.check import check, cost_of, costs
from scheduler.check.seats import seats
from scheduler.curricula import shipped_curricula
from scheduler.domain.cluster import Cluster, all_together, clusters_in, linked, once
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule, Sharer, Together, divided
from scheduler.domain.search import Limits
from scheduler.domain.settings import TERM, Settings
from scheduler.model import build
from scheduler.model.parts import dates_of_teams, dates_together
from scheduler.model.sharing import fits
from scheduler.settings import load_settings
from scheduler.solve import obstacles
from scheduler.solve.bounds.relaxation import relax
from scheduler.solve.solver import Solver
from tests.cases import world
from tests.cases.reader import lessons_of
from tests.model.joint_worlds import joint_world
from tests.model.test_neighbours import Plan, solved

ONE = Limits(seconds=20, workers=1)
NO_COST = Settings(dict.fromkeys(TERM, 0), 0)

GROUPS = [
    # Learners of each cohort, least and most of a group; learners of each cohort by group.
    ((8, 16), 10, 12, ((8, 4), (0, 12)), "two groups of twelve: one of the second cohort, one of both"),
    (
        (10, 12),
        10,
        12,
        ((10, 0), (0, 12)),
        "whole cohorts come together, though 11 and 11 would be more even",
    ),
    ((4, 4, 8, 8), 10, 12, ((4, 0, 8, 0), (0, 4, 0, 8)), "whole cohorts come together in pairs"),
    ((7, 12), 10, 12, ((7, 3), (0, 9)), "nineteen cannot be two groups of ten: sizes are even"),
    ((12, 13), None, 12, ((9, 0), (3, 5), (0, 8)), "as few groups as hold 25, the larger one first"),
    ((6, 6), None, None, ((6, 6),), "one group, where nothing limits it"),
    ((0, 11), 10, 12, ((0, 11),), "a cohort of which nobody attends"),
    ((22,), 10, 12, ((11,), (11,)), "a cohort by itself"),
]


@pytest.mark.parametrize(("attending", "least", "most", "groups", "why"), GROUPS, ids=[x[-1] for x in GROUPS])
def test_groups_are_formed_over_all_learners(
    attending: tuple[int, ...], least: int | None, most: int | None, groups: object, why: str
) -> None:
    assert divided(attending, least, most) == groups, why
    assert seats(attending, least, most) == groups, why


def test_both_tellings_form_the_same_groups() -> None:
    chance = Random(7)
    for _attempt in range(400):
        attending = tuple(chance.randint(0, 13) for _cohort in range(chance.randint(1, 5)))
        least, most = chance.choice([(None, None), (None, 8), (4, 8), (6, 10), (10, 12), (10, 15)])
        groups = divided(attending, least, most)
        assert seats(attending, least, most) == groups, (attending, least, most)
        assert tuple(map(sum, zip(*groups, strict=True))) == attending
        assert most is None or max(map(sum, groups)) <= most


def test_of_eight_and_sixteen_learners_afgsu_makes_two_groups_of_twelve() -> None:
    cqp = next(x for x in shipped_curricula() if x.id == "cqp-266")
    plain = world.build({"cohorts": {"B": {}}})
    cohorts = tuple(type(cohort)(**{**vars(cohort), "curriculum": "cqp-266"}) for cohort in plain.cohorts)
    learner = plain.learners[0]
    learners = tuple(
        type(learner)(f"{name}{number}", name)
        for name, count in (("A", 8), ("B", 16))
        for number in range(count)
    )
    joint = JointModule("J", (Sharer("A", "AFGSU"), Sharer("B", "AFGSU")), Together.MUST)
    instance = Instance(
        plain.centre,
        plain.sites,
        plain.rooms,
        plain.trainers,
        cohorts,
        (cqp,),
        learners,
        joint_modules=(joint,),
    )
    cluster = all_together(instance, joint)
    assert [cluster.size(group) for group in cluster.groups] == [12, 12]
    assert [cluster.label(group) for group in cluster.groups] == ["J-1", "J-2"]
    assert [len(x) for x in cluster.learners(instance, "B").values()] == [4, 12]
    assert not any(map(cluster.missing, cluster.groups))


# ---------------------------------------------------------------------- the only way, and the best way

TWO = {
    "cohorts": {"A": {"start_to": "2027-02-05"}, "B": {"start_to": "2027-02-05"}},
    "learners": {"L3": {"cohort": "B"}},
    "curriculum": {"max_months": 1},
}


def sharing(together: str) -> dict[str, Any]:
    return {"joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}, "together": together}}}


def best(changes: dict[str, Any], settings: Settings = NO_COST) -> tuple[Instance, Plan | None]:
    instance = world.build(changes)
    model = build(instance, settings)
    solver = solved(model)
    plan = model.lessons(solver.boolean_value) if solver else None
    if plan is not None:
        assert check(instance, plan) == ()
        assert solver is not None
        assert cost_of(costs(instance, plan, settings)) == round(solver.objective_value)
    return instance, plan


def test_sharing_is_the_only_way_where_the_trainer_has_too_few_days() -> None:
    # A and B take three days of each of T1 and T2, but T1 alone can teach M1, and has three days in all:
    # one for each M2, and one for M1.
    short = {"trainers": {"T1": {"skills": ["care", "office"], "max_days": 3}, "T2": {"skills": ["health"]}}}
    few = TWO | short | {"modules": {"M3": {"skill": "health"}}}
    assert best(few)[1] is None
    assert best(few | sharing("may"))[1] is not None
    assert best(few | sharing("must"))[1] is not None


def test_who_must_share_in_person_and_trains_elsewhere_has_no_plan() -> None:
    changes = sharing("must") | {"sites": {"BREST": {"name": "Brest"}}, "rooms": {"R2": {"site": "BREST"}}}
    changes["cohorts"] = {"B": {"site": "BREST"}}
    _instance, plan = best(changes)
    assert plan is None
    modules = changes.get("modules", {}) | {"M1": {"mode": "remote"}}
    _instance, plan = best(changes | {"modules": modules})
    assert plan is not None


@pytest.mark.parametrize("kept", [True, False])
def test_who_may_share_does_if_it_costs_less(kept: bool) -> None:
    weights = Settings(dict.fromkeys(TERM, 0) | {"shared_teaching": 1}, 0)
    instance, plan = best(TWO | sharing("may") | {"modules": {"M1": {"one_trainer": kept}}}, weights)
    assert plan is not None
    assert [x.cohorts for x in clusters_in(instance, plan)["J"]] == [("A", "B")]
    assert sum(x.module == "M1" for x in once(instance, plan)) == 2


def test_who_may_share_does_not_where_it_costs_more() -> None:
    # Shared, M1 is on a weekday that one of the two would rather not train on.
    wishes = TWO | {
        "cohorts": {
            "A": {"start_to": "2027-02-05", "preferred_weekdays": ["MON", "TUE"]},
            "B": {"start_to": "2027-02-05", "preferred_weekdays": ["WED", "THU"]},
        }
    }
    weights = Settings(dict.fromkeys(TERM, 0) | {"shared_teaching": 1, "preferred_weekdays": 3}, 0)
    instance, plan = best(wishes | sharing("may"), weights)
    assert plan is not None
    assert sorted(x.cohorts for x in clusters_in(instance, plan)["J"]) == [("A",), ("B",)]


def test_who_may_share_and_finds_no_room_for_all_is_taught_apart() -> None:
    rooms = {"rooms": {"R1": {"capacity": 2}, "R2": {"capacity": 2}}}
    instance, plan = best(TWO | sharing("may") | rooms)
    assert plan is not None
    assert sorted(x.cohorts for x in clusters_in(instance, plan)["J"]) == [("A",), ("B",)]


def test_a_small_group_costs_what_it_lacks() -> None:
    weights = Settings(dict.fromkeys(TERM, 0) | {"group_size": 1}, 0)
    for least, apart, shared in ((3, 3, 0), (5, 7, 2)):
        small = TWO | {"modules": {"M1": {"group_min": least}}}
        for together, cost in ((None, apart), ("may", shared), ("must", shared)):
            instance, plan = best(small | (sharing(together) if together else {}), weights)
            assert plan is not None
            assert cost_of(costs(instance, plan, weights)) == cost, together


@pytest.mark.parametrize(
    ("least", "most", "clusters"),
    [
        # Two learners of A and one of B, in groups of no fewer than `least`.
        (3, None, [("A", "B")]),
        (2, None, [("A", "B")]),
        (1, None, None),
        (2, 2, []),
        (1, 2, None),
    ],
)
def test_limits_of_size_decide_who_joins_whom(
    least: int, most: int | None, clusters: list[tuple[str, ...]] | None
) -> None:
    # The rooms hold all; it is the limits of the joint module that are strict. None: both ways keep them.
    limits = {"group_min": least, "group_max": most, "strict": True}
    instance, plan = best(TWO | {"joint_modules": {"J": sharing("may")["joint_modules"]["J"] | limits}})
    if clusters == []:
        assert plan is None
        assert {code for x in obstacles(instance) for code in x.codes} == {"CU-07", "JO-02"}
        return
    assert plan is not None
    formed = sorted(x.cohorts for x in clusters_in(instance, plan)["J"])
    assert formed in ([clusters] if clusters else [[("A", "B")], [("A",), ("B",)]])
    assert all(x.size(group) <= (most or 3) for x in clusters_in(instance, plan)["J"] for group in x.groups)


def test_a_pin_on_one_cohort_moves_the_shared_lesson() -> None:
    fixed = {"kind": "fix", "cohort": "B", "day": "2027-02-03", "module": "M1", "trainer": "T2", "room": "R2"}
    _instance, plan = best(TWO | sharing("must") | {"pins": [fixed]})
    assert plan is not None
    shared = [x for x in plan if x.joint is not None]
    assert {(x.cohort, x.day.isoformat(), x.trainer, x.room) for x in shared} == {
        ("A", "2027-02-03", "T2", "R2"),
        ("B", "2027-02-03", "T2", "R2"),
    }
    assert {x.cohort for x in shared if x.pinned} == {"B"}


def test_linked_cohorts_are_those_that_share_directly_or_not() -> None:
    chain = {
        "J": {"sharers": {"A": "M1", "B": "M1"}},
        "K": {"sharers": {"B": "M2", "C": "M2"}},
        "L": {"sharers": {"D": "M1", "E": "M1"}},
    }
    instance = world.build({"cohorts": {key: {} for key in "BCDEF"}, "joint_modules": chain})
    assert linked(instance) == [("A", "B", "C"), ("D", "E")]


def test_groups_that_have_no_cohort_in_common_are_not_put_together() -> None:
    # Groups of five or six: A with C and B with D. One lesson for all four would save nothing.
    sizes = {"A": 2, "B": 2, "C": 4, "D": 4}
    learners = {f"{name}{n}": {"cohort": name} for name, size in sizes.items() for n in range(size)}
    four = {
        "cohorts": {name: {} for name in "BCD"},
        "learners": {"L1": None, "L2": None, **learners},
        "modules": {"M1": {"group_min": 5, "group_max": 6}},
        "joint_modules": {"J": {"sharers": dict.fromkeys("ABCD", "M1"), "together": "may"}},
    }
    instance = world.build(four)
    (joint,) = instance.joint_modules
    every, pair = (Cluster.of(instance, joint, names) for names in ("ABCD", "AC"))
    assert every.division == ((2, 0, 4, 0), (0, 2, 0, 4))
    assert [fits(instance, cluster) for cluster in (every, pair)] == [False, True]


def test_lessons_of_one_name_are_one_cluster() -> None:
    instance = world.build(TWO | sharing("may"))
    apart = lessons_of("A1 Mon 2027-02-01  M1 T1 R1\nB1 Mon 2027-02-01  M1 T2 R2", instance)
    together = lessons_of("A1 Mon 2027-02-01  M1 T1 R1 =X\nB1 Mon 2027-02-01  M1 T1 R1 =X", instance)
    joint = instance.joint_modules[0]
    assert clusters_in(instance, together)["J"] == (Cluster.of(instance, joint, "AB"),)
    assert {x.cohorts for x in clusters_in(instance, apart)["J"]} == {("A",), ("B",)}


@pytest.mark.parametrize("seed", range(12))
def test_in_random_worlds_both_count_the_same_cost(seed: int) -> None:
    try:
        instance = joint_world(seed)
    except AssertionError:
        pytest.skip("a world without a plan")
    settings = load_settings()
    model = build(instance, settings)
    solver = solved(model)
    assert solver is not None
    plan = model.lessons(solver.boolean_value)
    assert check(instance, plan) == ()
    assert {x.term: x.quantity for x in costs(instance, plan, settings)} == {
        name: solver.value(quantity) for name, quantity in model.terms.items()
    }


# ---------------------------------------------------------------------- what the parts know


def test_days_in_common_cost_what_wishes_at_odds_do() -> None:
    # Alone, each cohort keeps to its wishes; the day that both share is outside those of one of them.
    wishes = TWO | {
        "cohorts": {
            "A": {"start_to": "2027-02-05", "preferred_weekdays": ["MON", "TUE"]},
            "B": {"start_to": "2027-02-05", "preferred_weekdays": ["THU", "FRI"]},
        }
    }
    weights = Settings(dict.fromkeys(TERM, 0) | {"preferred_weekdays": 1}, 0)
    instance, plan = best(wishes | sharing("must"), weights)
    assert plan is not None
    found = relax(instance, weights, Solver(ONE), lambda bound: None)
    # Of the calendar and of weekdays it knows at once that both hold M1 on one of them.
    assert 0 < found.apart == found.bound <= cost_of(costs(instance, plan, weights))
    assert relax(world.build(wishes), weights, Solver(ONE), lambda bound: None).bound == 0


def test_cohorts_that_share_all_they_learn_fit_into_one_room_with_one_trainer() -> None:
    # A and B can train on the same two days only; apart, they need two rooms and two trainers at a time.
    same = {
        "rooms": {"R2": None},
        "trainers": {"T2": None},
        "modules": {"M3": None},
        "cohorts": {name: {"start_from": "2027-02-01", "start_to": "2027-02-02"} for name in "AB"},
        "closures": [{"first": "2027-02-03", "last": "2027-06-30", "label": "Travaux"}],
        "learners": {"L3": {"cohort": "B"}},
    }
    every = {x: {"sharers": {"A": x, "B": x}} for x in ("M1", "M2")}
    for joint, possible in ((every, True), ({}, False)):
        instance, plan = best(same | {"joint_modules": joint})
        assert (plan is not None) == possible
        part = dates_together(instance, NO_COST, instance.cohorts)
        assert Solver(ONE).run(part.model, 10.0).found == possible
        assert (obstacles(instance) == ()) == possible


# ---------------------------------------------------------------------- days on which cohorts meet

CLOSED = {"closures": [{"first": "2027-02-04", "last": "2027-06-30", "label": "Travaux"}]}
MONDAY, TUESDAY = ({"start_from": day, "start_to": day} for day in ("2027-02-01", "2027-02-02"))
MEETING = CLOSED | {"modules": {"M3": None}, "cohorts": {"A": MONDAY, "B": MONDAY}}
"""Programmes of two days, on Monday and Tuesday."""

APART = MEETING | {"cohorts": {"A": MONDAY, "B": TUESDAY}}
"""B comes a day later: Tuesday is all that both have."""

LONG = MEETING | {"modules": {"M1": {"hours": 14, "one_trainer": True}, "M2": None, "M3": None}}
"""Both days are those of M1."""


def meet(changes: dict[str, Any], *shared: str) -> bool:
    """Tell whether the dates of A and B can be such that they meet as often as they have to."""
    instance = world.build(changes | {"joint_modules": {x: {"sharers": {"A": x, "B": x}} for x in shared}})
    sharing = {joint.id: (all_together(instance, joint),) for joint in instance.joint_modules}
    part = dates_of_teams(instance, NO_COST, instance.cohorts, sharing=sharing)
    return Solver(ONE).run(part.model, 10.0).found


def test_cohorts_meet_on_as_many_days_as_all_that_they_share_takes() -> None:
    assert meet(MEETING, "M1", "M2")
    assert meet(APART, "M1")
    assert not meet(APART, "M1", "M2")


def test_cohorts_meet_on_days_of_which_one_trainer_has_all() -> None:
    # T1 comes on Mondays, T2 on Tuesdays: one is there on each day, and nobody on both.
    halves = {"T1": {"availability": ["MON AM", "MON PM"]}, "T2": {"availability": ["TUE AM", "TUE PM"]}}
    several = {"modules": LONG["modules"] | {"M1": {"hours": 14, "one_trainer": False}}}
    assert meet(LONG, "M1")
    assert not meet(LONG | {"trainers": halves}, "M1")
    assert meet(LONG | {"trainers": halves} | several, "M1")
    assert not meet(LONG | {"trainers": halves | {"T2": None}} | several, "M1")


def test_cohorts_meet_on_days_on_which_a_room_is_open() -> None:
    shut = {"first": "2027-02-02", "last": "2027-02-02", "room": "R2"}
    closures = {"closures": [*CLOSED["closures"], shut]}
    assert meet(APART | closures, "M1")
    assert not meet(APART | closures | {"rooms": {"R1": {"capacity": 1}}}, "M1")


def test_cohorts_meet_on_both_days_of_a_session_that_a_module_fills() -> None:
    # Two weeks: A on Mondays and Tuesdays, B on Tuesdays and Wednesdays. They meet twice, a week apart.
    fortnight = {
        "closures": [{"first": "2027-02-11", "last": "2027-06-30", "label": "Travaux"}],
        "cohorts": {"A": {"weekdays": ["MON", "TUE"]}, "B": {"weekdays": ["TUE", "WED"]}},
    }
    for one_session in (True, False):
        changes = fortnight | {"modules": {"M3": {"one_session": one_session}}}
        assert meet(changes, "M3") == (not one_session)
