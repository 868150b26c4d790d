"""TR: who teaches: qualified, available, in one place, within the agreed load."""

from collections.abc import Iterator, Mapping
from datetime import date

from scheduler.check.facts import week_of
from scheduler.check.fault import Fault, group_name, when
from scheduler.check.subject import CohortPlan, Subject, double_booked, grouped
from scheduler.domain.centre import Trainer
from scheduler.domain.curriculum import Module
from scheduler.domain.plan import Lesson
from scheduler.text import _
from scheduler.text.phrases import listed, long_day, short_day


def one_place(subject: Subject) -> Iterator[Fault]:
    """TR-01: a trainer teaches one group at a time."""
    for trainer, lessons in subject.trainers.items():
        for rows in grouped(lessons, lambda x: x.day).values():
            clashes = double_booked(rows)
            if clashes:
                known = subject.facts.trainers.get(trainer)
                message = _("{trainer} is in several places at once on {when}: {groups}.").format(
                    trainer=known.label if known else trainer,
                    when=when(clashes),
                    groups=listed(group_name(subject.facts, lesson) for lesson in clashes),
                )
                yield Fault.of_lessons(clashes, message)


def qualified(subject: Subject) -> Iterator[Fault]:
    """TR-02: teaching has a trainer with the module's skill; what needs no trainer has none."""
    for plan in subject.started:
        for rows in grouped(plan.lessons, lambda x: (x.day, x.module, x.group, x.trainer)).values():
            message = _unqualified(plan, rows)
            if message:
                yield Fault.of_lessons(rows, message)


def available(subject: Subject) -> Iterator[Fault]:
    """TR-03: a trainer teaches on the half-days of the weekly pattern, outside absences."""
    for trainer, lessons in _known(subject):
        facts = subject.facts
        absences = {x for x in lessons if facts.absent(trainer, x.day, x.half)}
        away = [x for x in lessons if x in absences or not facts.works(trainer, x.day, x.half)]
        for rows in grouped(away, lambda x: (x.day, x.cohort)).values():
            absent = not absences.isdisjoint(rows)
            message = (
                _("{trainer} is absent on {when} (cohort {cohort}).")
                if absent
                else _("{trainer} does not work on {when} (cohort {cohort}).")
            )
            name = trainer.label
            yield Fault.of_lessons(rows, message.format(trainer=name, when=when(rows), cohort=rows[0].cohort))


def load(subject: Subject) -> Iterator[Fault]:
    """TR-04: no more days with a lesson in an ISO week, nor in all, than agreed.

    In a week in which the limit changes the higher one holds. Days that were taught before it changed may
    be more than it allows now; then none is added.
    """
    for trainer, lessons in _known(subject):
        name = trainer.label
        for week, rows in grouped(lessons, lambda x: week_of(x.day)).items():
            ends = (week, rows[-1].day)
            limits = [subject.then(day).trainers[trainer.id].max_days_per_week for day in ends]
            most = None if None in limits else max(x for x in limits if x is not None)
            message = _("{trainer} has {found} days in the week of {week}; the maximum is {most}.")
            allowed = dict.fromkeys((x.day for x in rows), most)
            yield from _overload(rows, allowed, message, trainer=name, week=short_day(week))
        message = _("{trainer} has {found} days in all; the maximum is {most}.")
        allowed = {x.day: subject.then(x.day).trainers[trainer.id].max_days for x in lessons}
        yield from _overload(lessons, allowed, message, trainer=name)


def one_site(subject: Subject) -> Iterator[Fault]:
    """TR-05: a trainer teaches for one site a day, among those he or she goes to.

    A remote lesson counts for the cohort's site, a joint one for that of its first cohort.
    """
    site_of = {cohort.id: cohort.site for cohort in subject.instance.cohorts}
    for trainer, lessons in _known(subject):
        name = trainer.label
        for day, rows in grouped((x for x in lessons if x.cohort in site_of), lambda x: x.day).items():
            sites = {site_of[row.cohort] for row in rows}
            if len(sites) > 1:
                message = _("{trainer} teaches for several sites on {day}: {sites}.").format(
                    trainer=name, day=long_day(day), sites=listed(sites)
                )
                yield Fault.of_day(rows[-1], message)
            for cohort, own in grouped(rows, lambda x: x.cohort).items():
                if trainer.sites and site_of[cohort] not in trainer.sites:
                    message = _("{trainer} does not go to site {site} (cohort {cohort}, {day}).").format(
                        trainer=name, site=site_of[cohort], cohort=cohort, day=long_day(day)
                    )
                    yield Fault.of_day(own[0], message)


def one_trainer(subject: Subject) -> Iterator[Fault]:
    """TR-06: a module marked “one trainer” keeps its trainer, group by group; substitutes stand in."""
    for plan in subject.started:
        for module, lessons in plan.modules.items():
            named = [x for x in lessons if module.one_trainer and x.trainer is not None]
            for rows in grouped(named, lambda x: x.group).values():
                change = _change(subject, module, rows)
                if change is not None:
                    message = _(
                        "{cohort}: module {module} must keep one trainer, but has {trainers}."
                    ).format(
                        cohort=plan.id,
                        module=module.id,
                        trainers=listed(row.trainer or "" for row in rows),
                    )
                    yield Fault.of_half_day(change, message)


def _change(subject: Subject, module: Module, rows: list[Lesson]) -> Lesson | None:
    """Return the first lesson at which it is nobody's module: neither a keeper nor the substitute teaches."""
    facts = subject.facts
    keepers = {name for name, x in facts.trainers.items() if module.skill in x.skills}
    keepers.update(row.trainer for row in rows if row.trainer is not None)
    for row in rows:
        keepers = {name for name in keepers if facts.standing_in(name, row.day, row.half) == row.trainer}
        if not keepers:
            return row
    return None


def _known(subject: Subject) -> Iterator[tuple[Trainer, list[Lesson]]]:
    for name, lessons in subject.trainers.items():
        if name in subject.facts.trainers:
            yield subject.facts.trainers[name], lessons


def _overload(
    lessons: list[Lesson], allowed: Mapping[date, int | None], message: str, **words: str
) -> Iterator[Fault]:
    """Yield the first day that is one too many by the limit of that day."""
    days = grouped(lessons, lambda x: x.day)
    for number, (day, rows) in enumerate(days.items(), start=1):
        most = allowed[day]
        if most is not None and number > most:
            yield Fault.of_day(rows[0], message.format(found=len(days), most=most, **words))
            return


def _unqualified(plan: CohortPlan, lessons: list[Lesson]) -> str | None:
    """Return what is wrong with the one trainer of these lessons of a module, or None."""
    module, name = plan.module(lessons[0]), lessons[0].trainer
    trainer = None if name is None else plan.facts.trainers.get(name)
    words = {"cohort": plan.id, "module": lessons[0].module, "when": when(lessons)}
    if name is not None and trainer is None:
        message = _("{cohort}: there is no trainer “{name}” (module {module}, {when}).")
        return message.format(name=name, **words)
    if module is None:
        return None
    if not module.teaching or module.skill is None:
        message = _("{cohort}: module {module} takes no trainer, but has {trainer} on {when}.")
        return message.format(trainer=trainer.label, **words) if trainer else None
    if trainer is None:
        return _("{cohort}: module {module} has no trainer on {when}.").format(**words)
    if module.skill not in trainer.skills:
        message = _("{cohort}: {trainer} lacks the skill “{skill}” of module {module} ({when}).")
        return message.format(trainer=trainer.label, skill=module.skill, **words)
    return None
