"""Attendance sheets (feuilles d'émargement): one for each day and each who meet, to be signed by half-day.

A lesson that cohorts share is signed on one sheet, that of its first cohort; the others say so.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from scheduler.domain.agendas import Meeting
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.curriculum import Module
from scheduler.exchange.output.workbook.words import long_date
from scheduler.exchange.papers.pdf.facts import (
    Facts,
    Source,
    exact_title,
    half_name,
    learner_name,
    period,
)
from scheduler.text import _
from scheduler.text.phrases import hours, short_day

BLANK_ROWS = 12
"""Rows to fill in on a sheet of a group whose learners are not in the plan."""


def attendance(source: Source, cohort: Cohort) -> dict[str, Any]:
    """Return the sheets of a cohort, and the list of them."""
    meetings = source.meetings(cohort)
    sheets: list[dict[str, Any]] = []
    contents: list[dict[str, Any]] = []
    for some in _together(meetings):
        lead = _lead(source, some[0])
        if lead == cohort.id:
            sheets.append(_sheet(source, cohort, some, len(sheets) + 1))
            number = str(len(sheets))
        else:
            number = _("with {group}").format(group=lead)
        contents += _rows(source, some, number)
    return source.head(_("Attendance sheet")) | {
        "training": exact_title(source.curriculum(cohort)),
        "group": source.group(cohort),
        "period": period(x.lesson.day for x in meetings),
        "contents": contents,
        "sheets": sheets,
    }


def _together(meetings: Sequence[Meeting]) -> Iterator[list[Meeting]]:
    """Yield the meetings of each sheet: those of one day at which the same people are expected."""
    found: dict[tuple[object, ...], list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        x = meeting.lesson
        divided = (x.module, x.group) if meeting.parallel > 1 else ()
        found[x.day, divided, x.joint and (x.joint, x.module)].append(meeting)
    yield from found.values()


def _lead(source: Source, meeting: Meeting) -> str:
    """Return the cohort on whose sheet a meeting is signed."""
    lesson = meeting.lesson
    joint = source.instance.joint.get((lesson.cohort, lesson.module))
    if joint is None or lesson.joint is None:
        return lesson.cohort
    there = dict(meeting.groups)
    return next((x for x in joint.cohorts if x in there), lesson.cohort)


def _rows(source: Source, some: Sequence[Meeting], number: str) -> Iterator[dict[str, Any]]:
    """Yield what the list says of a sheet: its half-days, those of one module and trainer in one row."""
    rows: dict[tuple[object, ...], list[Meeting]] = defaultdict(list)
    for meeting in some:
        rows[meeting.lesson.module, meeting.lesson.trainer].append(meeting)
    for same in rows.values():
        first = same[0]
        yield {
            "sheet": number,
            "date": short_day(first.lesson.day),
            "times": [source.times(x.lesson) for x in same],
            "mark": source.mark(first),
            "module": source.edition.module(first).title,
            "trainer": source.edition.trainer(first),
            "who": source.edition.group(first) or _("all"),
        }


def _sheet(source: Source, cohort: Cohort, some: Sequence[Meeting], number: int) -> dict[str, Any]:
    first = some[0]
    return {
        "title": _("Sheet {number}, session {session}").format(number=number, session=first.lesson.session),
        "date": long_date(first.lesson.day),
        "facts": _facts(source, cohort, some),
        "halves": [_half(source, x) for x in some],
        "learners": list(_learners(source, some)),
    }


def _facts(source: Source, cohort: Cohort, some: Sequence[Meeting]) -> Facts:
    first = some[0]
    cohorts = [source.instance.cohort[x] for x in dict.fromkeys((cohort.id, *source.agendas.joined(first)))]
    titles = dict.fromkeys(exact_title(source.curriculum(x)) for x in cohorts)
    names = ", ".join(map(source.group, cohorts))
    part = source.edition.group(first)
    return [
        (_("Training"), _("; ").join(titles)),
        (_("Group"), _("{cohort}, {group}").format(cohort=names, group=part) if part else names),
        (_("Place"), _("; ").join(dict.fromkeys(map(source.site, some)))),
    ]


def _half(source: Source, meeting: Meeting) -> dict[str, Any]:
    return {
        "name": half_name(meeting.lesson),
        "times": source.times(meeting.lesson),
        "hours": hours(meeting.lesson.hours),
        "mark": source.mark(meeting),
        "module": source.edition.module(meeting).title,
        "room": source.edition.room(meeting) or "–",
        "trainer": source.edition.trainer(meeting),
    }


def _learners(source: Source, some: Sequence[Meeting]) -> Iterator[dict[str, Any]]:
    """Yield a row for each who is expected, and for each who would be but for an exemption; guests last."""
    expected: dict[str, list[str]] = {}
    people: dict[str, Learner] = {}
    for number, meeting in enumerate(some):
        excused = _excused(source, meeting)
        for learner in (*source.agendas.present(meeting), *excused):
            people[learner.id] = learner
            cells = expected.setdefault(learner.id, ["–"] * len(some))
            cells[number] = excused.get(learner, "")
    guests = _guests(source, some)
    for learner, cells in guests.items():
        people[learner.id], expected[learner.id] = learner, cells
    several = len({x.cohort for x in people.values()} - {x.cohort for x in guests}) > 1
    rank = {x.id: number for number, x in enumerate(source.instance.learners)}
    for name in sorted(expected, key=lambda name: (people[name] in guests, rank[name])):
        learner, cells = people[name], expected[name]
        known = learner_name(learner)
        group = learner.cohort if several else ""
        if learner in guests:
            group = _("catching up, {group}").format(group=learner.cohort)
        remarks = ("" if known else learner.id, group)
        yield {
            "name": known,
            "remark": ", ".join(filter(None, remarks)),
            "cells": cells,
            "struck": all(cells),
        }
    if not people:
        for _number in range(BLANK_ROWS):
            yield {"name": "", "remark": "", "cells": [""] * len(some), "struck": False}


def _guests(source: Source, some: Sequence[Meeting]) -> dict[Learner, list[str]]:
    """Return who of other groups has a seat in these meetings, and a cell for each: empty where to sign."""
    found: dict[Learner, list[str]] = {}
    for number, meeting in enumerate(some):
        lesson = meeting.lesson
        for cohort, group in meeting.groups:
            for learner in source.dossier.guests.get((cohort, group, lesson.day, lesson.half), ()):
                found.setdefault(learner, ["–"] * len(some))[number] = ""
    return found


def _excused(source: Source, meeting: Meeting) -> dict[Learner, str]:
    """Return who of the cohorts that meet need not come, and why; each on the sheet of one group alone."""
    found = {}
    for name, group in dict(meeting.groups).items():
        cohort = source.instance.cohort[name]
        module = _module(source, meeting, cohort)
        if group != min(source.agendas.members(name, module.id), default=group):
            continue
        for learner in source.instance.learners_of[name]:
            if not source.instance.follows(learner, module):
                found[learner] = reason(source, learner, module.id)
    return found


def _module(source: Source, meeting: Meeting, cohort: Cohort) -> Module:
    """Return what the curriculum of one of the cohorts calls the module of a meeting."""
    lesson = meeting.lesson
    joint = source.instance.joint.get((lesson.cohort, lesson.module))
    name = joint.module(cohort.id) if joint and cohort.id in joint.cohorts else lesson.module
    return source.curriculum(cohort).by_id[name]


def reason(source: Source, learner: Learner, module: str) -> str:
    """Return why a learner does not follow a module."""
    if module in learner.exempted:
        return _("exempted: {module}").format(module=module)
    block = source.curriculum(source.instance.cohort[learner.cohort]).block_of.get(module)
    return _("block {block} acquired").format(block=block.id if block else "")
