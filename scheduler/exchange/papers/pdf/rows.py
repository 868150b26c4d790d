"""Lists of days: what takes place when, with whom and where, halves of one module told together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from scheduler.domain.agendas import Meeting
from scheduler.domain.time import Half
from scheduler.exchange.output.workbook.words import day_number, long_date, month
from scheduler.exchange.papers.pdf.facts import Source, day_count, half_name, summed
from scheduler.text import _
from scheduler.text.phrases import hours, weekday


def day_rows(source: Source, meetings: Iterable[Meeting]) -> Iterator[dict[str, Any]]:
    """Yield a row for each day and module of people who meet."""
    meetings = list(meetings)
    one_site = len(set(map(source.site, meetings))) == 1
    rows: dict[tuple[object, ...], list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        x = meeting.lesson
        rows[x.day, x.cohort, x.group, x.module, x.trainer, x.room, x.mode, x.joint].append(meeting)
    for some in rows.values():
        first = some[0]
        others = ", ".join(source.agendas.joined(first))
        remarks = [source.edition.group(first)]
        if others:
            remarks.append(_("together with {names}").format(names=others))
        remark = ", ".join(filter(None, remarks))
        title = source.edition.module(first).title
        yield {
            "at": (first.lesson.day.toordinal(), list(Half).index(first.lesson.half)),
            "session": str(first.lesson.session),
            "date": long_date(first.lesson.day),
            "times": [source.times(x.lesson) for x in some],
            "mark": source.mark(first),
            "module": f"{title} ({remark})" if remark else title,
            "hours": hours(summed(x.lesson for x in some)),
            "trainer": source.edition.trainer(first),
            # The facts tell the site; where there are several, each row has to.
            "place": source.edition.room(first) if one_site else source.edition.place(first),
            "cohorts": source.edition.cohorts(first),
            "struck": "",
        }


def by_month(meetings: Iterable[Meeting]) -> dict[date, list[Meeting]]:
    """Return meetings by the first day of their month."""
    found: dict[date, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        found[meeting.lesson.day.replace(day=1)].append(meeting)
    return dict(sorted(found.items()))


def month_rows(meetings: Iterable[Meeting]) -> list[dict[str, Any]]:
    """Return a row for each month: its dates, how many days, how many hours."""
    return [
        {
            "month": month(first),
            "dates": list(_dates(some)),
            "days": day_count(x.lesson.day for x in some),
            "hours": hours(summed(x.lesson for x in some)),
        }
        for first, some in by_month(meetings).items()
    ]


def _dates(meetings: Sequence[Meeting]) -> Iterator[str]:
    """Yield the dates of meetings, with the half-day where it is not the whole day."""
    found: dict[date, dict[str, None]] = defaultdict(dict)
    for meeting in meetings:
        found[meeting.lesson.day][half_name(meeting.lesson)] = None
    for day, halves in found.items():
        only = f" ({next(iter(halves))})" if len(halves) == 1 else ""
        yield f"{weekday(day.weekday())[:3]}. {day_number(day)}{only}"
