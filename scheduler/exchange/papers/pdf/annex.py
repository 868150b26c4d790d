"""The planning that is annexed to a training agreement: the year, the programme, every day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from scheduler.calendars import SiteCalendar, site_calendars
from scheduler.domain.agendas import Meeting
from scheduler.domain.cohort import Cohort
from scheduler.domain.time import Half, add_months, days
from scheduler.exchange.output.workbook.planner_days import KINDS, day_kind
from scheduler.exchange.output.workbook.words import month, months, weekday_letter
from scheduler.exchange.papers.pdf.facts import (
    Facts,
    Source,
    day_count,
    exact_title,
    period,
    told_mark,
)
from scheduler.exchange.papers.pdf.rows import day_rows
from scheduler.text import _
from scheduler.text.phrases import hours

MONTHS_ON_A_PAGE = 13


def annex(source: Source, cohort: Cohort) -> dict[str, Any]:
    """Return what the annex of a cohort says."""
    meetings = source.meetings(cohort)
    curriculum = source.curriculum(cohort)
    total = curriculum.hours + (curriculum.assessment.hours if curriculum.assessment else 0)
    used = {x["letter"]: x for x in map(source.mark, meetings)}
    return source.head(_("Planning annexed to the training agreement")) | {
        "training": exact_title(curriculum),
        "group": source.group(cohort),
        "period": period(x.lesson.day for x in meetings),
        "facts": _facts(source, cohort, meetings),
        "years": list(_years(source, cohort, meetings)),
        "marks": sorted(used.values(), key=lambda x: str(x["letter"])),
        "kinds": [{"title": _(x.title), "fill": f"#{x.look.fill}"} for x in KINDS],
        "programme": list(_programme(source, cohort)),
        "hours": hours(total),
        "lessons": list(day_rows(source, meetings)),
    }


def _facts(source: Source, cohort: Cohort, meetings: Sequence[Meeting]) -> Facts:
    curriculum = source.curriculum(cohort)
    taught = [x.lesson.day for x in meetings]
    sites = dict.fromkeys(map(source.site, meetings))
    duration = hours(curriculum.hours)
    if curriculum.assessment:
        duration = _("{hours}, and {more} of assessment").format(
            hours=duration, more=hours(curriculum.assessment.hours)
        )
    return [
        (_("Title"), exact_title(curriculum)),
        (_("Leads to"), curriculum.leads_to),
        (_("Group"), source.group(cohort)),
        (_("Period"), period(taught)),
        (_("Duration"), f"{duration} – {day_count(taught)}"),
        (_("Place"), _("; ").join(sites)),
    ]


def _programme(source: Source, cohort: Cohort) -> Iterator[dict[str, Any]]:
    curriculum = source.curriculum(cohort)
    for block in curriculum.blocks:
        modules = [{"title": x.title, "hours": hours(x.hours)} for x in block.modules]
        mark = told_mark(source.marks[block.id])
        yield {"mark": mark, "title": block.title, "hours": hours(block.hours), "modules": modules}
    if item := curriculum.assessment:
        mark = told_mark(source.marks[""])
        yield {"mark": mark, "title": item.title, "hours": hours(item.hours), "modules": []}


def _years(source: Source, cohort: Cohort, meetings: Sequence[Meeting]) -> Iterator[list[dict[str, Any]]]:
    """Yield the months of each page."""
    taught: dict[date, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        taught[meeting.lesson.day].append(meeting)
    if not taught:
        return
    calendar = site_calendars(source.instance)[cohort.site]
    shown = months(min(taught), max(taught))
    for start in range(0, len(shown), MONTHS_ON_A_PAGE):
        yield [
            {
                "title": month(first),
                "days": [
                    _day(source, calendar, day, taught.get(day, ()))
                    for day in days(first, add_months(first, 1))
                    if day.month == first.month
                ],
            }
            for first in shown[start : start + MONTHS_ON_A_PAGE]
        ]


def _day(source: Source, calendar: SiteCalendar, day: date, meetings: Sequence[Meeting]) -> dict[str, Any]:
    kind, name = day_kind(calendar, day)
    look = kind.look
    return {
        "label": f"{weekday_letter(day)} {day.day}",
        "fill": f"#{look.fill or 'FFFFFF'}",
        "ink": f"#{look.ink}",
        "name": name,
        "parts": list(_parts(source, meetings)),
    }


def _parts(source: Source, meetings: Sequence[Meeting]) -> Iterator[dict[str, str]]:
    """Yield what a day's cell shows: one part, or two where the half-days differ."""
    told = {}
    for half in Half:
        some = [x for x in meetings if x.lesson.half is half]
        if some:
            modules = dict.fromkeys(x.lesson.module for x in some)
            told[half] = (source.mark(some[0]), " ".join(modules))
    for mark, text in told.values() if len({x[1] for x in told.values()}) > 1 else list(told.values())[:1]:
        yield {"letter": mark["letter"], "fill": mark["fill"], "text": text}
