"""Read dates and times as people write them, and refuse those that could mean two days."""

import re
from datetime import date, datetime, time, timedelta

from scheduler import bounds
from scheduler.exchange.input.refused import Refused
from scheduler.text import _

FIRST_YEAR, LAST_YEAR = bounds.FIRST_YEAR.most, bounds.LAST_YEAR.most
"""Beyond these a date is a slip of the pen: ``0227``, ``3027``."""

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_SHORT_YEAR = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})")
_TIME = re.compile(r"(\d{1,2})\s*[h:]\s*(\d{2})?(?::00)?", re.IGNORECASE)


def read_date(raw: object, epoch: date) -> date:
    """Return the day a cell holds: a date, a serial number, ``2027-01-31`` or ``31/01/2027``.

    Parameters
    ----------
    raw
        What the file holds.
    epoch
        Day 0 of serial numbers.

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
        return _plausible(raw.date())
    if isinstance(raw, date):
        return _plausible(raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _from_serial(raw, epoch)
    return _plausible(_from_text(" ".join(str(raw).split())))


def _plausible(day: date) -> date:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise Refused(
        _("The year {year} is out of reach.").format(year=day.year),
        _("Years go from {first} to {last}.").format(first=FIRST_YEAR, last=LAST_YEAR),
    )


def _from_serial(number: float, epoch: date) -> date:
    first, last = ((date(year, 1, 1) - epoch).days for year in (FIRST_YEAR, LAST_YEAR + 1))
    if float(number).is_integer() and first <= number < last:
        return epoch + timedelta(days=int(number))
    raise Refused(_("“{value}” is not a date.").format(value=f"{number:g}"), _("Write it as in 31/01/2027."))


def _from_text(text: str) -> date:
    if short := _SHORT_YEAR.fullmatch(text):
        day, month, year = short.groups()
        raise Refused(
            _("“{value}”: the year has only two digits.").format(value=text),
            _("Write the year in full: {example}.").format(example=f"{int(day):02}/{int(month):02}/20{year}"),
        )
    if iso := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
        return _day(text, year, month, day, day_first=False)
    if day_first := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in day_first.groups())
        return _day(text, year, month, day, day_first=True)
    raise Refused(_("“{value}” is not a date.").format(value=text), _("Write it as in 31/01/2027."))


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
            else _("Write it as in 31/01/2027."),
        ) from None


def read_time(raw: object) -> time:
    """Return the time of day a cell holds: a time, a fraction of a day, ``09:00`` or ``9h30``.

    Raises
    ------
    Refused
        For anything else.
    """
    if isinstance(raw, datetime):
        return raw.time().replace(second=0, microsecond=0)
    if isinstance(raw, time):
        return raw.replace(second=0, microsecond=0)
    if isinstance(raw, timedelta) and timedelta() <= raw < timedelta(days=1):
        return (datetime.min + raw).time().replace(second=0, microsecond=0)
    if isinstance(raw, float) and 0 < raw < 1:
        minutes = round(raw * 24 * 60)
        return time(minutes // 60 % 24, minutes % 60)
    match = _TIME.fullmatch(str(raw).strip())
    if match and int(match[1]) < 24 and int(match[2] or 0) < 60:
        return time(int(match[1]), int(match[2] or 0))
    raise Refused(_("“{value}” is not a time of day.").format(value=raw), _("Write it as in 09:00."))
