"""What a cohort pays for sharing every lesson of another: never more than a plan does, and what it says."""

from dataclasses import replace
from random import Random

import pytest
from ortools.sat.python import cp_model

from scheduler.domain.instance import Instance
from scheduler.domain.settings import TERM, Settings
from scheduler.model import build
from scheduler.model.nested import inside
from scheduler.model.parts import dates_of_teams
from scheduler.settings import load_settings
from scheduler.solve.bounds.relaxation import certain
from tests.cases import world
from tests.model.test_neighbours import solved
from tests.thorough import first

SETTINGS = load_settings()


def within(changes: world.Tables, shared: tuple[str, ...], names: str = "B") -> Instance:
    """Return a world in which the curriculum of B, or of these, is nothing but what it shares with A."""
    instance = world.build(changes)
    (whole,) = instance.curricula
    blocks = tuple(
        replace(block, modules=kept, hours=sum(x.hours for x in kept))
        for block in whole.blocks
        if (kept := tuple(x for x in block.modules if x.id in shared))
    )
    part = replace(whole, id="part", blocks=blocks)
    cohorts = tuple(replace(x, curriculum="part") if x.id in names else x for x in instance.cohorts)
    return replace(instance, curricula=(whole, part), cohorts=cohorts)


def nested(chance: Random) -> Instance:
    """Return a world drawn at random: all days of B are those of A, who has some of its own."""
    days = chance.choice([(3, 3), (1, 3, 2), (3, 3, 2), (4, 2), (5, 1), (2, 1, 3), (3, 2), (4, 1, 2)])
    modules: dict[str, world.Tables | None] = {
        f"M{number}": {
            "block": "B1",
            "hours": 7 * each,
            "skill": "care",
            "one_trainer": chance.random() < 0.5,
            "one_session": each == 2 and chance.random() < 0.3,
        }
        for number, each in enumerate(days, start=1)
    }
    shared = tuple(modules)
    if "M3" not in modules:
        modules["M3"] = None
    modules["M4"] = {"block": "B2", "hours": chance.choice([14, 28]), "skill": "care"}
    return within(
        {
            "curriculum": {"max_months": 3, "max_gap_weeks": chance.choice([4, 8])},
            "cohorts": {
                "A": {"start_to": "2027-02-19", "preferred_weekdays": chance.choice([["MON", "TUE"], []])},
                "B": {"start_to": "2027-03-12"},
            },
            "learners": {"L3": {"cohort": "B"}},
            "modules": modules,
            "absences": [
                {"trainer": name, "first": f"2027-03-{day:02}", "last": f"2027-03-{day + 4:02}"}
                for name, day in (("T1", chance.choice([1, 8])), ("T2", chance.choice([1, 15])))
            ],
            "joint_modules": {x: {"sharers": {"A": x, "B": x}} for x in shared},
        },
        shared,
    )


def weights(chance: Random) -> Settings:
    found = {name: chance.choice([0, 1, chance.randint(0, 5)]) for name in TERM}
    return Settings(found | {"continuity": chance.choice([1, 4, 9]), "rhythm": chance.choice([1, 2])}, 4)


def least(instance: Instance, settings: Settings) -> int | None:
    part = dates_of_teams(instance, settings, instance.cohorts, sharing=certain(instance))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(part.model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None


def tried(seed: int) -> tuple[int | None, int | None]:
    """Return what the part says a plan costs at least, and what the best one costs."""
    chance = Random(f"nested {seed}")
    instance, settings = nested(chance), weights(chance)
    assert inside(instance, certain(instance)) == {"B": "A"}
    solver = solved(build(instance, settings))
    return least(instance, settings), round(solver.objective_value) if solver is not None else None


@pytest.mark.parametrize("seed", first(2, range(12)))
def test_no_plan_costs_less(seed: int) -> None:
    bound, best = tried(seed)
    assert best is None or (bound is not None and bound <= best)


def test_a_module_goes_on_after_days_that_only_one_of_them_has() -> None:
    """A trains between two sessions of B that hold one module: without that the part would say 0."""
    assert tried(9) == (2, 2)


def test_who_has_a_lesson_of_its_own_is_inside_nobody() -> None:
    chance = Random("own")
    instance = nested(chance)
    fewer = replace(instance, joint_modules=instance.joint_modules[1:])
    assert inside(fewer, certain(fewer)) == {}


def test_of_two_that_share_all_they_learn_one_is_inside_the_other() -> None:
    both = {x: {"sharers": {"A": x, "B": x}} for x in ("M1", "M2", "M3")}
    instance = world.build({"cohorts": {"B": {}}, "joint_modules": both})
    assert inside(instance, certain(instance)) == {"A": "B"}


@pytest.mark.parametrize("whole", [True, False])
def test_nobody_is_inside_who_is_taught_by_half_days(whole: bool) -> None:
    # Sessions beyond the fewest, and days of sessions, are told of whole days alone.
    changes = {
        "cohorts": {"B": {}},
        "modules": {"M3": {"whole_days": whole}},
        "joint_modules": {x: {"sharers": {"A": x, "B": x}} for x in ("M1", "M2")},
    }
    instance = within(changes, ("M1", "M2"))
    assert inside(instance, certain(instance)) == ({"B": "A"} if whole else {})


TORN = {
    "curriculum": {"max_gap_weeks": 4},
    "trainers": {"T1": {"skills": ["care"]}, "T2": {"skills": ["office"]}},
    "absences": [{"trainer": "T1", "first": "2027-02-08", "last": "2027-02-12"}],
    "closures": [{"first": "2027-02-22", "last": "2027-06-30", "label": "Travaux"}],
}
"""Three weeks: what needs care is taught in the first and the third of them alone."""

ONLY_CONTINUITY = Settings(dict.fromkeys(TERM, 0) | {"continuity": 3}, 0)


@pytest.mark.parametrize("within_it", ["B", "BC"])
def test_two_inside_one_cost_it_no_more_than_one(within_it: str) -> None:
    # A trains in the second week, between the two sessions of M1: one interruption, whoever shares it.
    names = "A" + within_it
    instance = within(
        TORN
        | {
            "modules": {
                "M1": {"hours": 28},
                "M2": None,
                "M3": None,
                "M4": {"block": "B2", "hours": 14, "skill": "office"},
            },
            "cohorts": {name: {"start_to": "2027-02-05"} for name in names},
            "learners": {f"L{number}": {"cohort": name} for number, name in enumerate(within_it, start=3)},
            "joint_modules": {"M1": {"sharers": dict.fromkeys(names, "M1")}},
        },
        ("M1",),
        within_it,
    )
    assert inside(instance, certain(instance)) == dict.fromkeys(within_it, "A")
    solver = solved(build(instance, ONLY_CONTINUITY))
    assert solver is not None
    assert least(instance, ONLY_CONTINUITY) == round(solver.objective_value) == 3


def test_interruptions_cost_beside_what_taking_more_sessions_does() -> None:
    # M1 is taught on Mondays alone, M2 on Tuesdays, every second week, and A has M4 in between: four
    # sessions where two are the fewest, for either module and cohort, and no two of them in a row for A.
    away = [
        {"trainer": "T1", "first": day, "last": day} for day in ("2027-02-08", "2027-02-22", "2027-03-08")
    ]
    instance = within(
        {
            "curriculum": {"max_gap_weeks": 4},
            "cohorts": {name: {"start_to": "2027-02-02", "weekdays": ["MON", "TUE"]} for name in "AB"},
            "learners": {"L3": {"cohort": "B"}},
            "trainers": {
                "T1": {"skills": ["care"], "availability": ["MON AM", "MON PM"]},
                "T2": {"skills": ["office"], "availability": ["TUE AM", "TUE PM"]},
                "T3": {"name": "Luc Faure", "skills": ["health"]},
            },
            "modules": {
                "M1": {"hours": 28},
                "M2": {"hours": 28},
                "M3": None,
                "M4": {"block": "B2", "hours": 42, "skill": "health"},
            },
            "absences": away,
            "closures": [{"first": "2027-03-22", "last": "2027-06-30", "label": "Travaux"}],
            "joint_modules": {name: {"sharers": {"A": name, "B": name}} for name in ("M1", "M2")},
        },
        ("M1", "M2"),
    )
    solver = solved(build(instance, ONLY_CONTINUITY))
    assert solver is not None
    # M4 is interrupted twice.
    assert round(solver.objective_value) == 3 * (4 * 2 + 2 * 3 + 2)
    # Of the six times that a module is interrupted, the part knows those that the fewest sessions would have.
    assert least(instance, ONLY_CONTINUITY) == 3 * (4 * 2 + 2)
