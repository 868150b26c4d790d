"""Limited changes: what is proved of them holds against the whole model, changed in the same weeks alone."""

import threading
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from random import Random

import pytest
from ortools.sat.python import cp_model

from scheduler.check import check, cost_of, costs
from scheduler.domain.cluster import clusters_in
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, LocalProof, Status
from scheduler.domain.search import Limits, Outcome
from scheduler.domain.settings import Settings
from scheduler.domain.time import monday
from scheduler.model import Scope, build
from scheduler.model.grid import options_of
from scheduler.model.layout import Strand
from scheduler.solve import Search, portfolio
from scheduler.solve.known import Known
from scheduler.solve.local import LimitedChange, LocalSearch
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood, merged
from scheduler.solve.neighbourhoods.stretch import LEVELS, Span, improve_stretch, stretches_of
from scheduler.text import speaking
from tests.model.day_worlds import day_world, weights
from tests.model.joint_worlds import joint_world
from tests.thorough import first

WEEK = timedelta(weeks=1)
WEEKS = LEVELS[0][0]
ONE = Limits(seconds=20, workers=1, deterministic=True)
WORLDS = [(day_world, seed) for seed in range(16, 40)] + [(joint_world, seed) for seed in range(6)]


@cache
def any_plan(make, seed: int) -> tuple[Instance, Settings, tuple[Lesson, ...]]:  # type: ignore[no-untyped-def]
    """Return a world, weights, and a plan of it that chance prefers; no lessons if it has none."""
    instance, settings, chance = make(seed), weights(seed), Random(seed)
    plan = build(instance, settings)
    places = [x for cohort in plan.cohorts for options in cohort.place for x in options.values()]
    plan.model.minimize(sum(chance.randint(0, 5) * x for x in places))
    solver = solved(plan.model)
    return instance, settings, plan.lessons(solver.boolean_value) if solver else ()


def solved(model: cp_model.CpModel) -> cp_model.CpSolver | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return solver if status == cp_model.OPTIMAL else None


def least_cost(instance: Instance, settings: Settings, lessons: tuple[Lesson, ...], weeks: Span) -> float:
    """Return the least cost of plans that have the dates and modules of `lessons` outside `weeks`.

    All of the year is in its model, and every session might go anywhere, but for what is forbidden here.
    """
    plan = build(instance, settings, Scope(sharing=clusters_in(instance, lessons)))
    for cohort in plan.cohorts:
        mine = [x for x in lessons if x.cohort == cohort.cohort.id]
        written = {literal.index: value for literal, value in cohort.write(mine)}
        for number, option in options_of(mine).items():
            outside = not weeks[0] <= option.week <= weeks[1]
            for other, literal in cohort.place[number].items():
                if outside or not weeks[0] <= other.week <= weeks[1]:
                    plan.model.add(literal == (outside and other == option))
            for slots in cohort.content.values():
                for slot, literal in slots.items():
                    if outside and slot.session == number:
                        plan.model.add(literal == written[literal.index])
    solver = solved(plan.model)
    assert solver is not None  # the lessons themselves
    return round(solver.objective_value)


def cost(instance: Instance, settings: Settings, lessons: tuple[Lesson, ...]) -> int:
    return cost_of(costs(instance, lessons, settings))


@pytest.mark.parametrize(("make", "seed"), first(10, WORLDS))
def test_a_stretch_is_improved_as_far_as_the_whole_model_can_within_its_weeks(make, seed: int) -> None:  # type: ignore[no-untyped-def]
    instance, settings, lessons = any_plan(make, seed)
    if not lessons:
        return
    start = min(monday(x.day) for x in lessons)
    names = tuple(instance.cohort)
    for begin, length in ((0, 2), (1, 3), (-1, 3), (0, 8)):
        weeks = start + begin * WEEK, start + (begin + length - 1) * WEEK
        asked = Neighbourhood(names, dict.fromkeys(names, 0), "test", seconds=20, weeks=weeks)
        found = improve_stretch(Known(instance, settings, ONE), threading.Event(), asked, lessons)
        assert found.closed
        before = cost(instance, settings, lessons)
        assert before - found.gain == least_cost(instance, settings, lessons, weeks)
        if found.gain:
            assert check(instance, found.lessons) == ()
            assert cost(instance, settings, found.lessons) == before - found.gain


@pytest.mark.parametrize(("make", "seed"), first(3, WORLDS[::4]))
def test_what_is_proved_of_limited_changes_holds(make, seed: int) -> None:  # type: ignore[no-untyped-def]
    """The bound of 0 leaves the whole plan unproved; every stretch and every cohort is proved nonetheless."""
    instance, settings, lessons = any_plan(make, seed)
    if not lessons:
        return
    start = Outcome(Status.FEASIBLE, lessons, cost(instance, settings, lessons), 0, 0.0)
    found = LocalSearch(instance, settings, start, ONE).run()
    assert check(instance, found.lessons) == ()
    assert found.objective == cost(instance, settings, found.lessons) <= start.objective
    if found.status is Status.OPTIMAL:
        assert found.objective == 0
        return
    assert found.local is not None
    assert found.local.left == ()
    names = tuple(instance.cohort)
    assert found.local.cohorts == (names if len(names) > 1 else ())
    taught = {monday(x.day) for x in found.lessons}
    # Longer stretches were proved once the shorter ones were: what lies in eight weeks lies in them too.
    assert found.local.weeks == LEVELS[-1][0]
    for begin, length in [*((x, WEEKS) for x in range(-WEEKS, 12)), *((x, 39) for x in range(-39, 12, 6))]:
        weeks = min(taught) + begin * WEEK, min(taught) + (begin + length - 1) * WEEK
        if any(weeks[0] <= week <= weeks[1] for week in taught):
            assert least_cost(instance, settings, found.lessons, weeks) == found.objective


@pytest.mark.parametrize("seed", first(1, (3, 5)))
def test_what_is_proved_of_two_cohorts_holds(seed: int) -> None:
    """Beside the lessons of one of three cohorts there is no better plan of the other two."""
    instance, settings, lessons = any_plan(joint_world, seed)
    names = tuple(instance.cohort)
    assert (bool(lessons), len(names)) == (True, 3)
    start = Outcome(Status.FEASIBLE, lessons, cost(instance, settings, lessons), 0, 0.0)
    found = LocalSearch(instance, settings, start, ONE).run()
    assert found.local is not None
    assert found.local.pairs == tuple(combinations(names, 2))
    sharing = clusters_in(instance, found.lessons)
    for given in names:
        around = [x for x in found.lessons if x.cohort == given]
        others = [x for x in instance.cohorts if x.id != given]
        plan = build(instance, settings, Scope(cohorts=others, around=around, sharing=sharing))
        solver = solved(plan.model)
        assert solver is not None
        new = (*around, *plan.lessons(solver.boolean_value))
        assert cost(instance, settings, new) == found.objective


def with_trainers(
    instance: Instance, settings: Settings, lessons: tuple[Lesson, ...], anew: tuple[str, ...]
) -> int:
    """Return the least cost of plans whose modules keep their trainers, but in the cohorts `anew`."""
    plan = build(instance, settings, Scope(sharing=clusters_in(instance, lessons)))
    for cohort in plan.cohorts:
        for x in lessons:
            kept = cohort.curriculum.by_id[x.module].one_trainer if x.cohort == cohort.cohort.id else False
            if kept and x.cohort not in anew and x.trainer and not x.joint:
                others = cohort.assigned[Strand(x.module, x.group)]
                for name, literal in others.items():
                    plan.model.add(literal == (name == x.trainer))
    solver = solved(plan.model)
    assert solver is not None  # the lessons themselves
    return round(solver.objective_value)


@pytest.mark.parametrize(("make", "seed"), first(4, WORLDS[::3]))
def test_what_is_proved_of_plans_that_keep_the_trainers_holds(make, seed: int) -> None:  # type: ignore[no-untyped-def]
    instance, settings, lessons = any_plan(make, seed)
    if not lessons:
        return
    before, names = cost(instance, settings, lessons), tuple(instance.cohort)
    for anew in ((), *((name,) for name in names if len(names) > 1)):
        asked = Neighbourhood(names, dict.fromkeys(names, 0), "test", seconds=20, anew=anew)
        found = improve_stretch(Known(instance, settings, ONE), threading.Event(), asked, lessons)
        assert found.closed
        assert before - found.gain == with_trainers(instance, settings, lessons, anew)
    ended = LocalSearch(instance, settings, Outcome(Status.FEASIBLE, lessons, before, 0, 0.0), ONE).run()
    if ended.local is not None:
        assert (ended.local.trainers_kept, ended.local.staffed_anew) == (
            True,
            names if len(names) > 1 else (),
        )
        assert (
            with_trainers(instance, settings, ended.lessons, ended.local.staffed_anew[:1]) == ended.objective
        )


def made_better(make, seed: int):  # type: ignore[no-untyped-def]
    """Return a world whose plan some change within eight weeks makes better, and that change."""
    instance, settings, lessons = any_plan(make, seed)
    if not lessons:
        return None
    names, start = tuple(instance.cohort), min(monday(x.day) for x in lessons)
    asked = Neighbourhood(
        names, dict.fromkeys(names, 0), "test", seconds=20, weeks=(start, start + (WEEKS - 1) * WEEK)
    )
    found = improve_stretch(Known(instance, settings, ONE), threading.Event(), asked, lessons)
    return (instance, settings, lessons, found) if found.gain else None


def test_what_was_proved_beside_other_lessons_is_proved_no_more() -> None:
    instance, settings, lessons, found = next(x for make, seed in WORLDS if (x := made_better(make, seed)))
    start = Outcome(Status.FEASIBLE, lessons, cost(instance, settings, lessons), 0, 0.0)
    search = LocalSearch(instance, settings, start, ONE)
    alone = Improved(Neighbourhood((instance.cohorts[0].id,), {}, "test"), closed=True)
    search._take(alone, 0)
    assert search.proved().cohorts == (instance.cohorts[0].id,)
    search._take(found, 0)
    assert search.proved().cohorts == ()
    search._take(alone, 0)  # begun before the lessons changed
    assert search.proved().cohorts == ()
    search._take(alone, 1)
    assert search.proved().cohorts == (instance.cohorts[0].id,)


def test_what_is_told_is_the_longest_change_of_which_all_stretches_are_proved() -> None:
    """Half of the longer stretches take nothing from what is proved of the shorter ones."""
    instance, settings, lessons = next(x for make, seed in WORLDS if (x := any_plan(make, seed))[2])
    start = Outcome(Status.FEASIBLE, lessons, cost(instance, settings, lessons), 0, 0.0)
    search, names = LocalSearch(instance, settings, start, ONE), tuple(instance.cohort)
    short, longer = stretches_of(lessons, 0), stretches_of(lessons, 1)
    search._level = 1
    search._proved = {LimitedChange(x, names) for x in (*short, *longer[1:])}
    assert (search.proved().weeks, search.proved().left) == (LEVELS[0][0], ())
    search._proved.add(LimitedChange(longer[0], names))
    assert (search.proved().weeks, search.proved().left) == (LEVELS[1][0], ())


@pytest.mark.parametrize("level", range(len(LEVELS)))
def test_any_weeks_with_a_lesson_lie_in_a_stretch_that_is_the_same_for_every_plan(level: int) -> None:
    length, step = LEVELS[level]
    named = next(any_plan(make, seed)[2] for make, seed in WORLDS if any_plan(make, seed)[2])
    for early in (date(2027, 1, 4) + number * WEEK for number in range(step + 4)):
        taught = [early, early + 3 * WEEK, early + 30 * WEEK]
        lessons = tuple(replace(named[0], day=day) for day in taught)
        stretches = stretches_of(lessons, level)
        for begin in range(-length, 31):
            last = begin + length - 1
            weeks = early + begin * WEEK, early + last * WEEK
            if any(weeks[0] <= week <= weeks[1] for week in taught):
                assert any(low <= weeks[0] and weeks[1] <= high for low, high in stretches)
        assert {(low.toordinal() // 7) % step for low, _high in stretches} == {0}


def test_what_is_found_is_put_into_the_plan_of_now_unless_others_changed_the_same() -> None:
    instance, _settings, lessons = next(
        x for x in (any_plan(day_world, seed) for seed in range(16, 30)) if x[2]
    )
    names = tuple(instance.cohort)
    one, other = lessons[0], lessons[-1]
    found = tuple(replace(x, trainer="T9") if x == one else x for x in lessons)
    improved = Improved(Neighbourhood(names, {}, "test"), found, gain=1, before=lessons)
    elsewhere = tuple(replace(x, trainer="T8") if x == other else x for x in lessons)
    assert {x.trainer for x in merged(elsewhere, improved)} >= {"T8", "T9"}
    assert len(merged(elsewhere, improved)) == len(lessons)
    same = tuple(replace(x, trainer="T8") if x == one else x for x in lessons)
    assert set(merged(same, improved)) == set(same)


@pytest.mark.parametrize(
    ("proved", "said"),
    [
        (LocalProof(8, 3, (), ("A", "B")), "No change limited to 8 weeks in a row, nor to a single cohort,"),
        (LocalProof(8, 3, (), ()), "No change limited to 8 weeks in a row would cost less: proved."),
        (LocalProof(8, 3, ((date(2027, 1, 4), date(2027, 3, 21)),), ("A",)), "in 2 of 3 stretches"),
        (LocalProof(8, 1, ((date(2027, 1, 4), date(2027, 3, 21)),), ()), ""),
    ],
)
def test_what_is_proved_is_told_as_far_as_it_holds(proved: LocalProof, said: str) -> None:
    with speaking("en"):
        told = proved.told(2)
    assert said in told
    assert bool(said) == bool(told)
    assert ("proved for A" in told) == (proved.cohorts == ("A",))


def test_what_is_proved_of_pairs_is_told_as_far_as_it_holds() -> None:
    names = ("A", "B", "C")
    pairs = tuple(combinations(names, 2))
    some, left = LocalProof(8, 3, (), names, pairs[:2]), ((date(2027, 1, 4), date(2027, 3, 21)),)
    with speaking("en"):
        assert LocalProof(8, 3, (), names, pairs).told(3) == (
            "No change limited to 8 weeks in a row, nor to two cohorts, would cost less: proved."
        )
        assert LocalProof(8, 1, left, names, pairs).told(3) == (
            "No change of two cohorts would cost less: proved."
        )
        assert some.told(3) == (
            "No change limited to 8 weeks in a row, nor to a single cohort, would cost less: proved. "
            "Changes of two cohorts: of 2 of 3 pairs, it is proved that none would cost less."
        )


def test_what_is_proved_of_plans_that_keep_the_trainers_is_told_as_far_as_it_holds() -> None:
    left = ((date(2027, 1, 4), date(2027, 3, 21)),)
    with speaking("en"):
        assert LocalProof(8, 1, left, trainers_kept=True, staffed_anew=("A",)).told(2) == (
            "As long as each module keeps its trainers, no plan would cost less: proved."
        )
        assert LocalProof(8, 1, left, trainers_kept=True, staffed_anew=("A", "B")).told(2) == (
            "No plan that gives the modules of a single cohort to other trainers, "
            "and leaves the others to theirs, would cost less: proved."
        )


@pytest.mark.parametrize("same", [True, False])
def test_what_is_proved_of_a_plan_is_not_said_of_another_that_stays_nearer_to_an_older_one(
    same: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance, settings, lessons, found = next(x for make, seed in WORLDS if (x := made_better(make, seed)))
    proof = LocalProof(WEEKS, 1)
    best = Outcome(
        Status.FEASIBLE, found.lessons, cost(instance, settings, found.lessons), 0, 0.0, local=proof
    )
    other = found.lessons if same else tuple(replace(x, room="R9") for x in found.lessons)
    monkeypatch.setattr(portfolio, "nearer", lambda *_given: other)
    search = Search(instance, settings, ONE, near=lessons)
    monkeypatch.setattr(search, "_whole", lambda *_given: best)
    assert search.run().local == (proof if same else None)


def test_an_older_plan_that_costs_as_little_has_nothing_proved_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    instance, settings, lessons = next(x for make, seed in WORLDS if (x := any_plan(make, seed))[2])
    other = tuple(replace(x, pinned=True) for x in lessons)
    best = Outcome(
        Status.FEASIBLE, other, cost(instance, settings, lessons), 0, 0.0, local=LocalProof(WEEKS, 1)
    )
    search = Search(instance, settings, ONE, near=lessons)
    monkeypatch.setattr(search, "_whole", lambda *_given: best)
    assert (search.run().lessons, search.run().local) == (lessons, None)
