"""The cost of a plan, counted again from its lessons alone."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import ceil

from scheduler.check.facts import half_days_of
from scheduler.check.subject import CohortPlan, Gathering, Subject, grouped
from scheduler.domain.centre import Policy
from scheduler.domain.joint import Together
from scheduler.domain.settings import Settings
from scheduler.domain.time import WORKING_WEEK

Quantity = Callable[[Subject, Settings], int]


def rhythm(subject: Subject, settings: Settings) -> int:
    """Sum over sessions of the squared distance, in open weeks, to the even position."""
    return sum(_unevenness(plan, settings) for plan in subject.started)


def school_holidays(subject: Subject, _settings: Settings) -> int:
    """Count the days of each cohort in school holidays that its site avoids."""
    return sum(
        plan.openings.school_holiday(day) is not None
        for plan in subject.started
        if plan.openings.site.school_holidays is Policy.AVOID
        for day in plan.calendar_days
    )


def bridges(subject: Subject, _settings: Settings) -> int:
    """Count the days of each cohort on bridges that its site avoids."""
    return sum(
        plan.openings.bridge(day) is not None
        for plan in subject.started
        if plan.openings.site.bridges is Policy.AVOID
        for day in plan.calendar_days
    )


def preferred_weekdays(subject: Subject, _settings: Settings) -> int:
    """Count the days outside the preferred weekdays of cohorts that have any."""
    return sum(
        bool(plan.cohort.preferred_weekdays) and day.weekday() not in plan.cohort.preferred_weekdays
        for plan in subject.started
        for day in plan.days
    )


def weekday_stability(subject: Subject, _settings: Settings) -> int:
    """Count the sessions outside the pair of consecutive weekdays that suits most of them."""
    return sum(_outside_usual_pair(plan) for plan in subject.started)


def continuity(subject: Subject, _settings: Settings) -> int:
    """Count the sessions beyond the fewest a module needs, and its interruptions."""
    total = 0
    for plan in subject.started:
        for module, lessons in plan.modules.items():
            sessions = sorted({lesson.session for lesson in lessons})
            interruptions = sum(after - before > 1 for before, after in pairwise(sessions))
            total += max(0, len(sessions) - ceil(half_days_of(module) / 4)) + interruptions
    return total


def trainers_per_module(subject: Subject, _settings: Settings) -> int:
    """Count the trainers beyond the first of each module and group; a joint lesson counts once."""
    total = 0
    taught = (x for x in subject.once(subject.lessons) if x.trainer is not None)
    by_cohort = grouped(taught, lambda x: x.cohort)
    for plan in subject.started:
        known = (x for x in by_cohort.get(plan.id, ()) if plan.module(x) is not None)
        for rows in grouped(known, lambda x: (x.module, x.group)).values():
            total += len({lesson.trainer for lesson in rows}) - 1
    return total


def trainer_balance(subject: Subject, _settings: Settings) -> int:
    """Count the half-days each trainer teaches above an even share."""
    shares = subject.facts.even_shares
    return sum(max(0, len(rows) - shares[x]) for x, rows in subject.trainers.items() if x in shares)


def room_stability(subject: Subject, _settings: Settings) -> int:
    """Count the rooms beyond the first of each cohort."""
    rooms = ({x.room for x in plan.lessons if x.room is not None} for plan in subject.started)
    return sum(max(0, len(used) - 1) for used in rooms)


def group_size(subject: Subject, _settings: Settings) -> int:
    """Count the learners missing to the smallest size of each group; a group shared by cohorts is one."""
    missing = 0
    for plan in subject.started:
        for module in plan.modules:
            if module.group_min and module.id not in plan.gathered:
                missing += sum(_missing(plan.size(module, x), module.group_min) for x in plan.groups(module))
    for gathering in _held(subject):
        least = subject.facts.sizes_allowed(gathering.joint)[0]
        for number in range(1, len(gathering.groups) + 1):
            missing += _missing(gathering.size(number), least or 0)
    return missing


def shared_teaching(subject: Subject, _settings: Settings) -> int:
    """Count the half-days of each group of the joint modules that cohorts may share."""
    return sum(
        len(gathering.groups) * half_days_of(subject.facts.sharer(gathering.joint, gathering.cohorts[0])[1])
        for gathering in _held(subject)
        if gathering.joint.together is Together.MAY
    )


def deadline_margin(subject: Subject, settings: Settings) -> int:
    """Count the weeks, begun ones included, missing to the margin before the tightest deadline."""
    total = 0
    for plan in subject.started:
        limits = (plan.programme.finish_limit(x) for x in plan.learners)
        deadlines = [limit for limit in limits if limit is not None]
        if deadlines:
            kept = (min(deadlines) - plan.lessons[-1].day).days
            total += ceil(max(0, 7 * settings.deadline_margin_weeks - kept) / 7)
    return total


QUANTITIES: dict[str, Quantity] = {
    "rhythm": rhythm,
    "school_holidays": school_holidays,
    "bridges": bridges,
    "preferred_weekdays": preferred_weekdays,
    "weekday_stability": weekday_stability,
    "continuity": continuity,
    "trainers_per_module": trainers_per_module,
    "trainer_balance": trainer_balance,
    "room_stability": room_stability,
    "group_size": group_size,
    "shared_teaching": shared_teaching,
    "deadline_margin": deadline_margin,
}
"""How each term of :data:`scheduler.domain.settings.TERMS` is counted."""


def _missing(size: int, least: int) -> int:
    return max(0, least - size) if size else 0


def _held(subject: Subject) -> Iterator[Gathering]:
    """Yield the gatherings of which the plan says something."""
    started = {plan.id for plan in subject.started}
    return (x for x in subject.gatherings if not started.isdisjoint(x.cohorts))


def _unevenness(plan: CohortPlan, settings: Settings) -> int:
    even = plan.rhythm.even(settings.deadline_margin_weeks)
    held = [plan.rhythm.place(rows[0].day) for rows in plan.sessions.values()]
    # A broken plan may have more or fewer sessions than it should: the first ones are compared.
    return sum((found - due) ** 2 for found, due in zip(held, even, strict=False))


def _outside_usual_pair(plan: CohortPlan) -> int:
    pairs = [{first, second} for first, second in pairwise(WORKING_WEEK)]
    allowed = [pair for pair in pairs if pair <= set(plan.cohort.weekdays)] or pairs
    used = [{row.day.weekday() for row in rows} for rows in plan.sessions.values()]
    return min(sum(not weekdays <= pair for weekdays in used) for pair in allowed)
