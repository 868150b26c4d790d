"""Calendar files (iCalendar, RFC 5545): one for each reader, that a calendar program imports or follows.

An event is a half-day of a module: the third half-day of a module keeps its UID wherever it moves, so that
importing again moves it. Content lines are written here: the library icalendar takes 1.5 ms for an event,
two minutes for the 80,000 of 48 groups; tests read the files back with it and with another.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import scheduler
from scheduler.calendars import Zone
from scheduler.domain.agendas import Meeting, Reader, ReaderKind
from scheduler.exchange.papers.content_lines import content_line, one_line, text_line, zone_lines
from scheduler.exchange.papers.dossier import FOLDERS, Dossier, Edition
from scheduler.exchange.papers.filenames import file_names
from scheduler.text import _, language
from scheduler.text.phrases import hours

FOLDER = "ics"
COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)
"""A SEQUENCE is the number of seconds from here to the plan that changed the event last."""


@dataclass(frozen=True)
class Event:
    """An event, without what tells when it changed last.

    Attributes
    ----------
    lines
        Content lines that say all that people see.
    """

    uid: str
    zone: Zone
    lines: tuple[str, ...]
    title: str


def feeds(dossier: Dossier) -> Mapping[str, bytes]:
    """Return the calendar file of every reader that has lessons, or had some before."""
    edition, since = dossier.edition, dossier.since
    readers = dict.fromkeys((*edition.agendas.readers, *(since.agendas.readers if since else ())))
    found: dict[str, bytes] = {}
    writer = _FeedWriter(dossier)
    for kind in ReaderKind:
        some = [x for x in readers if x.kind is kind]
        names = file_names(map(writer.label, some))
        for reader, name in zip(some, names, strict=True):
            if content := writer.file(reader):
                found[f"{FOLDER}/{_(FOLDERS[kind])}/{name}.ics"] = content
    return found


class _FeedWriter:
    """Writes the files of one dossier; what events of several readers have in common is told once."""

    def __init__(self, dossier: Dossier):
        self.dossier = dossier
        self.new = _FeedTelling(dossier.edition, dossier.warning)
        self.old = _FeedTelling(dossier.since, "") if dossier.since else None
        self.known = set(dossier.edition.agendas.readers)
        made = dossier.edition.made
        before = dossier.since.made if dossier.since else None
        self.now = _Moment(made, _sequence(made))
        # A copy of the older plan may be the younger file.
        if before is not None:
            self.now = _Moment(made, max(_sequence(made), _sequence(before) + 1))
        self.before = _Moment(before, _sequence(before)) if before is not None else self.now

    def label(self, reader: Reader) -> str:
        """Return what people call a reader, also one that only the older plan knows."""
        if reader in self.known or self.old is None:
            return self.new.edition.label(reader)
        return self.old.edition.label(reader)

    def file(self, reader: Reader) -> bytes:
        """Return the calendar file of a reader; empty if he or she has nothing in it."""
        new = self.new.events(reader)
        old = {event.uid: event for event in self.old.events(reader)} if self.old else {}
        lines: list[str] = []
        for event in new:
            same = old.get(event.uid)
            moment = self.before if same is not None and same.lines == event.lines else self.now
            lines += _event(event, moment, event.lines, _status(bool(self.dossier.faults)))
        kept = {event.uid for event in new}
        dropped = [event for uid, event in old.items() if uid not in kept]
        for event in dropped:
            title = one_line("SUMMARY", _("Cancelled: {title}").format(title=event.title))
            rest = [title, *(x for x in event.lines if not x.startswith("SUMMARY"))]
            lines += _event(event, self.now, rest, "CANCELLED")
        if not lines:
            return b""
        zones = dict.fromkeys(event.zone for event in (*new, *dropped))
        whole = (*self._head(reader), *(x for zone in zones for x in zone_lines(zone)), *lines)
        return ("\r\n".join((*whole, "END:VCALENDAR")) + "\r\n").encode("utf-8")

    def _head(self, reader: Reader) -> Iterator[str]:
        edition = self.dossier.edition
        name = " · ".join((edition.plan.instance.centre.name, self.label(reader)))
        told = "\n".join(x for x in (self.dossier.warning, edition.identity) if x)
        yield "BEGIN:VCALENDAR"
        yield "VERSION:2.0"
        yield f"PRODID:-//scheduler//{scheduler.__version__}//{language().upper()}"
        yield "CALSCALE:GREGORIAN"
        # The second of each pair is what programs read that do not know RFC 7986.
        yield from (one_line(each, name) for each in ("NAME", "X-WR-CALNAME"))
        yield from (text_line(each, told) for each in ("DESCRIPTION", "X-WR-CALDESC"))
        yield f"LAST-MODIFIED:{_utc(edition.made)}"


@dataclass(frozen=True)
class _Moment:
    """When an event changed last."""

    made: datetime
    sequence: int


class _FeedTelling:
    """The events of one edition of a plan."""

    def __init__(self, edition: Edition, warning: str):
        self.edition = edition
        self.warning = warning
        self.told: dict[tuple[ReaderKind, int], tuple[Zone, tuple[str, ...], str]] = {}

    def events(self, reader: Reader) -> list[Event]:
        """Return the events of a reader, in the order of time."""
        return [
            Event(self._uid(reader, meeting), *self._lines(reader.kind, meeting))
            for meeting in self.edition.agendas[reader].meetings
        ]

    def _uid(self, reader: Reader, meeting: Meeting) -> str:
        """Return what stays the same as long as it is the same half-day of a module, for one reader.

        Identifiers may be names, so they are digested; the year tells groups apart that are called alike.
        """
        instance, lesson = self.edition.plan.instance, meeting.lesson
        year = str(instance.cohort[lesson.cohort].start_from.year)
        course = (lesson.cohort, year, str(lesson.group), lesson.module, str(meeting.number))
        key = "\x1f".join((instance.centre.name, reader.kind.value, reader.id, *course))
        return f"{hashlib.sha256(key.encode('utf-8')).hexdigest()[:32]}@scheduler"

    def _lines(self, kind: ReaderKind, meeting: Meeting) -> tuple[Zone, tuple[str, ...], str]:
        key = kind, id(meeting)
        if key not in self.told:
            zone = self.edition.zone(meeting)
            title = self._title(kind, meeting)
            start, end = meeting.lesson.span(self.edition.plan.instance)
            self.told[key] = (
                zone,
                (
                    *(
                        f"{name};TZID={zone.name}:{meeting.lesson.day:%Y%m%d}T{at:%H%M%S}"
                        for name, at in (("DTSTART", start), ("DTEND", end))
                    ),
                    one_line("SUMMARY", title),
                    one_line("LOCATION", self.edition.place(meeting)),
                    text_line("DESCRIPTION", "\n".join(self._description(meeting))),
                ),
                title,
            )
        return self.told[key]

    def _title(self, kind: ReaderKind, meeting: Meeting) -> str:
        title = self.edition.module(meeting).title
        if kind in (ReaderKind.TRAINER, ReaderKind.ROOM):
            told = _("{title} – {cohorts}").format(title=title, cohorts=self.edition.cohorts(meeting))
        else:
            part = self.edition.group(meeting)
            told = _("{title} ({group})").format(title=title, group=part) if part else title
        return f"⚠ {told}" if self.warning else told

    def _description(self, meeting: Meeting) -> Iterator[str]:
        edition, lesson = self.edition, meeting.lesson
        block = edition.block(meeting)
        others = edition.agendas.joined(meeting)
        if self.warning:
            yield self.warning
        yield _("Group: {name}").format(name=edition.label(Reader(ReaderKind.COHORT, lesson.cohort)))
        if block is not None:
            yield _("Block: {name}").format(name=block.title)
        yield _("Half-day {number} of {count} of the module, {hours}").format(
            number=meeting.number, count=meeting.of, hours=hours(lesson.hours)
        )
        if trainer := edition.trainer(meeting):
            yield _("Trainer: {name}").format(name=trainer)
        if room := edition.room(meeting):
            yield _("Room: {name}").format(name=room)
        if others:
            yield _("Together with: {names}").format(names=", ".join(others))


def _event(event: Event, moment: _Moment, lines: Sequence[str], status: str) -> Iterator[str]:
    stamp = _utc(moment.made)
    yield "BEGIN:VEVENT"
    yield content_line(f"UID:{event.uid}")
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{moment.sequence}"
    yield f"STATUS:{status}"
    yield from lines
    yield "END:VEVENT"


def _status(broken: bool) -> str:
    return "TENTATIVE" if broken else "CONFIRMED"


def _sequence(made: datetime) -> int:
    return max(0, int((made - COUNTED_FROM).total_seconds()))


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
