"""Abbreviations that a planning explains itself, in a legend: “VM = Vocabulaire médical”."""

import re

from scheduler.exchange.foreign.axes import Axes
from scheduler.exchange.foreign.lexicon import Lexicon, Sense
from scheduler.exchange.tables.names import normal

SHORT = 14
"""Signs of an abbreviation at most."""

_PAIR = re.compile(r"\s*([^=:→]{1,14}?)\s*(?:=|:|→|\s[–-]\s)\s*(.+)", re.DOTALL)


def explained_by(axes: Axes, lexicon: Lexicon) -> dict[str, str]:
    """Return the module of each abbreviation that stands beside its whole title, or before it in one cell."""
    found: dict[str, str] = {}
    for spot in axes.contents():
        text = axes.grid.text(spot)
        if pair := _PAIR.fullmatch(text):
            _add(found, pair[1], lexicon.is_title(pair[2]), lexicon)
        if module := lexicon.is_title(text):
            left = axes.grid.text((spot[0], spot[1] - 1))
            if left and len(left) <= SHORT and (spot[0], spot[1] - 1) not in axes.marks:
                _add(found, left, module, lexicon)
    return found


def _add(found: dict[str, str], short: str, module: str | None, lexicon: Lexicon) -> None:
    """Note what a short text stands for, unless it means something by itself."""
    meaning = lexicon.meaning(short)
    if module and normal(short) and meaning.sense in (Sense.NOTHING, Sense.SEVERAL):
        found.setdefault(short, module)
