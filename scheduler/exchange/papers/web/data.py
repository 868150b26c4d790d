"""What the page shows, as the script reads it: numbers that point into lists, each text once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from scheduler.calendars import SiteCalendar, site_calendars
from scheduler.domain.agendas import Agenda, Meeting, ReaderKind
from scheduler.domain.curriculum import Mode
from scheduler.domain.time import Half
from scheduler.exchange.brand import Brand
from scheduler.exchange.marks import block_marks
from scheduler.exchange.output.workbook.planner_days import KINDS, PLAIN, WEEKEND, day_kind
from scheduler.exchange.output.workbook.words import clock, who_is_left_out
from scheduler.exchange.papers.dossier import Dossier, Edition
from scheduler.exchange.picture import address
from scheduler.text import _
from scheduler.text.signs import dropped

_SHOWN = [kind for kind in KINDS if kind is not WEEKEND]


def page_data(dossier: Dossier) -> dict[str, Any]:
    """Return all that the page shows, in lists and dicts; days are counted from ``first``."""
    return _PageTelling(dossier).told()


class _PageTelling:
    def __init__(self, dossier: Dossier):
        self.dossier = dossier
        self.edition: Edition = dossier.edition
        self.instance = self.edition.plan.instance
        days = [x.day for x in self.edition.plan.lessons]
        days = days or [self.edition.made.date()]
        self.first, self.last = min(days), max(days)
        self.marks = block_marks(self.instance)
        self.texts: dict[str, int] = {}
        self.meetings: dict[int, tuple[int, list[Any]]] = {}
        self.sites = {site.id: number for number, site in enumerate(self.instance.sites)}

    def told(self) -> dict[str, Any]:
        readers = [self._reader(agenda) for agenda in self.edition.agendas]
        left_out = who_is_left_out(self.edition.plan)
        return {
            "centre": dropped(self.instance.centre.name),
            "logo": address(logo) if (logo := Brand(self.instance.centre).logo) else "",
            "identity": self.edition.identity,
            "warnings": [dropped(x) for x in (self.dossier.warning, left_out) if x],
            "first": self.first.isoformat(),
            "blocks": [[x.letter, f"#{x.fill}", dropped(x.title)] for x in self.marks.values()],
            "kinds": [_(kind.title) for kind in _SHOWN],
            "days": [list(self._days(calendar)) for calendar in site_calendars(self.instance).values()],
            "readers": readers,
            "meetings": [told for _number, told in self.meetings.values()],
            "texts": list(self.texts),
        }

    def _text(self, text: str) -> int:
        return self.texts.setdefault(dropped(text), len(self.texts))

    def _reader(self, agenda: Agenda) -> list[Any]:
        """Return kind, identifier, name, meetings, site (-1 for none), and modules not followed."""
        reader = agenda.reader
        exempted = dict.fromkeys(self.edition.module(x).title for x in agenda.exempted)
        return [
            list(ReaderKind).index(reader.kind),
            dropped(reader.id),
            dropped(self.edition.label(reader)),
            [self._meeting(x) for x in agenda.meetings],
            self._site(agenda),
            [self._text(title) for title in exempted],
        ]

    def _site(self, agenda: Agenda) -> int:
        """Return the site whose closed days a reader is shown: where all meetings are; -1 if in several."""
        found = {self.edition.site(meeting).id for meeting in agenda.meetings}
        return self.sites[found.pop()] if len(found) == 1 else -1

    def _meeting(self, meeting: Meeting) -> int:
        """Return the number of a meeting; the first time, note what it says.

        Day, half, start, end, block, module, title, cohort, group, parallel groups, number, of, trainer,
        room, remote, others, hours, place: the script names them in the same order.
        """
        known = self.meetings.get(id(meeting))
        if known is not None:
            return known[0]
        edition, lesson = self.edition, meeting.lesson
        block = edition.block(meeting)
        start, end = lesson.span(self.instance)
        others = ", ".join(edition.agendas.joined(meeting))
        told = [
            (lesson.day - self.first).days,
            list(Half).index(lesson.half),
            self._text(clock(start)),
            self._text(clock(end)),
            list(self.marks).index(block.id if block else ""),
            self._text(lesson.module),
            self._text(edition.module(meeting).title),
            self._text(lesson.cohort),
            lesson.group,
            meeting.parallel,
            meeting.number,
            meeting.of,
            self._text(edition.trainer(meeting)),
            self._text(edition.room(meeting)),
            int(lesson.mode is Mode.REMOTE),
            self._text(others),
            lesson.hours,
            self._text(edition.place(meeting)),
        ]
        number = len(self.meetings)
        self.meetings[id(meeting)] = number, told
        return number

    def _days(self, calendar: SiteCalendar) -> Iterator[list[Any]]:
        """Yield the days of a site that are of some kind: the day, the kind, its own name."""
        # Whole months: the year view shows them.
        start = self.first.replace(day=1)
        end = (self.last.replace(day=1) + timedelta(days=32)).replace(day=1)
        for offset in range((end - start).days):
            day = start + timedelta(days=offset)
            kind, name = day_kind(calendar, day)
            if kind not in (PLAIN, WEEKEND):
                told = self._text(name or _(kind.title))
                yield [(day - self.first).days, _SHOWN.index(kind), told]
