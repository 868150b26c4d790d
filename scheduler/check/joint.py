"""JO: what cohorts share: one lesson for all of them, as agreed, and with nobody else."""

from collections.abc import Iterator

from scheduler.check.fault import Fault
from scheduler.check.subject import Gathering, Subject, grouped, moment
from scheduler.domain.curriculum import Mode
from scheduler.domain.joint import Together
from scheduler.domain.plan import Lesson
from scheduler.text import _
from scheduler.text.phrases import half_day, listed, short_day


def one_lesson(subject: Subject) -> Iterator[Fault]:
    """JO-01: the groups that share a module have all of it at once, with the same trainers and rooms."""
    for gathering in subject.gatherings:
        rows = _rows(subject, gathering)
        if len(gathering.cohorts) == 1:
            named = [x for x in rows if x.joint is not None]
            if named and len(named) < len(rows):
                yield _partly(gathering, next(x for x in rows if x.joint is None))
            continue
        yield from _not_named(gathering, rows)
        for at_once in grouped(rows, moment).values():
            present = {x.cohort for x in at_once}
            missing = [name for name in gathering.cohorts if name not in present]
            if missing:
                message = _(
                    "The joint lesson {joint} of {half_day} is without {cohorts}. Put it on the same "
                    "half-days for all who share it."
                ).format(
                    joint=gathering.joint.id,
                    half_day=half_day(*moment(at_once[0])),
                    cohorts=listed(_with_days(name, rows) for name in missing),
                )
                yield Fault.of_half_day(at_once[0], message)
        yield from _differences(gathering, rows)


def together(subject: Subject) -> Iterator[Fault]:
    """JO-02: of a joint module marked “must”, all the groups are in the same lessons."""
    started = {plan.id for plan in subject.started}
    for joint in subject.instance.joint_modules:
        found = [x for x in subject.gatherings if x.joint == joint and not started.isdisjoint(x.cohorts)]
        if joint.together is Together.MUST and len(found) > 1:
            apart = found[1]
            message = _(
                "{joint} is taught to {cohorts} apart; these have to follow it together: {all}. Put it on "
                "the same half-days for all of them, as one joint lesson for each group."
            )
            message = message.format(
                joint=joint.id,
                cohorts=listed(apart.cohorts),
                all=", ".join(sharer.cohort for sharer in joint.sharers),
            )
            rows = _rows(subject, apart)
            yield Fault.of_half_day(rows[0], message) if rows else Fault.of_cohort(apart.cohorts[0], message)


def as_agreed(subject: Subject) -> Iterator[Fault]:
    """JO-03: a lesson is shared by cohorts of one joint module alone, in person at one site."""
    named = [x for x in subject.lessons if x.joint is not None]
    for name, rows in grouped(named, lambda x: x.joint or "").items():
        joints = {subject.facts.joint.get((x.cohort, x.module)) for x in rows}
        stranger = next((x for x in rows if (x.cohort, x.module) not in subject.facts.joint), None)
        if stranger is not None:
            message = _(
                "{cohort}: module {module} is in the joint lesson {name}, and no joint module says so. Leave "
                "the name out, or add the group to the table “{table}”."
            )
            message = message.format(
                cohort=stranger.cohort, module=stranger.module, name=name, table=_("Joint modules")
            )
            yield Fault.of_half_day(stranger, message)
        elif len(joints) > 1:
            message = _(
                "The joint lesson {name} belongs to several joint modules: {joints}. Give each a name "
                "of its own."
            )
            message = message.format(name=name, joints=listed(x.id for x in joints if x is not None))
            yield Fault.of_half_day(rows[0], message)
        sites = {subject.facts.cohorts[x.cohort].site for x in rows if x.cohort in subject.facts.cohorts}
        if len(sites) > 1 and any(x.mode is Mode.IN_PERSON for x in rows):
            message = _(
                "The joint lesson {name} is in person, and its groups are at several sites: {sites}. Teach "
                "it at each of them apart, or remotely."
            )
            yield Fault.of_half_day(rows[0], message.format(name=name, sites=listed(sites)))


def _rows(subject: Subject, gathering: Gathering) -> list[Lesson]:
    """Return the lessons of a gathering, in time order."""
    modules = {x.cohort: x.module for x in gathering.joint.sharers if x.cohort in gathering.cohorts}
    return [x for x in subject.lessons if modules.get(x.cohort) == x.module]


def _with_days(cohort: str, rows: list[Lesson]) -> str:
    """Return a cohort with the days on which it has the module by itself, if any: ``A (01/02/2027)``."""
    others = {moment(x) for x in rows if x.cohort != cohort}
    own = (x.day for x in rows if x.cohort == cohort and moment(x) not in others)
    days = ", ".join(dict.fromkeys(map(short_day, own)))
    return f"{cohort} ({days})" if days else cohort


def _partly(gathering: Gathering, lesson: Lesson) -> Fault:
    message = _(
        "{cohort}: module {module} is shared on some half-days and not on {half_day}. Write the name of the "
        "joint lesson on all of them, or on none."
    ).format(cohort=lesson.cohort, module=lesson.module, half_day=half_day(*moment(lesson)))
    return Fault.of_half_day(lesson, message)


def _not_named(gathering: Gathering, rows: list[Lesson]) -> Iterator[Fault]:
    unnamed = grouped((x for x in rows if x.joint is None), lambda x: x.cohort)
    for lessons in unnamed.values():
        yield _partly(gathering, lessons[0])
    for name, lessons in grouped((x for x in rows if x.joint is not None), lambda x: x.joint or "").items():
        groups = {x.group for x in lessons}
        if len(groups) > 1:
            message = _(
                "The joint lesson {name} is that of several groups: {groups}. Give each group a name "
                "of its own."
            )
            yield Fault.of_half_day(lessons[0], message.format(name=name, groups=listed(groups)))


def _differences(gathering: Gathering, rows: list[Lesson]) -> Iterator[Fault]:
    """Yield what differs between the rows of one group at one time: name, trainer or room."""
    shared = (x for x in rows if x.joint is not None)
    for lessons in grouped(shared, lambda x: (moment(x), x.group)).values():
        for what, values in (
            (_("trainers"), grouped(lessons, lambda x: x.trainer or "–")),
            (_("rooms"), grouped(lessons, lambda x: x.room or "–")),
            (_("names"), grouped(lessons, lambda x: x.joint or "–")),
        ):
            if len(values) > 1:
                message = _(
                    "The joint lesson {joint} of {half_day} has several {what}: {values}. Write the same for "
                    "all who share it."
                ).format(
                    joint=gathering.joint.id,
                    half_day=half_day(*moment(lessons[0])),
                    what=what,
                    values=listed(
                        f"{x} ({listed(row.cohort for row in some)})" for x, some in values.items()
                    ),
                )
                yield Fault.of_half_day(lessons[-1], message)
