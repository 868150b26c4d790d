"""How wide a text is in print, and what size or how many lines a column gives it."""

import unicodedata
from functools import lru_cache
from math import floor

from scheduler.exchange.look import Look

SMALLEST = 6.0
"""Points of the smallest text that people can read on paper."""

POINTS_PER_SIGN = 5.25
"""Width of a column in print, for each of the digits in which columns are measured."""

PADDING, INDENT = 4.0, 7.0
"""Points that a cell keeps free beside its text, and for each step of an indent."""

BOLD, BOLD_CAPITALS = 1.09, 1.02
"""How much wider bold letters are; capitals hardly are."""

HIDDEN_EDGE = 1.04
"""How much wider than its cell a text may be, and yet lose nothing but the edges of its letters."""

_WIDTHS = {
    191: "'",
    222: "ijl’",
    278: " !,./:;I[\\]ft·\u00a0\u202f|",
    333: "()-`r“”{}",
    355: '"',
    389: "*",
    400: "°",
    469: "^",
    500: "Jcksvxyz",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%æ",
    944: "Wœ",
    1015: "@Œ—…",
}
_WIDTH = {ord(sign): width / 1000 for width, signs in _WIDTHS.items() for sign in signs}
"""Of the letters of Arial, in parts of their size; those that are not here take :data:`_USUAL`."""

_USUAL = 0.556


@lru_cache(maxsize=8192)
def _width(text: str) -> float:
    """Return how wide `text` is at a size of one point; accents widen no letter."""
    return sum(_WIDTH.get(ord(unicodedata.normalize("NFD", sign)[0]), _USUAL) for sign in text)


def points(text: str, look: Look) -> float:
    """Return how wide `text` is in print, in points."""
    wider = (BOLD_CAPITALS if text == text.upper() else BOLD) if look.bold else 1.0
    return _width(text) * look.size * wider


def _room(width: float, look: Look) -> float:
    """Return the points that a column of `width` signs leaves to a text."""
    return max(1.0, width * POINTS_PER_SIGN - PADDING - INDENT * look.indent)


@lru_cache(maxsize=8192)
def fitted_size(text: str, width: float, look: Look) -> float:
    """Return the size, from :data:`SMALLEST` to that of `look`, at which `width` signs show `text`."""
    natural = points(text, look)
    if natural <= _room(width, look):
        return look.size
    return max(SMALLEST, floor(2 * look.size * _room(width, look) / natural) / 2)


def lines(text: str, width: float, look: Look) -> int:
    """Return how many lines `text` takes in a column of `width` signs, words kept whole."""
    room, space = _room(width, look), points(" ", look)
    count = 0
    for paragraph in text.splitlines() or [""]:
        used = room
        for word in paragraph.split(" "):
            needed = points(word, look)
            if used + space + needed > room or not count:
                # A word longer than the line is broken.
                count += 1 + floor(needed / room)
                used = needed % room
            else:
                used += space + needed
    return max(1, count)


def high(text: str, width: float, look: Look) -> float:
    """Return the height, in points, of a row that shows `text` wrapped in a column of `width` signs."""
    return lines(text, width, look) * look.size * 1.28 + 4


def cut(text: str, width: float, look: Look) -> str:
    """Return `text` as `width` signs show it at the smallest size: cut behind an ellipsis if need be."""
    small = look.but(size=SMALLEST)
    room = width * POINTS_PER_SIGN * HIDDEN_EDGE
    if points(text, small) <= room:
        return text
    while text and points(f"{text}…", small) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
