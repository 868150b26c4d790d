"""With whom cohorts may follow a joint module: one way each, those that can be served, and those left out."""

from datetime import date
from typing import Any

import pytest
from ortools.sat.python import cp_model

from scheduler.check import check
from scheduler.domain.cluster import Cluster
from scheduler.domain.curriculum import Mode
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import TERM, Settings
from scheduler.domain.time import Half
from scheduler.model import Scope, build
from scheduler.model.build import PlanModel
from scheduler.model.sharing import fits
from scheduler.text import speaking
from tests.cases import world
from tests.cases.reader import lessons_of
from tests.model.test_neighbours import solved

NO_COST = Settings(dict.fromkeys(TERM, 0), 0)


def among(
    names: str, joint: dict[str, Any] | None = None, more: dict[str, Any] | None = None, **changes: Any
) -> Instance:
    """Return a world in which these cohorts, of a learner each and `more`, may follow M1 together."""
    return world.build(
        {
            "cohorts": {name: {"start_to": "2027-02-05"} for name in names},
            "learners": {"L1": None, "L2": None}
            | {f"{name}1": {"cohort": name} for name in names}
            | (more or {}),
            "curriculum": {"max_months": 1},
            "joint_modules": {
                "J": {"sharers": dict.fromkeys(names, "M1"), "together": "may"} | (joint or {})
            },
        }
        | changes
    )


def of(instance: Instance, names: str) -> Cluster:
    return Cluster.of(instance, instance.joint_modules[0], names)


def chosen(model: PlanModel) -> dict[int, cp_model.IntVar]:
    """Return the literals that choose with whom M1 is followed."""
    ways = (way for cohort in model.cohorts for way in cohort.shares["M1"].ways)
    return {way.chosen.index: way.chosen for way in ways if way.chosen is not None}


def test_a_cohort_follows_a_module_in_one_way() -> None:
    instance = among("AB")
    model = build(instance, NO_COST)
    # Together is worth most, and each way that is taken beside.
    together = [x.chosen for x in model.cohorts[0].shares["M1"].ways if x.cluster and x.cluster.shared]
    model.model.maximize(sum(chosen(model).values()) + sum(x for x in together if x is not None))
    solver = solved(model)
    assert solver is not None
    assert check(instance, model.lessons(solver.boolean_value)) == ()
    for cohort in model.cohorts:
        taken = [
            x for x in cohort.shares["M1"].ways if x.chosen is not None and solver.boolean_value(x.chosen)
        ]
        assert len(taken) == 1


MORE = {f"A{number}": {"cohort": "A"} for number in (2, 3)}
"""With these, two groups of two: one of A alone, one of both."""

UNFIT = [
    # Why two cannot be served together.
    ({"joint": {"group_min": 3, "strict": True}}, "a strict minimum"),
    ({"rooms": {"R1": {"capacity": 1}, "R2": {"capacity": 1}}}, "no room for both"),
    ({"joint": {"group_max": 2}, "rooms": {"R2": None}, "more": MORE}, "one room for two groups"),
    ({"joint": {"group_max": 2}, "trainers": {"T2": None}, "more": MORE}, "one trainer for two groups"),
    (
        {
            "cohorts": {"A": {}, "B": {"site": "BREST"}},
            "sites": {"BREST": {"name": "Brest"}},
            "rooms": {"R2": {"site": "BREST"}},
        },
        "two sites",
    ),
]


@pytest.mark.parametrize(("changes", "why"), UNFIT, ids=[x[1] for x in UNFIT])
def test_cohorts_that_cannot_be_served_together_have_no_such_way(changes: dict[str, Any], why: str) -> None:
    instance = among("AB", **changes)
    assert not fits(instance, of(instance, "AB")), why
    larger = among("AB", joint={"group_max": 2}, more=MORE)
    assert fits(larger, of(larger, "AB"))
    assert of(larger, "AB").division == ((2, 0), (1, 1))


def test_who_is_with_somebody_left_out_of_the_model_may_be() -> None:
    # Alone A is below the strict minimum; B, of whom the model knows nothing, may join.
    instance = among("AB", joint={"group_min": 2, "strict": True})
    model = build(instance, NO_COST, Scope(cohorts=[instance.cohort["A"]]))
    assert solved(model) is not None


def test_who_chooses_anew_chooses_among_those_that_do() -> None:
    # C stays as it is; whoever were with somebody unknown would need no trainer.
    instance = among("ABC")
    around = lessons_of(
        "C1 Mon 2027-02-01  M1 T1 R1\nC1 Tue 2027-02-02  M2 T1 R1\n"
        "C2 Mon 2027-02-08  M3 T1 R1\nC2 Tue 2027-02-09  M3 T1 R1",
        instance,
    )
    cohorts = [instance.cohort[name] for name in "AB"]
    model = build(instance, NO_COST, Scope(cohorts=cohorts, around=around, choosing=["J"]))
    ways = [way.cluster for cohort in model.cohorts for way in cohort.shares["M1"].ways]
    assert None not in ways
    assert {x.cohorts for x in ways if x is not None} == {("A",), ("B",), ("A", "B")}


@pytest.mark.parametrize(("room", "possible"), [("R1", True), ("R3", False)])
def test_who_joins_a_lesson_outside_the_model_accepts_its_room(room: str, possible: bool) -> None:
    # A's M1 accepts either room, B's M2 no practice room: B cannot be in A's lessons there.
    instance = among(
        "AB",
        joint={"sharers": {"A": "M1", "B": "M2"}},
        rooms={"R3": {"kind": "practice"}},
        modules={"M1": {"rooms": ["classroom", "practice"]}, "M2": {"rooms": ["classroom"], "skill": "care"}},
    )
    days = [Lesson("A", 1, 1, date(2027, 2, 1), half, "M1", 3.5, Mode.IN_PERSON, "T1", room) for half in Half]
    scope = Scope(cohorts=[instance.cohort["B"]], around=days, sharing={"J": (of(instance, "AB"),)})
    assert (solved(build(instance, NO_COST, scope)) is not None) == possible


OWN = [
    # Limits of the module and of the joint module, of one learner each of A and B; whether a plan keeps them.
    ({"group_min": 3}, {"group_min": 2, "strict": True}, True, "its own minimum counts"),
    ({"group_min": 3}, {"strict": True}, False, "without one, that of the module"),
    ({"group_min": 3, "group_min_strict": True}, {}, False, "strict as the module is"),
    ({"group_min": 3}, {}, True, "nothing strict"),
    ({"group_max": 1}, {"group_max": 2, "group_min": 2, "strict": True}, True, "its own maximum counts"),
]


@pytest.mark.parametrize(("module", "joint", "kept", "why"), OWN, ids=[x[-1] for x in OWN])
def test_both_judges_know_which_limits_of_size_count(
    module: dict[str, Any], joint: dict[str, Any], kept: bool, why: str
) -> None:
    instance = among("AB", joint={"together": "must"} | joint, modules={"M1": module})
    assert (solved(build(instance, NO_COST)) is not None) == kept, why
    loose = among("AB", joint={"together": "must", "group_max": 2})
    model = build(loose, NO_COST)
    solver = solved(model)
    assert solver is not None
    found = {x.code for x in check(instance, model.lessons(solver.boolean_value))}
    assert found == (set() if kept else {"CU-07"}), why


def test_one_strict_module_makes_all_that_share_it_strict() -> None:
    sharers = {"sharers": {"A": "M1", "B": "M2"}, "together": "must", "group_min": 3}
    for strict in (True, False):
        # A's own M2 is large enough: it is the joint module that is not.
        limits = {"group_min": 1, "group_min_strict": strict}
        instance = among("AB", joint=sharers, modules={"M1": {}, "M2": {"skill": "care"} | limits})
        model = build(among("AB", joint=sharers, modules={"M2": {"skill": "care"}}), NO_COST)
        solver = solved(model)
        assert solver is not None
        found = {x.code for x in check(instance, model.lessons(solver.boolean_value))}
        assert found == ({"CU-07"} if strict else set())
        assert (solved(build(instance, NO_COST)) is None) == strict


def test_of_a_cohort_alone_nobody_is_said_to_share() -> None:
    instance = among("AB", more=MORE, rooms={"R1": {"capacity": 2}})
    plan = lessons_of("A1 Mon 2027-02-01  M1 T1 R1", instance)
    with speaking("en"):
        (said,) = {x.message for x in check(instance, plan) if x.code == "RO-03"}
    assert "holds 2, but 3 learners follow M1" in said
    assert "Joint module" not in said


def test_a_group_lacks_what_the_limits_of_its_joint_module_say() -> None:
    weights = Settings(dict.fromkeys(TERM, 0) | {"group_size": 1}, 0)
    for joint, cost in (({}, 1), ({"group_min": 5}, 3), ({"group_min": 2}, 0)):
        instance = among("AB", joint={"together": "must"} | joint, modules={"M1": {"group_min": 3}})
        solver = solved(build(instance, weights))
        assert solver is not None
        assert solver.objective_value == cost
