"""What a cell says of when: a date however it is written, a part of one, a half-day, times of day."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from scheduler.domain.time import Half
from scheduler.exchange.tables.dates import FIRST_YEAR, LAST_YEAR, MONTH
from scheduler.exchange.tables.names import folded

_WEEKDAYS = (
    "lundi lun lu monday mon",
    "mardi mar ma tuesday tue tues",
    "mercredi mer me merc wednesday wed",
    "jeudi jeu je thursday thu thurs",
    "vendredi ven ve vend friday fri",
    "samedi sam sa saturday sat",
    "dimanche dim di sunday sun",
)
_WEEKDAY = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
_LETTERS = {"l", "m", "j", "v", "s", "d", "a"}


def _words(known: dict[str, int]) -> str:
    return rf"(?:{'|'.join(sorted(known, key=len, reverse=True))})\b\.?"


_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_YEAR = r"(?:20\d\d(?!\d)|'?\d\d(?!\d|\s*[h:]))"
_ISO = re.compile(r"(20\d\d)[-/](\d{1,2})[-/](\d{1,2})(?:[t ]00:00(?::00)?)?(?!\d)")
_NUMBERS = re.compile(rf"({_DAY})\s?[/.-]\s?(\d{{1,2}})\s?[/.-]\s?({_YEAR})")
_SEVERAL = re.compile(rf"({_DAY})\s?(?:-|&|et|au|/|\+)\s?({_DAY})\s?[/.]\s?(\d{{1,2}})\s?[/.]\s?({_YEAR})")
_SEVERAL_SHORT = re.compile(rf"({_DAY})\s?(?:-|&|et|au)\s?({_DAY})[/.](0?[1-9]|1[0-2])(?![\d/.])")
_SEVERAL_NAMED = re.compile(rf"({_DAY})\s?/\s?({_DAY})[ -]*({_words(MONTH)})(?:[ -]*({_YEAR}))?")
_SHORT = re.compile(rf"({_DAY})/(0?[1-9]|1[0-2])(?![\d/h])")
_NAMED = re.compile(rf"({_DAY})(?:er|eme|e)?[ -]*({_words(MONTH)})(?:[ -]*({_YEAR}))?")
_ALONE = re.compile(rf"({_DAY})(?:er)?(?![\w:]|\s*(?:h|%|/|,\d))")
_MONTH_ONLY = re.compile(rf"({_words(MONTH)})(?:[ ,/-]*({_YEAR}))?")
_YEAR_ONLY = re.compile(r"(20\d\d)(?!\d)")
_ON_WEEKDAY = re.compile(rf"({_words(_WEEKDAY)})[ ,]*")
_ON_LETTER = re.compile(r"[lmjvsd](?:\. ?| )(?=\d)")
_WEEK = re.compile(
    r"(?:[sw]\.?|(?:sem|semaine|week)\.? ?(?:n ?[°o]? ?)?)(5[0-3]|[1-4]\d|0?[1-9])"
    r"(?![\w/]|\.\d| (?!du\b)[a-z])"
)
_LEAD = re.compile(
    r"(?:mois de|mois d'|mois|semaine du|semaine|sem\.? du|week of|du|le|date|jour)\s*:?\s+(?=[\w(])"
)
_TO = re.compile(r"\s*(?:au|et|to|a|&|-|–|→|>)\s*")
_AM = re.compile(r"(?:matinee|matin|mat|morning|a\.m\.|1/2 j(?:our)? ?1)(?![\w])\.?")
_PM = re.compile(
    r"(?:apres[- ]?midi|apres-m|apr(?:es)?[- ]?m|aprem|ap\.?[- ]?midi|afternoon|p\.m\.|pm|apm|ap)(?!\w)\.?"
)
_UNSURE = re.compile(r"(?:a-m|am)(?!\w)\.?")
CLOCK = r"(\d{1,2})\s?(?:h|:)\s?(\d{2})?(?!\d)"
_TIMES = re.compile(rf"(?:de )?{CLOCK}\s?(?:-|–|a|au|/|to|→)\s?{CLOCK}")
_TIME = re.compile(CLOCK + r"(?!\s?(?:-|–|a |/))")
_BETWEEN = re.compile(r"[\s,;:.()\[\]/|*–-]+")


@dataclass(frozen=True)
class TimeMark:
    """What a cell says of when.

    Attributes
    ----------
    day, month, year, weekday
        The parts of a date that are told; `weekday` from 0.
    last
        The last day, where it tells of several; its parts are all known.
    half
        The half-day; `unsure` is True for “AM”, which in French may be the afternoon.
    week
        Number of an ISO week.
    times
        Times of day from and to.
    clock
        A time of day alone.
    letter
        A letter alone, which may be a weekday or a half-day: its neighbours tell.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    last: tuple[int, int | None, int | None] | None = None
    half: Half | None = None
    unsure: bool = False
    week: int | None = None
    times: tuple[tuple[time, time], ...] = ()
    clock: time | None = None
    letter: str = ""
    bare: bool = False

    @property
    def dated(self) -> bool:
        """True if it tells day and month."""
        return self.day is not None and self.month is not None


def read_mark(value: object, epoch: date) -> tuple[TimeMark | None, str]:
    """Return what a cell says of when, and what is left of its text, folded line by line."""
    if isinstance(value, bool) or value is None:
        return None, "" if value is None else str(value)
    if isinstance(value, datetime):
        clock = value.time().replace(second=0, microsecond=0)
        if value.year <= 1900:
            return TimeMark(clock=clock), ""
        return _of_date(value.date()), ""
    if isinstance(value, date):
        return _of_date(value), ""
    if isinstance(value, time):
        return TimeMark(clock=value.replace(second=0, microsecond=0)), ""
    if isinstance(value, timedelta):
        return None, ""
    if isinstance(value, int | float):
        return _of_number(value, epoch), ""
    text = lines_folded(str(value))
    if text in _LETTERS:
        return TimeMark(letter=text), text
    if re.fullmatch(r"\d+", text):
        return _of_number(int(text), epoch), ""
    return _of_text(text)


def lines_folded(text: str) -> str:
    """Return `text` without case and accents, its lines kept."""
    return "\n".join(line for line in map(folded, text.splitlines()) if line)


def _of_date(day: date) -> TimeMark | None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    return TimeMark(day.day, day.month, day.year)


def _of_number(number: float, epoch: date) -> TimeMark | None:
    if not float(number).is_integer():
        return None
    whole = int(number)
    if 1 <= whole <= 31:
        return TimeMark(day=whole, bare=True)
    if FIRST_YEAR <= whole <= LAST_YEAR:
        return TimeMark(year=whole, bare=True)
    if 36_526 <= whole < 73_051:
        return _of_date(epoch + timedelta(days=whole))
    return None


def _of_text(text: str) -> tuple[TimeMark | None, str]:
    mark, rest = TimeMark(), text
    while rest:
        rest = rest[_skipped(rest) :]
        step = _step(mark, rest)
        if step is None:
            break
        mark, rest = step
    return (mark if mark != TimeMark() else None), rest.strip()


def _skipped(text: str) -> int:
    found = _BETWEEN.match(text)
    return found.end() if found else 0


def _step(mark: TimeMark, text: str) -> tuple[TimeMark, str] | None:
    """Return the mark with what `text` begins with, and the rest; None if that is nothing of when."""
    if mark.week is None and (week := _WEEK.match(text)):
        return replace(mark, week=int(week[1])), text[week.end() :]
    lead = _LEAD.match(text)
    if lead and mark.day is None and mark.month is None and (found := _one_date(text[lead.end() :])):
        date_mark, rest = _with_end(found)
        return replace(date_mark, week=mark.week), rest
    if mark.day is None and mark.month is None and (found := _one_date(text)):
        date_mark, rest = _with_end(found)
        if mark.weekday is not None and date_mark.weekday is None:
            date_mark = replace(date_mark, weekday=mark.weekday)
        return replace(date_mark, half=mark.half, unsure=mark.unsure, week=mark.week, times=mark.times), rest
    if span := _TIMES.match(text):
        times = _clock(span[1], span[2]), _clock(span[3], span[4])
        if times[0] and times[1] and times[0] < times[1]:
            return replace(mark, times=(*mark.times, (times[0], times[1]))), text[span.end() :]
    if mark.half is None:
        for pattern, half, unsure in ((_PM, Half.PM, False), (_AM, Half.AM, False), (_UNSURE, Half.AM, True)):
            if found_half := pattern.match(text):
                return replace(mark, half=half, unsure=unsure), text[found_half.end() :]
    if mark.clock is None and (moment := _TIME.match(text)) and (clock := _clock(moment[1], moment[2])):
        return replace(mark, clock=clock), text[moment.end() :]
    if mark.weekday is None and mark.day is not None and (on := _ON_WEEKDAY.match(text)):
        return replace(mark, weekday=_WEEKDAY[on[1].rstrip(".")], bare=False), text[on.end() :]
    return None


def _clock(hour: str, minute: str | None) -> time | None:
    hours, minutes = int(hour), int(minute or 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def _one_date(text: str) -> tuple[TimeMark, str] | None:
    """Return the date, or what there is of one, with which `text` begins, and the rest."""
    weekday = None
    on = _ON_WEEKDAY.match(text)
    if on and not _is_month(on, text):
        weekday, text = _WEEKDAY[on[1].rstrip(".")], text[on.end() :]
    elif letter := _ON_LETTER.match(text):
        on, text = letter, text[letter.end() :]
    text = text.removeprefix("le ")
    if several := _several(text):
        return several
    mark, rest = _numbers(text)
    if mark is None:
        return (TimeMark(weekday=weekday), text) if weekday is not None else None
    return replace(mark, weekday=weekday, bare=mark.bare and on is None), rest


def _several(text: str) -> tuple[TimeMark, str] | None:
    """Return the days of one month with which `text` begins, “11-12/01/2027”, and the rest."""
    for pattern in (_SEVERAL, _SEVERAL_NAMED, _SEVERAL_SHORT):
        if found := pattern.match(text):
            month = MONTH.get(found[3].rstrip(".")) or int(found[3])
            year = _year(found[4]) if pattern is not _SEVERAL_SHORT and found[4] else None
            first, last = _sound(int(found[1]), month, year), _sound(int(found[2]), month, year)
            if first and last and (first.day or 0) < (last.day or 0):
                return replace(first, last=(last.day or 0, month, year)), text[found.end() :]
    return None


def _is_month(on: re.Match[str], text: str) -> bool:
    """Tell whether “mar” at the beginning is March: what follows is a year, or other words."""
    return on[1].rstrip(".") in MONTH and bool(re.match(r"20\d\d", text[on.end() :]))


def _numbers(text: str) -> tuple[TimeMark | None, str]:
    if found := _ISO.match(text):
        return _sound(int(found[3]), int(found[2]), int(found[1])), text[found.end() :]
    if found := _NUMBERS.match(text):
        return _sound(int(found[1]), int(found[2]), _year(found[3])), text[found.end() :]
    if found := _NAMED.match(text):
        word = found[2].rstrip(".")
        if word != "mar" or found[3]:
            year = _year(found[3]) if found[3] else None
            return _sound(int(found[1]), MONTH[word], year), text[found.end() :]
    if found := _SHORT.match(text):
        return _sound(int(found[1]), int(found[2]), None), text[found.end() :]
    if found := _ALONE.match(text):
        return TimeMark(day=int(found[1]), bare=True), text[found.end() :]
    if found := _MONTH_ONLY.match(text):
        year = _year(found[2]) if found[2] else None
        return TimeMark(month=MONTH[found[1].rstrip(".")], year=year), text[found.end() :]
    if found := _YEAR_ONLY.match(text):
        return TimeMark(year=int(found[1])), text[found.end() :]
    return None, text


def _sound(day: int, month: int, year: int | None) -> TimeMark | None:
    """Return the mark of a day, if there is such a day."""
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return TimeMark(day, month, year)


def _year(text: str) -> int:
    digits = int(text.lstrip("'"))
    return digits if digits > 99 else 2000 + digits


def _with_end(found: tuple[TimeMark, str]) -> tuple[TimeMark, str]:
    """Return the mark with its last day, where the rest tells one: “4 et 5 janvier 2027”."""
    mark, rest = found
    to = _TO.match(rest)
    if mark.day is None or to is None or not to.end():
        return found
    end = _one_date(rest[to.end() :])
    if end is None or end[0].day is None or (end[0].bare and mark.bare):
        return found
    last = end[0]
    month = mark.month or last.month
    if month is None:
        return found
    filled = replace(mark, month=month, year=mark.year or last.year, bare=False)
    return replace(filled, last=(last.day or 0, last.month or month, last.year or filled.year)), end[1]
