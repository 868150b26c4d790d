"""A centre's own look: its logo, and its colour in shades that can be read."""

import re
from dataclasses import dataclass
from functools import cached_property

from scheduler.domain.centre import Centre
from scheduler.errors import InputError
from scheduler.exchange.look import BANNER, INK, WHITE
from scheduler.exchange.picture import NotAPicture, Picture, at_address
from scheduler.text import _

READABLE = 4.5
"""The least contrast of text and paper (WCAG 2, level AA)."""


@dataclass(frozen=True)
class Brand:
    """The look of a centre; without a colour of its own, that of the program."""

    centre: Centre

    @cached_property
    def logo(self) -> Picture | None:
        """The logo, or None.

        Raises
        ------
        InputError
            If what the plan holds in its place is no picture.
        """
        if not self.centre.logo:
            return None
        try:
            return at_address(self.centre.logo)
        except NotAPicture as fault:
            raise InputError.at(
                "plan.instance.centre.logo",
                _("“{value}” cannot be shown: {reason}").format(value="logo", reason=fault),
                _("Solve again, or put back what was changed by hand."),
            ) from fault

    @property
    def colour(self) -> str:
        """The colour of surfaces, as ``#RRGGBB``."""
        own = self.centre.colour
        return own.upper() if re.fullmatch("#[0-9A-Fa-f]{6}", own) else f"#{BANNER}"

    @property
    def on_colour(self) -> str:
        """What can be read on the colour: white, or else the ink of the program."""
        return f"#{WHITE}" if contrast(self.colour, f"#{WHITE}") >= READABLE else f"#{INK}"

    @property
    def ink(self) -> str:
        """The colour for text on white paper, darkened until it can be read."""
        found = self.colour
        while contrast(found, f"#{WHITE}") < READABLE:
            found = "#" + "".join(f"{x * 9 // 10:02X}" for x in _parts(found))
        return found


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2 counts it."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _luminance(colour: str) -> float:
    shares = (x / 255 for x in _parts(colour))
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
