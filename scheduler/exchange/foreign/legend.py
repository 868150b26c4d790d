"""Abbreviations that a planning explains itself, in a legend: “VM = Vocabulaire médical”."""

import re
from collections.abc import Collection

from scheduler.exchange.foreign.axes import Axes
from scheduler.exchange.foreign.grid import Spot
from scheduler.exchange.foreign.lexicon import Lexicon, Sense
from scheduler.exchange.foreign.vocabulary import HALVES
from scheduler.exchange.tables.names import normal

_NUMBERED = {f"{stem}{number}" for stem in ("b", "bc", "bloc", "module", "ue") for number in range(1, 10)}

SHORT = 14
"""Signs of an abbreviation at most."""

_PAIR = re.compile(r"\s*([^=:→]{1,14}?)\s*(?:=|:|→|\s[–-]\s)\s*(.+)", re.DOTALL)


def explained_by(axes: Axes, dated: Collection[Spot], lexicon: Lexicon) -> dict[str, str]:
    """Return the module of each abbreviation that stands beside its whole title, or before it in one cell."""
    found: dict[str, str] = {}
    for spot in axes.contents:
        text = axes.grid.text(spot)
        if spot in dated:
            continue
        if "\n" not in text and (pair := _PAIR.fullmatch(text)):
            meaning = lexicon.meaning(pair[2])
            if meaning.sense is Sense.MODULE:
                _add(found, pair[1], meaning.modules[0], lexicon)
            elif meaning.sense is Sense.NO_LESSON:
                _add(found, pair[1], "", lexicon)
        elif module := lexicon.is_title(text):
            beside = (spot[0], spot[1] - 1)
            left = axes.grid.text(beside)
            if left and len(left) <= SHORT and beside not in axes.marks and beside not in dated:
                _add(found, left, module, lexicon)
    return found


def is_pair(text: str) -> bool:
    """Tell whether a text explains another, so that it is no lesson itself."""
    return "\n" not in text and _PAIR.fullmatch(text) is not None


def _add(found: dict[str, str], short: str, module: str, lexicon: Lexicon) -> None:
    """Note what a short text stands for, unless it is a half-day, or a title that needs no explanation."""
    plain = normal(short)
    if plain and plain not in HALVES | _NUMBERED and lexicon.is_title(short) is None:
        found.setdefault(short, module)
