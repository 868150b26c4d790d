"""CU: what is taught: hours, order, groups, and how a module lies in its days."""

from collections.abc import Iterator
from math import isclose

from scheduler.check.fault import Fault
from scheduler.check.subject import CohortPlan, Subject, grouped, moment
from scheduler.domain.curriculum import Module
from scheduler.domain.plan import Lesson
from scheduler.text import _, plural
from scheduler.text.phrases import half_day, hours, listed, long_day


def module_hours(subject: Subject) -> Iterator[Fault]:
    """CU-01: each group gets exactly the hours of each module, and nothing else is taught."""
    for name, lessons in subject.unknown_cohorts.items():
        yield Fault.of_day(lessons[0], _("The instance has no cohort “{cohort}”.").format(cohort=name))
    for plan in subject.cohorts:
        if not plan.lessons:
            total = sum(module.hours for module in plan.programme.modules)
            message = _("{cohort} has no lesson at all; its programme takes {hours}.")
            yield Fault.of_cohort(plan.id, message.format(cohort=plan.id, hours=hours(total)))
            continue
        strangers = grouped((x for x in plan.lessons if plan.module(x) is None), lambda x: x.module)
        for module_id, lessons in strangers.items():
            message = _("{cohort}: the curriculum {curriculum} has no module “{module}”.").format(
                cohort=plan.id, curriculum=plan.curriculum.id, module=module_id
            )
            yield Fault.of_half_day(lessons[0], message)
        for module, lessons in plan.modules.items():
            yield from _hours(plan, module, lessons)


def order(subject: Subject) -> Iterator[Fault]:
    """CU-02: a module starts after the modules it comes after have ended."""
    for plan in subject.started:
        by_id = {module.id: lessons for module, lessons in plan.modules.items()}
        for module, lessons in plan.modules.items():
            for earlier in module.after:
                if lessons and by_id.get(earlier):
                    yield from _too_early(plan, lessons[0], by_id[earlier][-1])


def one_session(subject: Subject) -> Iterator[Fault]:
    """CU-03: a module marked “one session” lies in one session."""
    for plan in subject.started:
        for module, lessons in plan.modules.items():
            numbers = {lesson.session for lesson in lessons}
            if module.one_session and len(numbers) > 1:
                message = _(
                    "{cohort}: module {module} lies in sessions {sessions}; one must hold it."
                ).format(cohort=plan.id, module=module.id, sessions=listed(numbers))
                yield Fault.of_half_day(lessons[0], message)


def last_of_all(subject: Subject) -> Iterator[Fault]:
    """CU-04: a module marked “last” comes after every module that is not."""
    for plan in subject.started:
        others = [rows[-1] for module, rows in plan.modules.items() if rows and not module.last]
        if others:
            end = max(others, key=moment)
            for module, lessons in plan.modules.items():
                if module.last and lessons:
                    yield from _too_early(plan, lessons[0], end)


def groups(subject: Subject) -> Iterator[Fault]:
    """CU-05: all the groups of a module, and no others, follow it at the same time."""
    for plan in subject.started:
        for module, lessons in plan.modules.items():
            due = set(plan.groups(module))
            at_once = {at: frozenset(x.group for x in rows) for at, rows in grouped(lessons, moment).items()}
            for wrong in dict.fromkeys(found for found in at_once.values() if found != due):
                first = next(lesson for lesson in lessons if at_once[moment(lesson)] == wrong)
                message = _(
                    "{cohort}: module {module} takes groups {due} together; on {half_day} it has {found}."
                ).format(
                    cohort=plan.id,
                    module=module.id,
                    due=listed(due),
                    half_day=half_day(first.day, first.half),
                    found=listed(wrong),
                )
                if gathering := plan.gathered.get(module.id):
                    message += gathering.told(_("Have all of them, and no others, on each of its half-days."))
                yield Fault.of_half_day(first, message)


def smallest_group(subject: Subject) -> Iterator[Fault]:
    """CU-07: no group of a module whose minimum is strict is smaller, where its learners are known."""
    for plan in subject.started:
        for module in plan.modules:
            least, strict = module.group_min, module.group_min_strict
            gathering = plan.gathered.get(module.id)
            if gathering is not None:
                least, strict = subject.facts.smallest(gathering.joint)
            for group in plan.groups(module):
                size = plan.size(module, group)
                first = gathering is None or next(iter(gathering.groups[group - 1])) == plan.id
                if strict and least is not None and 0 < size < least and first:
                    message = _(
                        "{cohort}: group {group} of module {module} has {size}; at least {least} are due."
                    )
                    message = message.format(
                        cohort=plan.id,
                        group=group,
                        module=module.id,
                        size=plural("{n} learner", "{n} learners", size).format(n=size),
                        least=least,
                    )
                    if gathering is not None:
                        message += gathering.told(_("Add a cohort to it, or do without the strict minimum."))
                    yield Fault.of_cohort(plan.id, message)


def whole_days(subject: Subject) -> Iterator[Fault]:
    """CU-06: a module by whole days has both halves of each of its days, trainer and room unchanged.

    The last day of an assessment may have one half-day only.
    """
    for plan in subject.started:
        for module, lessons in plan.modules.items():
            if module.whole_days:
                for rows in grouped(lessons, lambda x: x.day).values():
                    may_end_early = not module.teaching and rows[0].day == lessons[-1].day
                    yield from _broken_day(plan, module, rows, may_end_early)


def _hours(plan: CohortPlan, module: Module, lessons: list[Lesson]) -> Iterator[Fault]:
    numbers = plan.groups(module)
    for number in numbers:
        found = sum(lesson.hours for lesson in lessons if lesson.group == number)
        if isclose(found, module.hours, abs_tol=1e-6):
            continue
        if len(numbers) == 1:
            message = _("{cohort}: module {module} gets {found}, not {due}.")
        else:
            message = _("{cohort}: module {module} gets {found} in parallel group {group}, not {due}.")
        words = {"found": hours(found), "due": hours(module.hours), "group": number}
        yield Fault.of_cohort(plan.id, message.format(cohort=plan.id, module=module.id, **words))


def _too_early(plan: CohortPlan, start: Lesson, end: Lesson) -> Iterator[Fault]:
    if moment(end) < moment(start):
        return
    message = _("{cohort}: module {module} starts on {start}, but {earlier} ends only on {end}.").format(
        cohort=plan.id,
        module=start.module,
        start=half_day(*moment(start)),
        earlier=end.module,
        end=half_day(*moment(end)),
    )
    yield Fault.of_half_day(start, message)


def _broken_day(
    plan: CohortPlan, module: Module, lessons: list[Lesson], may_end_early: bool
) -> Iterator[Fault]:
    by_group = grouped(lessons, lambda x: x.group).values()
    halves = [grouped(rows, lambda x: x.half) for rows in by_group]
    if not may_end_early and any(len(by_half) == 1 for by_half in halves):
        place = Fault.of_half_day
        message = _("{cohort}: module {module} takes whole days, but only half of {day}.")
    elif any(_changes(list(by_half.values())) for by_half in halves):
        place = Fault.of_day
        message = _("{cohort}: module {module} changes trainer or room between the half-days of {day}.")
    else:
        return
    day = long_day(lessons[0].day)
    yield place(lessons[0], message.format(cohort=plan.id, module=module.id, day=day))


def _changes(halves: list[list[Lesson]]) -> bool:
    used = [{(x.trainer, x.room) for x in rows} for rows in halves]
    return any(other != used[0] for other in used)
