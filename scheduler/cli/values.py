"""Kinds of values that options take, with complaints a coordinator understands."""

import contextlib
import math
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from scheduler.text import _

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


class OneOf(click.Choice[str]):
    """One of some words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return `value`, if it is one of them."""
        if value not in self.choices:
            names = ", ".join(self.choices)
            self.fail(_("“{value}” is not one of: {names}.").format(value=value, names=names), param, ctx)
        return str(value)
