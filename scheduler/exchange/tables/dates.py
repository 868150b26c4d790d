"""Read dates and times as people write them, and refuse those that could mean two days."""

import re
from datetime import date, datetime, time, timedelta

from scheduler import caps
from scheduler.exchange.tables.columns import Refused
from scheduler.exchange.tables.names import folded, normal
from scheduler.exchange.tables.words import WEEKDAYS
from scheduler.text import _
from scheduler.text.phrases import short_day, weekday

FIRST_YEAR, LAST_YEAR = caps.FIRST_YEAR.most, caps.LAST_YEAR.most
"""Beyond these a date is a slip of the pen: ``0227``, ``3027``."""

_MONTHS = (
    "janvier janv jan january",
    "fevrier fevr fev february feb",
    "mars mar march mrs",
    "avril avr april apr",
    "mai may",
    "juin june jun",
    "juillet juil july jul",
    "aout aug august aou",
    "septembre september sept sep",
    "octobre october oct",
    "novembre november nov",
    "decembre december dec",
)
MONTH = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}
"""The number of a month by its names, folded."""

_WEEKDAY = {normal(word): x.value for x in WEEKDAYS for word in (*x.french, *x.english)}
_ON = r"(?:(?P<weekday>[a-z]+)\.?,? (?:the )?)?"
_NUMBER, _NAME = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?", r"(?P<month>[a-z]+)\.?"
_IN = r",?[ -](?P<year>\d{2}|\d{4})"
_NAMED = re.compile(rf"(?:le )?{_ON}{_NUMBER}[ -]{_NAME}{_IN}")
_NAMED_BEFORE = re.compile(rf"{_ON}{_NAME} {_NUMBER}{_IN}")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_SHORT_YEAR = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})")
_TIME = re.compile(
    r"(\d{1,2})\s*(?:h|heures?|:)\s*(?:(\d{2})\s*(?:mn|min|minutes)?)?(?::00)?\s*(am|pm)?", re.IGNORECASE
)


def read_date(raw: object, epoch: date, first_year: int = FIRST_YEAR) -> date:
    """Return the day a cell holds: a date, a serial number, ``31/01/2027``, ``31 janvier 2027`` and the like.

    Parameters
    ----------
    raw
        What the file holds.
    epoch
        Day 0 of serial numbers.
    first_year
        The earliest year that can be meant.

    Raises
    ------
    Refused
        For anything else, two-digit years and days that do not exist included.
    """
    if isinstance(raw, datetime):
        if raw.time() != time():
            raise Refused(
                _("“{value}” holds a time of day.").format(value=raw.strftime("%d/%m/%Y %H:%M")),
                _("Write the date alone."),
            )
        return _plausible(raw.date(), first_year)
    if isinstance(raw, date):
        return _plausible(raw, first_year)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _from_serial(raw, epoch, first_year)
    return _plausible(_from_text(" ".join(str(raw).split())), first_year)


def _plausible(day: date, first_year: int) -> date:
    if first_year <= day.year <= LAST_YEAR:
        return day
    raise Refused(
        _("The year {year} is out of reach.").format(year=day.year),
        _("Years go from {first} to {last}.").format(first=first_year, last=LAST_YEAR),
    )


def _from_serial(number: float, epoch: date, first_year: int) -> date:
    first, last = ((date(year, 1, 1) - epoch).days for year in (first_year, LAST_YEAR + 1))
    if float(number).is_integer() and first <= number < last:
        return epoch + timedelta(days=int(number))
    raise Refused(
        _("“{value}” is not a date.").format(value=f"{number:g}"), _("Write the date as in 31/01/2027.")
    )


def _from_text(text: str) -> date:
    if short := _SHORT_YEAR.fullmatch(text):
        day, month, year = short.groups()
        raise _short_year(text, int(day), int(month), year)
    if iso := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
        return _day(text, year, month, day, day_first=False)
    if day_first := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in day_first.groups())
        return _day(text, year, month, day, day_first=True)
    plain = folded(text)
    named = _NAMED.fullmatch(plain) or _NAMED_BEFORE.fullmatch(plain)
    if named and named["month"] in MONTH and (named["weekday"] or "lun") in _WEEKDAY:
        return _from_words(text, named)
    raise Refused(_("“{value}” is not a date.").format(value=text), _("Write the date as in 31/01/2027."))


def _from_words(text: str, named: re.Match[str]) -> date:
    """Return the day of a date whose month is a word; a weekday beside it must fit."""
    month = MONTH[named["month"]]
    if len(named["year"]) == 2:
        raise _short_year(text, int(named["day"]), month, named["year"])
    found = _day(text, int(named["year"]), month, int(named["day"]), day_first=False)
    if named["weekday"] and _WEEKDAY[named["weekday"]] != found.weekday():
        raise Refused(
            _("“{value}”: {date} is a {weekday}.").format(
                value=text, date=short_day(found), weekday=weekday(found.weekday())
            ),
            _("Correct the weekday or the date."),
        )
    return found


def _short_year(text: str, day: int, month: int, year: str) -> Refused:
    return Refused(
        _("“{value}”: the year has only two digits.").format(value=text),
        _("Write the year in full: {example}.").format(example=f"{day:02}/{month:02}/20{year}"),
    )


def _day(text: str, year: int, month: int, day: int, *, day_first: bool) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        swapped = day_first and 12 < month <= 28 and 1 <= day <= 12
        raise Refused(
            _("“{value}”: there is no such day.").format(value=text),
            _("The day comes before the month: did you mean {example}?").format(
                example=date(year, day, month).strftime("%d/%m/%Y")
            )
            if swapped
            else _("Write the date as in 31/01/2027."),
        ) from None


def read_time(raw: object, epoch: date = date(1899, 12, 30)) -> time:
    """Return the time of day a cell holds: a time, a fraction of a day, ``09:00``, ``9h30``, 9 or 13.5.

    A number below 1 is what spreadsheets keep for a time; from 1 on it counts hours, whole or
    half ones: in ``9.25`` nobody can tell 9:15 from 9:25.

    Parameters
    ----------
    raw
        What the file holds.
    epoch
        Day 0 of serial numbers.

    Raises
    ------
    Refused
        For anything else.
    """
    found = _clock(raw, epoch)
    if found is None:
        shown = f"{raw:%d/%m/%Y}" if isinstance(raw, date) else raw
        raise Refused(
            _("“{value}” is not a time of day.").format(value=shown), _("Write for example 09:00 or 13:30.")
        )
    return found


def _clock(raw: object, epoch: date) -> time | None:
    if isinstance(raw, time):
        return raw.replace(second=0, microsecond=0)
    if isinstance(raw, datetime):
        # A number in a cell with a time format comes as a day of the calendar's first month.
        # Before March 1900 the calendar of Excel is a day ahead of its own day 0.
        first = epoch + timedelta(days=1 if epoch.year < 1900 else 0)
        return _of_number((raw.replace(tzinfo=None) - datetime.combine(first, time())) / timedelta(days=1))
    if isinstance(raw, timedelta):
        return _of_number(raw / timedelta(days=1))
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _of_number(float(raw))
    text = " ".join(str(raw).split())
    if number := re.fullmatch(r"(\d{1,2})(?:[.,](\d+))?", text):
        # "13.50" may be ten to two; "13.5" is half past one.
        unclear = number[2] and int(number[1]) and number[2] not in ("0", "5")
        return None if unclear else _of_number(float(text.replace(",", ".")))
    return _of_text(text)


def _of_number(number: float) -> time | None:
    """Return the time that a number stands for: a fraction of a day, or whole and half hours."""
    if 0 <= number < 1:
        minutes = round(number * 24 * 60)
    elif 1 <= number < 24 and (2 * number).is_integer():
        minutes = round(number * 60)
    else:
        return None
    return time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None


def _of_text(text: str) -> time | None:
    match = _TIME.fullmatch(text)
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
