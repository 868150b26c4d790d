"""The rules and the cost as Timefold's constraint streams.

Rules that only leave dates, trainers or rooms out (CA-01 to CA-04, CA-06, SE-04, TR-02, RO-02, RO-03,
LE-01) and the modules that come last (CU-04) hold by the value ranges of the domain.
"""

from result import Table
from timefold.solver.score import (
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    Joiners,
    constraint_provider,
)
from timefold_domain import DAY_KEY, PAIR_DIGITS, PAIRS, Day, FixedDay, Seat, Session, Staff

HARD = HardSoftScore.ONE_HARD
SLOT_TAKEN = HardSoftScore.of_hard(10)
"""So that the first plan gives each day a slot of its own: the swaps that follow keep that."""
TORN = HardSoftScore.of_hard(3)
"""For a module torn out of its one session: no single swap brings its days together again."""


def provider(weights: Table):
    """Return the constraint provider for these weights of the terms."""

    @constraint_provider
    def constraints(factory: ConstraintFactory) -> list[Constraint]:
        # What is taught when: reused, so that its date is worked out once per move.
        held = factory.for_each(Day).join(
            Session, Joiners.equal(lambda day: day.slot.session, lambda session: session.key)
        )
        taught = held.filter(lambda day, session: day.module is not None)
        staffed = taught.join(
            Staff, Joiners.equal(lambda day, session: day.module.key, lambda staff: staff.module_key)
        )
        seated = taught.join(Seat, Joiners.equal(lambda day, session: day.key, lambda seat: seat.day))
        return [
            *_dates(factory, held, taught),
            *_content(factory),
            *_people(staffed),
            *_rooms(seated),
            *_cost_of_dates(factory, held, weights),
            *_cost_of_content(factory, weights),
        ]

    return constraints


def _dates(factory, held, taught) -> list[Constraint]:
    following = factory.for_each(Session).join(
        Session,
        Joiners.equal(lambda session: session.cohort),
        Joiners.equal(lambda session: session.index + 1, lambda session: session.index),
    )
    span = (
        factory.for_each(Session)
        .filter(lambda session: session.index == 0)
        .join(factory.for_each(Session).filter(lambda session: session.last),
              Joiners.equal(lambda session: session.cohort))
    )  # fmt: skip
    return [
        following.filter(lambda before, after: after.start.week <= before.start.week)
        .penalize(HARD, lambda before, after: 1 + (before.start.week - after.start.week) // 7)
        .as_constraint("SE-02"),
        following.filter(lambda before, after: after.start.week - before.start.week > 7 * before.max_gap)
        .penalize(HARD, lambda before, after: (after.start.week - before.start.week) // 7 - before.max_gap)
        .as_constraint("SE-03"),
        span.filter(lambda first, last: last.start.first + 1 < first.start.earliest)
        .penalize(HARD, lambda first, last: 1 + (first.start.earliest - last.start.first) // 7)
        .as_constraint("CA-05 early"),
        span.filter(lambda first, last: last.start.first + 1 > first.start.latest)
        .penalize(HARD, lambda first, last: 1 + (last.start.first - first.start.latest) // 7)
        .as_constraint("CA-05 late"),
        taught.filter(lambda day, session: day.slot.day == 1 and not session.start.has_second)
        .penalize(HARD)
        .as_constraint("SE-01"),
        factory.for_each(FixedDay)
        .filter(lambda fixed: not fixed.of_module)
        .if_not_exists(
            taught.map(lambda day, session: day.cohort * DAY_KEY + session.start.first + day.slot.day),
            Joiners.equal(lambda fixed: fixed.key, lambda key: key),
        )
        .penalize(HARD)
        .as_constraint("PI-01 cohort"),
        factory.for_each(FixedDay)
        .filter(lambda fixed: fixed.of_module)
        .if_not_exists(
            taught.map(lambda day, session: day.module.key * DAY_KEY + session.start.first + day.slot.day),
            Joiners.equal(lambda fixed: fixed.key, lambda key: key),
        )
        .penalize(HARD)
        .as_constraint("PI-01 module"),
    ]


def _content(factory) -> list[Constraint]:
    lessons = factory.for_each(Day).filter(lambda day: day.module is not None)
    ordered = lessons.filter(lambda day: len(day.module.after) > 0).join(
        lessons,
        Joiners.equal(lambda day: day.cohort),
        Joiners.less_than(lambda day: day.slot.order, lambda day: day.slot.order),
    )
    whole = lessons.filter(lambda day: day.module.one_session)
    return [
        factory.for_each_unique_pair(Day, Joiners.equal(lambda day: day.cohort),
                                     Joiners.equal(lambda day: day.slot.order))
        .penalize(SLOT_TAKEN)
        .as_constraint("SE-05"),
        ordered.filter(lambda later, earlier: earlier.module.key in later.module.after)
        .penalize(HARD)
        .as_constraint("CU-02"),
        whole.group_by(lambda day: day.module,
                       ConstraintCollectors.count_distinct(lambda day: day.slot.session))
        .filter(lambda module, sessions: sessions > 1)
        .penalize(TORN, lambda module, sessions: sessions - 1)
        .as_constraint("CU-03"),
    ]  # fmt: skip


def _people(staffed) -> list[Constraint]:
    return [
        staffed.group_by(
            lambda day, session, staff: staff.trainer,
            lambda day, session, staff: session.start.first + day.slot.day,
            ConstraintCollectors.count_tri(),
        )
        .filter(lambda trainer, day, lessons: lessons > 1)
        .penalize(HARD, lambda trainer, day, lessons: lessons - 1)
        .as_constraint("TR-01"),
        staffed.filter(
            lambda day, session, staff: (session.start.first + day.slot.day) not in staff.trainer.days
        )
        .penalize(HARD)
        .as_constraint("TR-03"),
        staffed.group_by(
            lambda day, session, staff: staff.trainer,
            lambda day, session, staff: session.start.week,
            ConstraintCollectors.count_distinct(
                lambda day, session, staff: session.start.first + day.slot.day
            ),
        )
        .filter(lambda trainer, week, days: days > trainer.most_a_week)
        .penalize(HARD, lambda trainer, week, days: days - trainer.most_a_week)
        .as_constraint("TR-04 week"),
        staffed.group_by(
            lambda day, session, staff: staff.trainer,
            ConstraintCollectors.count_distinct(
                lambda day, session, staff: session.start.first + day.slot.day
            ),
        )
        .filter(lambda trainer, days: days > trainer.most)
        .penalize(HARD, lambda trainer, days: days - trainer.most)
        .as_constraint("TR-04 in all"),
    ]


def _rooms(seated) -> list[Constraint]:
    return [
        seated.group_by(
            lambda day, session, seat: seat.room,
            lambda day, session, seat: session.start.first + day.slot.day,
            ConstraintCollectors.count_tri(),
        )
        .filter(lambda room, day, groups: groups > 1)
        .penalize(HARD, lambda room, day, groups: groups - 1)
        .as_constraint("RO-01"),
        seated.filter(lambda day, session, seat: (session.start.first + day.slot.day) in seat.room.closed)
        .penalize(HARD)
        .as_constraint("RO-04"),
    ]


def _cost_of_dates(factory, held, weights: Table) -> list[Constraint]:
    second = held.filter(lambda day, session: day.slot.day == 1)
    return [
        factory.for_each(Session)
        .filter(lambda session: session.start.position != session.even)
        .penalize(_soft(weights["rhythm"]), lambda session: (session.start.position - session.even) ** 2)
        .as_constraint("rhythm"),
        factory.for_each(Session)
        .filter(lambda session: session.start.unwanted_pair > 0)
        .penalize(_soft(1), lambda session: session.start.unwanted_pair)
        .as_constraint("school_holidays, bridges, preferred_weekdays"),
        second.filter(lambda day, session: day.module is None)
        .reward(_soft(1), lambda day, session: session.start.unwanted_pair - session.start.unwanted_first)
        .as_constraint("school_holidays, bridges, preferred_weekdays of the day that is none"),
        factory.for_each(Session)
        .filter(lambda session: session.pairs_only)
        .group_by(lambda session: session.cohort,
                  ConstraintCollectors.sum(lambda session: session.start.outside_pair))
        .penalize(_soft(weights["weekday_stability"]), lambda cohort, outside: fewest_digit(outside))
        .as_constraint("weekday_stability"),
        second.filter(lambda day, session: not session.pairs_only)
        .group_by(
            lambda day, session: session.cohort,
            ConstraintCollectors.sum(lambda day, session: (
                session.start.outside_first if day.module is None else session.start.outside_pair)),
        )
        .penalize(_soft(weights["weekday_stability"]), lambda cohort, outside: fewest_digit(outside))
        .as_constraint("weekday_stability with a single day"),
        factory.for_each(Session)
        .filter(lambda session: session.last and session.start.margin > 0)
        .penalize(_soft(weights["deadline_margin"]), lambda session: session.start.margin)
        .as_constraint("deadline_margin"),
    ]  # fmt: skip


def _cost_of_content(factory, weights: Table) -> list[Constraint]:
    return [
        factory.for_each(Day)
        .filter(lambda day: day.module is not None)
        .group_by(lambda day: day.module, ConstraintCollectors.to_list(lambda day: day.slot.index))
        .penalize(_soft(weights["continuity"]), lambda module, sessions: scattered(module, sessions))
        .as_constraint("continuity"),
        factory.for_each(Staff)
        .group_by(lambda staff: staff.trainer, ConstraintCollectors.sum(lambda staff: staff.module.half_days))
        .filter(lambda trainer, taught: taught > trainer.even_share)
        .penalize(_soft(weights["trainer_balance"]), lambda trainer, taught: taught - trainer.even_share)
        .as_constraint("trainer_balance"),
        factory.for_each(Seat)
        .group_by(lambda seat: seat.cohort, ConstraintCollectors.count_distinct(lambda seat: seat.room))
        .penalize(_soft(weights["room_stability"]), lambda cohort, rooms: rooms - 1)
        .as_constraint("room_stability"),
    ]


def fewest_digit(outside: int) -> int:
    """Return the smallest of the four digits: the sessions outside the best pair of weekdays."""
    fewest = PAIR_DIGITS
    for _ in range(PAIRS):
        fewest = min(fewest, outside % PAIR_DIGITS)
        outside //= PAIR_DIGITS
    return fewest


def scattered(module, sessions) -> int:
    """Return the sessions beyond the fewest, plus the interruptions."""
    ordered = sorted(set(sessions))
    interruptions = 0
    for place in range(1, len(ordered)):
        if ordered[place] - ordered[place - 1] > 1:
            interruptions += 1
    return max(0, len(ordered) - module.fewest_sessions) + interruptions


def _soft(weight: int) -> HardSoftScore:
    return HardSoftScore.of_soft(weight)
