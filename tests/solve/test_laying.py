"""Cohorts laid out beside others: a plan that keeps all rules, with the trainers given."""

import threading
from datetime import date
from math import inf

import pytest

from scheduler.check import check
from scheduler.domain.search import Limits
from scheduler.domain.time import Half, monday
from scheduler.model import Scope, build, cost
from scheduler.model.layout import Strand
from scheduler.model.surroundings import Surroundings
from scheduler.solve.known import Known, Lessons, of_others
from scheduler.solve.laying import laid_beside, laid_out
from scheduler.solve.sequencing import Effort, Sequencing, just
from scheduler.solve.sequencing.presence import Presence
from scheduler.solve.sequencing.syllabus import NEVER
from tests.cases import world
from tests.model.day_worlds import WEEK, day_world, weights
from tests.model.joint_worlds import joint_world
from tests.model.test_bounds_hold import best, least
from tests.solve.test_local import cost as cost_of
from tests.solve.test_local import solved
from tests.solve.test_sequencing import asked
from tests.thorough import first

ONE = Limits(seconds=20, workers=1, deterministic=True)
SEEDS = range(60)
EVERY_HALF = [f"{day} {half}" for day in WEEK for half in ("AM", "PM")]


def known(seed: int) -> Known:
    return Known(day_world(seed), weights(seed), ONE)


def staff_of(seed: int) -> dict[str, dict[Strand, str]]:
    return {name: given for _instance, _settings, name, given in asked(seed)}


def teaching(lessons: Lessons) -> dict[tuple[str, Strand], set[str | None]]:
    found: dict[tuple[str, Strand], set[str | None]] = {}
    for x in lessons:
        found.setdefault((x.cohort, Strand(x.module, x.group)), set()).add(x.trainer)
    return found


@pytest.mark.parametrize("seed", first(30, SEEDS))
def test_a_plan_that_is_laid_out_keeps_all_rules_with_the_trainers_given_where_they_can(seed: int) -> None:
    staff = staff_of(seed)
    lessons, _spent = laid_out(known(seed), threading.Event(), staff)
    if lessons:
        instance = day_world(seed)
        assert check(instance, lessons) == ()
        assert cost_of(instance, weights(seed), lessons) >= best(seed)
        others = {
            name
            for (name, strand), names in teaching(lessons).items()
            if strand in staff[name] and names != {staff[name][strand]}
        }
        for name in others:
            around = of_others(lessons, (name,))
            assert laid_beside(known(seed), threading.Event(), name, staff[name], around)[0] == ()


def test_most_plans_are_found_and_many_of_them_best() -> None:
    plans = {seed: laid_out(known(seed), threading.Event(), staff_of(seed))[0] for seed in SEEDS}
    asked_for = [seed for seed in SEEDS if staff_of(seed)]
    found = [seed for seed in asked_for if plans[seed]]
    cheapest = [s for s in found if cost_of(day_world(s), weights(s), plans[s]) == best(s)]
    assert len(found) >= 0.7 * len(asked_for)
    assert len(cheapest) >= 0.4 * len(found)


@pytest.mark.parametrize("seed", first(20, SEEDS))
def test_beside_others_no_more_is_proved_than_it_costs(seed: int) -> None:
    instance, settings = day_world(seed), weights(seed)
    plan = build(instance, settings)
    response = solved(plan.model)
    if response is None or instance.joint_modules or len(instance.cohorts) < 2:
        return
    lessons = plan.lessons(lambda literal: bool(response.value(literal)))
    for cohort in instance.cohorts:
        around, given = of_others(lessons, (cohort.id,)), staff_of(seed).get(cohort.id, {})
        scope = Scope([cohort], around=around, staff={cohort.id: given})
        model = build(instance, settings, scope)
        terms = cost.of_dates(model.cohorts, settings) | cost.of_content(model.cohorts, settings)
        model.model.minimize(cost.weighted(terms, settings))
        taken = Surroundings.of(instance, around)
        sequencing = Sequencing.of(instance, settings, cohort, None, taken)
        assert sequencing.least(just(given), 0, inf, Effort()).cost <= least(model.model)
        mine, _spent = laid_beside(known(seed), threading.Event(), cohort.id, given, around)
        assert not mine or check(instance, around + mine) == ()


def presence(changes: dict[str, object], taken: Surroundings | None = None) -> Presence:
    instance = world.build(changes)
    return Sequencing.of(instance, weights(0), instance.cohorts[0], None, taken).syllabus.presence


def possible(there: Presence, module: str) -> set[date]:
    """Return the days on which a module can be taught, by whomever."""
    column = [x.id for x in there.cohort.modules].index(module)
    return {day for day, row in zip(there.days, there.there({}), strict=True) if row[column]}


def test_a_room_that_others_use_or_that_is_closed_is_not_there() -> None:
    """Without the only practice room, what needs it cannot be that day, and can be on all others."""
    rooms: dict[str, object] = {"R2": {"kind": "practice"}}
    modules = {"M1": {"rooms": ["practice"]}, "M2": {"rooms": ["classroom"]}}
    changes: dict[str, object] = {"rooms": rooms, "modules": modules}
    alone = presence(changes)
    day = min(possible(alone, "M1"))
    taken = Surroundings(held=frozenset(("R2", day, half) for half in Half))
    shut = [{"room": "R2", "first": f"{day}", "last": f"{day}"}]
    for other in (presence(changes, taken), presence(changes | {"closures": shut})):
        assert possible(other, "M1") == possible(alone, "M1") - {day}
        assert possible(other, "M2") == possible(alone, "M2")


def test_a_trainer_whom_others_have_is_not_there() -> None:
    """T1 alone teaches M1, two days a week: others have a Monday and a Tuesday, and so the whole week."""
    only = {"T1": {"skills": ["care"], "availability": EVERY_HALF, "max_days_per_week": 2}}
    changes: dict[str, object] = {
        "trainers": only | {x: {"skills": ["office"]} for x in ("T2", "T3")},
        "modules": {"M1": {"skill": "care"}},
    }
    alone = presence(changes)
    monday_, tuesday, *_more = sorted(
        x for x in possible(alone, "M1") if monday(x) == min(map(monday, alone.days))
    )
    for days, gone in (
        ((monday_,), {monday_}),
        ((monday_, tuesday), {x for x in alone.days if monday(x) == monday_}),
    ):
        teaching = {("T1", day): dict.fromkeys(Half, "LYON") for day in days}
        beside = presence(changes, Surroundings(teaching=teaching))
        assert possible(beside, "M1") == possible(alone, "M1") - gone


def test_whoever_has_one_day_left_of_a_week_is_not_on_both_days_of_a_session() -> None:
    """T1 teaches all of M1, two days, three days a week: others have two of them in the first week."""
    only = {"T1": {"skills": ["care"], "availability": EVERY_HALF, "max_days_per_week": 3}}
    instance = world.build(
        {
            "trainers": only | {x: {"skills": ["care", "office"]} for x in ("T2", "T3")},
            "modules": {"M1": {"hours": 14}},
            "cohorts": {"A": {"start_from": "2027-02-01", "start_to": "2027-02-12"}},
        }
    )
    taken = {("T1", date(2027, 2, day)): dict.fromkeys(Half, "LYON") for day in (4, 5)}
    cohort, given = instance.cohorts[0], just({Strand("M1", 1): "T1"})

    def weeks(taken: Surroundings) -> set[date]:
        """Return the weeks in which the first session may hold M1 on both days."""
        syllabus = Sequencing.of(instance, weights(0), cohort, None, taken).syllabus
        module = [x.id for x in syllabus.modules].index("M1")
        (first, *_more) = syllabus.sessions(syllabus.teaching(given), (0, 1)) or ()
        return {
            syllabus.weeks[week]
            for week, prices in zip(first.weeks, first.pairs, strict=True)
            if prices[module, module] < NEVER
        }

    assert weeks(Surroundings()) - weeks(Surroundings(teaching=taken)) == {date(2027, 2, 1)}


def test_who_finds_no_place_in_its_best_order_is_inserted_whoever_teaches_it_then() -> None:
    """T1 is to teach M1 to A and to B, and works on Mondays and Tuesdays of one week: T2 can, too."""
    changes: dict[str, object] = {
        "modules": {"M1": {"hours": 14}, "M3": {"hours": 7}},
        "trainers": {
            "T1": {"skills": ["care"], "availability": EVERY_HALF[:4]},
            "T2": {"skills": ["care"], "availability": EVERY_HALF},
            "T3": {"skills": ["office"], "availability": EVERY_HALF},
        },
        "absences": [{"trainer": "T1", "first": "2027-02-08", "last": "2028-12-31"}],
        "cohorts": {"B": {}},
    }
    instance = world.build(changes)
    staff = {name: {Strand("M1", 1): "T1"} for name in "AB"}
    lessons, _spent = laid_out(Known(instance, weights(0), ONE), threading.Event(), staff)
    assert check(instance, lessons) == ()
    taught = teaching(tuple(x for x in lessons if x.module == "M1"))
    assert sorted(taught.values(), key=str) == [{"T1"}, {"T2"}]


def test_shared_modules_and_half_days_are_left_to_others() -> None:
    shared = joint_world(0)
    event = threading.Event()
    assert laid_out(Known(shared, weights(0), ONE), event, {}) == ((), 0.0)
    halves = world.build({"modules": {"M1": {"whole_days": False}}})
    assert laid_out(Known(halves, weights(0), ONE), event, {}) == ((), 0.0)
