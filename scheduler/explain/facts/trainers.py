"""Facts of trainers: when they are there, how much, where, and how many there are."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from scheduler.domain.centre import Absence, Trainer
from scheduler.domain.instance import Instance
from scheduler.domain.time import WORKING_WEEK, Half
from scheduler.explain.concession import Concession, added, cell
from scheduler.explain.facts.fact import Fact
from scheduler.explain.facts.periods import parts
from scheduler.text import _, plural
from scheduler.text.phrases import listed, short_day, weekday

ALWAYS = frozenset((day, half) for day in WORKING_WEEK for half in Half)

MORE_DAYS = (1, 2, 4, 8, 16, 32, 64)
"""Days by which a trainer's days in all are conceded."""

WORKING_DAYS = len(WORKING_WEEK)


def availability(instance: Instance) -> Iterator[Fact]:
    """Yield, for each trainer who is not there on all weekdays, when he or she is."""
    for trainer in _concerned(instance):
        missing = [day for day in WORKING_WEEK if {(day, x) for x in Half} - trainer.availability]
        ladder = [
            cell(
                _("{trainer} on {weekday} too").format(trainer=trainer.label, weekday=weekday(day)),
                "trainers",
                trainer,
                availability=trainer.availability | {(day, x) for x in Half},
            )
            for day in missing
        ]
        if len(missing) > 1:
            said = _("{trainer} on all weekdays").format(trainer=trainer.label)
            ladder.append(cell(said, "trainers", trainer, availability=trainer.availability | ALWAYS))
        named = ", ".join(
            weekday(day) for day in WORKING_WEEK if any((day, x) in trainer.availability for x in Half)
        )
        said = _("{trainer} is available only on {weekdays}").format(trainer=trainer.label, weekdays=named)
        wider = {"availability": trainer.availability | ALWAYS}
        yield _of(trainer, "TR-03", said, ladder, wider)


def days_in_all(instance: Instance) -> Iterator[Fact]:
    """Yield, for each trainer with a limit of days in all, the limit."""
    for trainer in _concerned(instance):
        most = trainer.max_days
        if most is not None:
            said = _("{trainer} teaches at most {days} days in all")
            ladder = [
                cell(
                    said.format(trainer=trainer.label, days=most + more),
                    "trainers",
                    trainer,
                    max_days=most + more,
                )
                for more in MORE_DAYS
            ]
            words = said.format(trainer=trainer.label, days=most)
            yield _of(trainer, "TR-04", words, ladder, {"max_days": None}, "in all")


def days_a_week(instance: Instance) -> Iterator[Fact]:
    """Yield, for each trainer with a limit of days in a week, the limit."""
    for trainer in _concerned(instance):
        most = trainer.max_days_per_week
        if most is not None:
            said = _("{trainer} teaches at most {days} days a week")
            ladder = [
                cell(
                    said.format(trainer=trainer.label, days=days),
                    "trainers",
                    trainer,
                    max_days_per_week=days,
                )
                for days in range(most + 1, WORKING_DAYS + 1)
            ]
            words = said.format(trainer=trainer.label, days=most)
            yield _of(trainer, "TR-04", words, ladder, {"max_days_per_week": None}, "a week")


def sites(instance: Instance) -> Iterator[Fact]:
    """Yield, for each trainer who does not go to all sites of cohorts, where he or she goes."""
    used = {cohort.site for cohort in instance.cohorts}
    for trainer in _skilled(instance):
        missing = sorted(used - set(trainer.sites)) if trainer.sites else []
        if missing:
            ladder = [
                cell(
                    _("{trainer} at site {site} too").format(trainer=trainer.label, site=listed(some)),
                    "trainers",
                    trainer,
                    sites=(*trainer.sites, *some),
                )
                for some in (*((site,) for site in missing), missing)
            ]
            said = _("{trainer} goes only to {sites}").format(
                trainer=trainer.label, sites=", ".join(trainer.sites)
            )
            yield _of(trainer, "TR-05", said, list(dict.fromkeys(ladder)), {"sites": ()})


def _of(
    trainer: Trainer,
    code: str,
    said: str,
    ladder: list[Concession],
    wider: Mapping[str, Any],
    name: str = "",
) -> Fact:
    def without(instance: Instance) -> Instance:
        trainers = tuple(replace(x, **wider) if x.id == trainer.id else x for x in instance.trainers)
        return replace(instance, trainers=trainers)

    return Fact((code,), trainer.id, said, without, tuple(ladder), name)


def absences(instance: Instance) -> Iterator[Fact]:
    """Yield each absence of a trainer who could teach."""
    concerned = {trainer.id: trainer for trainer in _concerned(instance)}
    for absence in instance.absences:
        if absence.trainer in concerned:
            yield _away(concerned[absence.trainer], absence)


def _away(trainer: Trainer, absence: Absence) -> Fact:
    words = {
        "trainer": trainer.label,
        "first": short_day(absence.first),
        "last": short_day(absence.last),
        "reason": absence.reason or _("absence"),
    }
    said = _("{trainer} is away from {first} to {last} ({reason})").format(**words)
    present = _("{trainer} present from {first} to {last} ({reason})")
    ladder = parts(
        "absences",
        absence,
        lambda first, last: present.format(**words | {"first": short_day(first), "last": short_day(last)}),
    )
    return Fact(
        ("TR-03",),
        absence.trainer,
        said,
        partial(_without_absence, absence),
        tuple(ladder),
        f"{absence.reason} {absence.first.year}",
    )


def _without_absence(absence: Absence, instance: Instance) -> Instance:
    return replace(instance, absences=tuple(x for x in instance.absences if x != absence))


def skills(instance: Instance) -> Iterator[Fact]:
    """Yield, for each skill in use, who has it."""
    for skill in sorted(_skills(instance)):
        able = [x.label for x in instance.trainers if skill in x.skills]
        said = _("trainers with the skill “{skill}”: {trainers}").format(
            skill=skill, trainers=listed(able) or _("none")
        )
        further = tuple(
            Trainer(f"PLUS-{number}", _("Further trainer {number}").format(number=number), (skill,))
            for number in _numbers(instance, 2)
        )
        ladder = [
            added(
                plural(
                    "{count} trainer more for the skill “{skill}”",
                    "{count} trainers more for the skill “{skill}”",
                    count,
                ).format(count=count, skill=skill),
                "trainers",
                *further[:count],
            )
            for count in (1, 2)
        ]
        without = partial(_more, skill)
        yield Fact(("TR-01", "TR-02"), skill, said, without, tuple(ladder))


def _more(skill: str, instance: Instance) -> Instance:
    names = (f"+{skill} {number}" for number in (1, 2))
    further = tuple(Trainer(name, name, (skill,)) for name in names if name not in instance.trainer)
    return replace(instance, trainers=instance.trainers + further)


def _numbers(instance: Instance, count: int) -> list[int]:
    """Return numbers that no identifier of a further trainer bears."""
    free = (x for x in range(1, len(instance.trainers) + count + 1) if f"PLUS-{x}" not in instance.trainer)
    return [next(free) for _count in range(count)]


def _skills(instance: Instance) -> set[str]:
    curricula = {cohort.curriculum for cohort in instance.cohorts}
    modules = (module for name in curricula for module in instance.curriculum[name].items)
    return {module.skill for module in modules if module.skill is not None}


def _skilled(instance: Instance) -> list[Trainer]:
    wanted = _skills(instance)
    return [trainer for trainer in instance.trainers if wanted & set(trainer.skills)]


def _concerned(instance: Instance) -> list[Trainer]:
    """Return the trainers who could teach something to somebody."""
    used = {cohort.site for cohort in instance.cohorts}
    return [trainer for trainer in _skilled(instance) if not trainer.sites or used & set(trainer.sites)]
