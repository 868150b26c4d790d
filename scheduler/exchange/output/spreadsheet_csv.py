"""CSV tables that people open in a spreadsheet program by a double click."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from scheduler.exchange.output.half_days import defused
from scheduler.text import language
from scheduler.text.phrases import short_day
from scheduler.text.signs import dropped


def spreadsheet_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows, the headings among them, as such a program of the language now spoken reads them.

    A byte order mark; in French ``;`` between cells and a comma in numbers; nothing for None; no text that
    would be taken for a formula.
    """
    french = language() == "fr"
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if french else ",", lineterminator="\n")
    writer.writerows([_cell(value, french) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _cell(value: object, french: bool) -> object:
    if isinstance(value, str):
        return defused(dropped(value))
    if isinstance(value, date):
        return short_day(value)
    return str(value).replace(".", ",") if french and isinstance(value, float) else value
