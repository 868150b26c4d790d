"""What is measured of a plan, counted by hand on a few lessons."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from scheduler.commands.compare.measures import MEASURES, Seen, seen
from scheduler.domain.centre import Centre, Room, Site, Trainer
from scheduler.domain.cohort import Cohort, Deadlines, Learner
from scheduler.domain.comparison import Better, ComparedRow, Form, Value
from scheduler.domain.curriculum import Block, Curriculum, Module
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import TERMS, Settings
from scheduler.domain.time import Half
from tests.exchange_output.samples import joint_plan, plan

WEIGHTS = Settings(dict.fromkeys([x.name for x in TERMS], 1), 0)

# A Monday and a Tuesday of term, in zone B; Ascension is on 6 May 2027, and the winter holidays of
# zone B last from 20 February to 7 March.
MON, TUE = date(2027, 4, 5), date(2027, 4, 6)
WEEK = timedelta(weeks=1)


def whole(
    day: date, trainer: str = "T1", room: str = "N1", cohort: str = "G", session: int = 1
) -> list[Lesson]:
    return [Lesson(cohort, 1, session, day, half, "M", 3.5, trainer=trainer, room=room) for half in Half]


def see(*days: list[Lesson]) -> Seen:
    """Return two groups of two sites, two trainers who may teach all at both."""
    module = Module("M", "Module", 28, skill="s", whole_days=True)
    curriculum = Curriculum("c", "C", "", (), 1, 12, 5, blocks=(Block("B", "Bloc", 28, (module,)),))
    instance = Instance(
        Centre("Centre"),
        (Site("N", "Nantes", school_zone="B"), Site("P", "Poitiers", school_zone="B")),
        (Room("N1", "N", "classroom", 9), Room("N2", "N", "classroom", 9), Room("P1", "P", "classroom", 9)),
        (Trainer("T1", "Un", ("s",)), Trainer("T2", "Deux", ("s",))),
        (Cohort("G", "c", "N", MON, MON), Cohort("H", "c", "P", MON, MON)),
        (curriculum,),
        (Learner("A", "G", deadlines=Deadlines(finish=MON + 10 * WEEK)), Learner("B", "H")),
    )
    lessons = tuple(x for day in days for x in day)
    return seen(instance, lessons, WEIGHTS, {"G", "H"})


def measured(one: Seen, key: str) -> dict[str, Value]:
    return dict(next(x for x in MEASURES if x.key == key).count(one))


def of(key: str, *days: list[Lesson]) -> Value:
    return measured(see(*days), key)[""]


def test_last_days_and_the_margin_of_whoever_has_a_deadline() -> None:
    found = see(whole(MON), whole(TUE), whole(TUE + WEEK, "T2", "P1", "H"))
    assert measured(found, "last_day") == {"G": TUE, "H": TUE + WEEK}
    assert measured(found, "end")[""] == TUE + WEEK
    # A's deadline is ten weeks after MON, and G ends a day after MON; B has none.
    assert measured(found, "margin")[""] == 69


def test_days_in_holidays_and_on_bridges_count_each_group_once_a_day() -> None:
    holiday, bridge = date(2027, 2, 22), date(2027, 5, 7)
    assert of("school_holidays", whole(MON), whole(holiday), whole(holiday, "T2", "P1", "H")) == 2
    assert (of("bridges", whole(MON)), of("bridges", whole(MON), whole(bridge))) == (0, 1)


def test_sessions_outside_the_usual_pair_and_the_longest_gap() -> None:
    usual = [*whole(MON, session=1), *whole(MON + WEEK, session=2)]
    thursday = MON + 4 * WEEK + timedelta(days=3)
    assert of("irregular", usual) == 0
    assert of("irregular", usual, whole(thursday, session=3)) == 1
    assert of("longest_gap", usual, whole(thursday, session=3)) == 3


def test_trainers_days_and_how_far_they_are_from_an_even_share() -> None:
    # Each may teach the 8 half-days of either group: shares of 8 half-days, 4 days.
    found = see(whole(MON), whole(TUE), whole(MON + WEEK), whole(MON, "T2", "P1", "H"))
    assert measured(found, "trainer_days") == {"T1": 3, "T2": 1}
    assert (measured(found, "busiest")[""], measured(found, "least_busy")[""]) == (3, 1)
    assert (measured(found, "unfair")[""], measured(found, "above_shares")[""]) == (3, 0)
    one = [whole(MON + WEEK * x, session=x + 1) for x in range(5)]
    assert of("above_shares", *one) == 1
    assert of("trainers", *one) == 1


def test_rooms_and_changes_of_site() -> None:
    away = whole(TUE, room="P1")
    assert measured(see(whole(MON), away), "room_days") == {"N1": 1, "P1": 1}
    assert of("further_rooms", whole(MON), whole(TUE, room="N2")) == 1
    assert of("away", whole(MON), away) == 1
    # There and back again; a half-day at a distance in between is no change.
    back, remote = whole(TUE + WEEK), [replace(x, room=None) for x in whole(MON + WEEK)]
    assert of("site_changes", whole(MON), away, remote, back) == 2
    assert of("site_changes", whole(MON), whole(TUE, room="N2")) == 0


def test_the_cost_is_that_of_the_checker() -> None:
    found = see(whole(MON), whole(MON + WEEK, room="N2", session=2))
    assert measured(found, "cost")[""] == sum(measured(found, "term").values())  # type: ignore[arg-type]
    assert measured(found, "term")["room_stability"] == 1


@pytest.mark.parametrize("make", [lambda: plan(2), joint_plan])
def test_days_of_all_trainers_and_rooms_are_the_lessons_a_joint_one_once(make: Callable) -> None:
    one = make()
    found = seen(one.instance, one.lessons, one.settings, set(one.instance.cohort))
    moments = {(x.day, x.half, x.joint or (x.cohort, x.group)) for x in one.lessons if x.trainer}
    assert sum(measured(found, "trainer_days").values()) * 2 == len(moments)  # type: ignore[arg-type]


def test_a_group_alone_is_measured_as_if_there_were_no_others() -> None:
    one = plan(2)
    alone = seen(one.instance, one.lessons, one.settings, {"CQP-LYON-A"})
    assert list(measured(alone, "last_day")) == ["CQP-LYON-A"]
    assert (
        measured(alone, "cost")[""]
        != measured(seen(one.instance, one.lessons, one.settings, set(one.instance.cohort)), "cost")[""]
    )


@pytest.mark.parametrize(
    ("better", "values", "best", "ahead"),
    [
        (Better.LESS, (3, 1, 1), (False, True, True), 2),
        (Better.MORE, (3, 1, None), (True, False, False), -2),
        (Better.LESS, (2, 2, 2), (False, False, False), 0),
        (Better.LESS, (None, 2, None), (False, False, False), 0),
        (Better.NEITHER, (3, 1, 2), (False, False, False), 0),
        (Better.LESS, (TUE, MON, None), (False, True, False), 1),
        (Better.LESS, (0.1 + 0.2, 0.3, 0.4), (True, True, False), 0),
    ],
)
def test_the_best_of_a_row(
    better: Better, values: tuple[Value, ...], best: tuple[bool, ...], ahead: float
) -> None:
    row = ComparedRow("key", "", "", "", Form.NUMBER, better, values)
    assert row.best == best
    assert row.ahead(1) == ahead
