"""The master problem: what costs least comes first, whoever finds it, and nothing answered comes again."""

from dataclasses import replace
from functools import reduce
from math import inf

import pytest

from scheduler.model.layout import Strand
from scheduler.solve.bounds.relaxation import Relaxation, Staff, relax
from scheduler.solve.master import Box, Master, joined, just_these
from scheduler.solve.reasons import Impossible
from scheduler.solve.solver import Solver, SolverStatus
from tests.model.day_worlds import day_world, weights
from tests.solve.test_staffings import ONE, within
from tests.thorough import first

SEEDS = range(60)


def relaxed(seed: int) -> Relaxation | None:
    """Return the relaxation of a tiny world with trainers; None if it has none."""
    try:
        found = relax(day_world(seed), weights(seed), Solver(ONE), lambda _bound: None)
        found = found.on_dates(Solver(ONE), lambda _bound: None, 20)
    except Impossible:
        return None
    return None if found.staff is None else found


def in_turn(found: Relaxation, count: int, *, clauses: bool = True) -> list[tuple[int, Staff]]:
    """Return what costs least, then least without that, and so on: cost and trainers."""
    master, solver, came = Master(found, 20), Solver(ONE), []
    while len(came) < count:
        if not clauses:
            master._least = None
        response = master.cheapest(solver, lambda: inf)
        if not response.found:
            assert response.status is SolverStatus.INFEASIBLE
            break
        staff = master.part.staff(response.value)
        came.append((response.objective, staff))
        master.forbid(just_these(staff))
    return came


@pytest.mark.parametrize("seed", first(10, SEEDS))
def test_clauses_alone_find_what_costs_as_much_as_the_linear_relaxation_finds(seed: int) -> None:
    found = relaxed(seed)
    if found is None:
        return
    came = in_turn(found, 12)
    assert [cost for cost, _staff in came] == [x for x, _staff in in_turn(found, 12, clauses=False)]
    assert all(staff not in [x for _cost, x in came[:n]] for n, (_cost, staff) in enumerate(came))


@pytest.mark.parametrize("seed", first(10, SEEDS))
def test_a_box_leaves_out_what_is_in_it_and_nothing_else(seed: int) -> None:
    """All trainers one by one; then those that come once the box of the first three is left out."""
    found = relaxed(seed)
    if found is None:
        return
    every = [staff for _cost, staff in in_turn(found, 60)]
    box = reduce(joined, map(just_these, every[:3]))
    master, solver, others = Master(found, 20), Solver(ONE), []
    master.forbid(box)
    while len(every) < 60 and (response := master.cheapest(solver, lambda: inf)).found:
        staff = master.part.staff(response.value)
        assert not within(just_these(staff), box)
        others.append(staff)
        master.forbid(just_these(staff))
    if len(every) < 60:
        outside = [x for x in every if not within(just_these(x), box)]
        assert sorted(map(repr, map(told, others))) == sorted(map(repr, map(told, outside)))


def told(staff: Staff) -> list[tuple[str, list[tuple[Strand, str]]]]:
    return sorted((name, sorted(given.items())) for name, given in staff.items())


def test_worlds_have_trainers_to_choose_and_some_that_cost_the_same() -> None:
    """Else the two tests above would say nothing."""
    came = [in_turn(found, 5) for seed in range(20) if (found := relaxed(seed)) is not None]
    assert sum(len(x) > 2 for x in came) > 5
    assert sum(len({cost for cost, _staff in x}) < len(x) for x in came) > 5


def test_the_smallest_box_has_each_trainer_of_either_for_each_group() -> None:
    one, other, third = (
        {"A": {Strand("M1", 1): frozenset({who}), Strand("M2", 1): frozenset({"T3"})}}
        for who in ("T1", "T2", "T1")
    )
    both: Box = joined(one, other)
    assert both == {"A": {Strand("M1", 1): {"T1", "T2"}, Strand("M2", 1): {"T3"}}}
    assert joined(both, third) == both


def test_nothing_is_asked_for_that_costs_as_much_as_the_best_plan() -> None:
    found = next(x for seed in SEEDS if (x := relaxed(seed)) is not None)
    master, solver = Master(found, 20), Solver(ONE)
    cheapest = master.cheapest(solver, lambda: inf)
    spent = solver.spent
    again = master.cheapest(solver, lambda: cheapest.objective)
    assert (again.found, again.bound, solver.spent) == (False, cheapest.objective, spent)


def test_in_a_hurry_only_what_costs_what_is_proved_is_asked_for() -> None:
    """Once all that costs the least is left out, nothing comes in a hurry, and what costs more after it."""
    for seed in SEEDS:
        found = relaxed(seed)
        costs = [] if found is None else [cost for cost, _staff in in_turn(found, 60)]
        if found is not None and len(costs) < 60 and len(set(costs)) > 1:
            break
    assert found is not None
    master, solver = Master(replace(found), 20), Solver(ONE)
    for _time in range(costs.count(costs[0])):
        response = master.cheapest(solver, lambda: inf)
        assert response.objective == costs[0]
        master.forbid(just_these(master.part.staff(response.value)))
    hurried = master.cheapest(solver, lambda: inf, quick=True)
    assert not hurried.found
    assert costs[0] < hurried.bound <= costs[costs.count(costs[0])]
    assert master.cheapest(solver, lambda: inf).objective == costs[costs.count(costs[0])]
