"""RO: where it is taught: a fit, free and open room of the site, or none for a remote day."""

from collections.abc import Iterator

from scheduler.check.fault import Fault, group_name, when
from scheduler.check.subject import CohortPlan, Subject, double_booked, grouped
from scheduler.curricula.words import said_rooms
from scheduler.domain.centre import Room
from scheduler.domain.curriculum import Mode
from scheduler.domain.plan import Lesson
from scheduler.text import _
from scheduler.text.phrases import listed, long_day


def one_group(subject: Subject) -> Iterator[Fault]:
    """RO-01: a room holds one group at a time."""
    for room, lessons in subject.rooms.items():
        for rows in grouped(lessons, lambda x: x.day).values():
            clashes = double_booked(rows)
            if clashes:
                message = _("Room {room} holds several groups at once on {when}: {groups}.").format(
                    room=room,
                    when=when(clashes),
                    groups=listed(group_name(subject.facts, lesson) for lesson in clashes),
                )
                yield Fault.of_lessons(clashes, message)


def right_kind(subject: Subject) -> Iterator[Fault]:
    """RO-02: in person, a room of a kind the module accepts; remote, none."""
    for plan in subject.started:
        for rows in grouped(plan.lessons, lambda x: (x.day, x.module, x.group, x.room, x.mode)).values():
            message = _unfit(plan, rows)
            if message:
                yield Fault.of_lessons(rows, message)


def capacity(subject: Subject) -> Iterator[Fault]:
    """RO-03: a room holds the learners of the group that attend."""
    for plan, room, rows in _known(subject):
        module, number = plan.module(rows[0]), rows[0].group
        if module is None or number not in plan.groups(module):
            continue
        learners = plan.size(module, number)
        if learners > room.capacity:
            message = _(
                "{cohort}: room {room} holds {capacity}, but {learners} learners follow {module} on {when}."
            ).format(
                cohort=plan.id,
                room=room.id,
                capacity=room.capacity,
                learners=learners,
                module=module.id,
                when=when(rows),
            )
            if gathering := plan.gathered.get(module.id):
                message += gathering.told(_("Find a larger room, or limit the size of its groups."))
            yield Fault.of_lessons(rows, message)


def open_at_site(subject: Subject) -> Iterator[Fault]:
    """RO-04: a room is at the cohort's site, and is not closed."""
    for plan, room, rows in _known(subject):
        if room.site != plan.cohort.site:
            message = _("{cohort}: room {room} is at site {found}, not at {due} ({when}).").format(
                cohort=plan.id, room=room.id, found=room.site, due=plan.cohort.site, when=when(rows)
            )
            yield Fault.of_lessons(rows, message)
        shut = (x for x in subject.instance.closures if x.room == room.id)
        closure = next((x for x in shut if x.first <= rows[0].day <= x.last), None)
        if closure is not None:
            message = _("{cohort}: room {room} is closed on {day} ({label}).").format(
                cohort=plan.id,
                room=room.id,
                day=long_day(rows[0].day),
                label=closure.label or _("closure"),
            )
            yield Fault.of_lessons(rows, message)


def modes(subject: Subject) -> Iterator[Fault]:
    """RO-05: a half-day is in its module's mode; a day is wholly remote or wholly in person."""
    for plan in subject.started:
        for day, lessons in plan.days.items():
            wrong = [x for x in lessons if (module := plan.module(x)) and x.mode != module.mode]
            for rows in grouped(wrong, lambda x: x.module).values():
                if rows[0].mode is Mode.REMOTE:
                    message = _("{cohort}: module {module} is remote on {when}, but is taught in person.")
                else:
                    message = _("{cohort}: module {module} is in person on {when}, but is taught remotely.")
                message = message.format(cohort=plan.id, module=rows[0].module, when=when(rows))
                yield Fault.of_lessons(rows, message)
            if not wrong and len({lesson.mode for lesson in lessons}) > 1:
                message = _("{cohort} is partly remote and partly in person on {day}.")
                yield Fault.of_day(lessons[0], message.format(cohort=plan.id, day=long_day(day)))


def _known(subject: Subject) -> Iterator[tuple[CohortPlan, Room, list[Lesson]]]:
    """Yield each known room with the lessons of one module and group it holds on one day."""
    for plan in subject.started:
        rows_of = grouped(plan.lessons, lambda x: (x.room, x.day, x.module, x.group))
        for (name, *_rest), rows in rows_of.items():
            if name in subject.facts.rooms:
                yield plan, subject.facts.rooms[name], rows


def _unfit(plan: CohortPlan, lessons: list[Lesson]) -> str | None:
    """Return what is wrong with the one room of these lessons of a module, or None."""
    module, name, mode = plan.module(lessons[0]), lessons[0].room, lessons[0].mode
    room = None if name is None else plan.facts.rooms.get(name)
    words = {"cohort": plan.id, "module": lessons[0].module, "when": when(lessons)}
    if name is not None and room is None:
        message = _("{cohort}: there is no room “{name}” (module {module}, {when}).")
        return message.format(name=name, **words)
    if mode is Mode.REMOTE:
        message = _("{cohort}: module {module} is remote on {when} and takes no room, but has {room}.")
        return message.format(room=room.id, **words) if room else None
    if room is None:
        return _("{cohort}: module {module} has no room on {when}.").format(**words)
    if module is not None and room.kind not in module.rooms:
        [kind] = said_rooms((room.kind,))
        message = _("{cohort}: room {room} is of kind “{kind}” on {when}; module {module} takes {kinds}.")
        return message.format(room=room.id, kind=kind, kinds=listed(said_rooms(module.rooms)), **words)
    return None
