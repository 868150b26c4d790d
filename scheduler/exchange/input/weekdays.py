"""Read lists of weekdays, and of weekdays with half-days: ``lun, mar, mer matin`` or ``Mon-Fri``."""

import re
from collections.abc import Iterable

from scheduler.domain.time import Half, Weekday
from scheduler.exchange.input.columns import nearest, normal
from scheduler.exchange.input.refused import Refused
from scheduler.exchange.input.words import HALVES, WEEKDAYS
from scheduler.text import _

_DAY = {normal(word): choice.value for choice in WEEKDAYS for word in (*choice.french, *choice.english)}
_HALF = {normal(word): choice.value for choice in HALVES for word in choice.words}
_RANGE = re.compile(r"\s*[-–]\s*|\s+(?:à|au|to)\s+")


def read_weekdays(items: Iterable[str]) -> tuple[Weekday, ...]:
    """Return the weekdays that a list names, in the order of the week.

    Raises
    ------
    Refused
        If an item is not a weekday or a range of weekdays.
    """
    return tuple(sorted({day for item in items for day in _days(item, item)}))


def read_availability(items: Iterable[str]) -> frozenset[tuple[Weekday, Half]]:
    """Return the half-days that a list names; an item without a half-day is the whole day.

    Raises
    ------
    Refused
        If an item is not a weekday or a range of weekdays, followed or not by a half-day.
    """
    found: set[tuple[Weekday, Half]] = set()
    for item in items:
        days, halves = _split_half(item)
        found |= {(day, half) for day in _days(days, item) for half in halves}
    return frozenset(found)


def _split_half(item: str) -> tuple[str, tuple[Half, ...]]:
    words = item.split()
    for start in range(1, len(words)):
        half = _HALF.get(normal(" ".join(words[start:])))
        if half:
            return " ".join(words[:start]), (half,)
    return item, tuple(Half)


def _days(text: str, item: str) -> list[Weekday]:
    ends = [_DAY.get(normal(part)) for part in _RANGE.split(text)]
    if len(ends) == 1 and ends[0] is not None:
        return [ends[0]]
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None and ends[0] < ends[1]:
        return [Weekday(number) for number in range(ends[0], ends[1] + 1)]
    words = [word for choice in WEEKDAYS for word in (*choice.french, *choice.english)]
    close = nearest(text, words) if len(ends) == 1 else None
    raise Refused(
        _("“{value}” is not a weekday.").format(value=item),
        _("Did you mean “{name}”?").format(name=close)
        if close
        else _("Write as in: {example}.").format(example=_("Mon, Tue, Wed morning, Thu-Fri")),
    )
