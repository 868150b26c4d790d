"""Kinds of values that options take, with complaints a coordinator understands."""

import contextlib
import math
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from scheduler.domain.time import Half
from scheduler.text import _
from scheduler.text.phrases import HALVES

PATH = click.Path(path_type=Path, readable=False)
"""A file or folder, which whoever opens it complains of."""


class Whole(click.ParamType):
    """A whole number, at least `least` and at most `most`."""

    name = "whole"

    def __init__(self, least: int, most: int):
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number that `value` says."""
        try:
            number = int(value)
        except ValueError:
            number = self.least - 1
        if not self.least <= number <= self.most:
            self.fail(
                _("“{value}” is not a whole number from {least} to {most}.").format(
                    value=value, least=self.least, most=self.most
                ),
                param,
                ctx,
            )
        return number


class Seconds(click.ParamType):
    """A time in seconds, above 0; decimals after a point or a comma."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the seconds that `value` says."""
        try:
            number = float(str(value).replace(",", "."))
        except ValueError:
            number = math.nan
        if not 0 < number < math.inf:
            message = _("“{value}” is not a number of seconds above 0.").format(value=value)
            self.fail(message, param, ctx)
        return number


class Day(click.ParamType):
    """A date, as 2027-03-02 or as 02/03/2027."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date that `value` says."""
        for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
            with contextlib.suppress(ValueError):
                return datetime.strptime(str(value), pattern).date()
        self.fail(
            _("“{value}” is not a date. Write it as {iso} or {french}.").format(
                value=value, iso="2027-03-02", french="02/03/2027"
            ),
            param,
            ctx,
        )


class HalfDay(click.ParamType):
    """A date, or one half of it: ``2027-03-02``, ``02/03/2027 matin``."""

    name = "half_day"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date, Half | None]:
        """Return the day that `value` says, and its half if it says one."""
        if isinstance(value, tuple):
            return value
        day, _space, rest = str(value).strip().partition(" ")
        half = half_named(rest) if rest else None
        if rest and half is None:
            message = _("“{value}” is no half of a day. Write {morning} or {afternoon}.").format(
                value=rest, morning=_(HALVES[Half.AM]), afternoon=_(HALVES[Half.PM])
            )
            self.fail(message, param, ctx)
        return Day().convert(day, param, ctx), half


def half_named(text: str) -> Half | None:
    """Return the half-day that a word means, in either language; None if none."""
    from scheduler.exchange.tables.names import normal
    from scheduler.exchange.tables.words import HALVES as CHOICES

    words = {normal(word): choice.value for choice in CHOICES for word in (choice.value, *choice.words)}
    found = words.get(normal(text))
    return None if found is None else Half(found)


class OneOf(click.Choice[str]):
    """One of some words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return `value`, if it is one of them."""
        if value not in self.choices:
            names = ", ".join(self.choices)
            self.fail(_("“{value}” is not one of: {names}.").format(value=value, names=names), param, ctx)
        return str(value)
