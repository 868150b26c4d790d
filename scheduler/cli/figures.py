"""Days, numbers and tables as people read them, in the language now spoken."""

import textwrap
from collections.abc import Sequence

from scheduler.text import _
from scheduler.text.phrases import number

WIDTH = 100
"""Columns of text, whatever the terminal: what is shown can be pasted into a mail."""


def percent(share: float) -> str:
    """Return a share of 1 in per cent: ``8,4 %``."""
    return _("{share} %").format(share=number(100 * share))


def clock(seconds: float) -> str:
    """Return a time as minutes and seconds: ``1:05``."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"


def wrapped(sentence: str, first: str = "", later: str = "") -> str:
    """Return `sentence` in lines that begin with `first` and `later`.

    A line ends between words alone: identifiers have hyphens, and are copied from answers into tables.
    """
    return textwrap.fill(
        sentence,
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_on_hyphens=False,
        break_long_words=False,
    )


def item(sentence: str) -> str:
    """Return `sentence` as an item of a list, wrapped."""
    return wrapped(sentence, "  - ", "    ")


def numbered(place: int, sentence: str) -> str:
    """Return `sentence` as an item of a numbered list, wrapped."""
    return wrapped(sentence, f"  {place}. ", "     ")


def continued(sentence: str) -> str:
    """Return `sentence` as a further line of such an item, wrapped."""
    return wrapped(sentence, "     ", "     ")


def table(rows: Sequence[Sequence[object]], right: Sequence[int] = (), indent: int = 2) -> str:
    """Return `rows` in columns two blanks apart, those numbered in `right` flush right."""
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    lines = []
    for row in texts:
        cells = [
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append((" " * indent + "  ".join(cells)).rstrip())
    return "\n".join(lines)
