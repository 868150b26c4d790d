"""Write the tables of ``docs/files.md`` that the code describes already: ``make docs`` runs it.

Each stands between ``<!-- name -->`` and ``<!-- end -->``; all other text is written by hand.
"""

import re
import sys
from collections.abc import Callable, Iterable

from scheduler.caps import CAPS
from scheduler.domain.settings import TERMS
from scheduler.exchange.input.tables import BY_KEY, SHEETS
from scheduler.exchange.output.workbook.columns import LETTER, SESSIONS
from scheduler.exchange.tables.columns import Column, Kind, TableSheet, WordChoice
from scheduler.settings import load_settings
from tests.tools.sources import ROOT

TARGET = ROOT / "docs" / "files.md"
MARKED = re.compile(r"(<!-- (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

KINDS = {
    Kind.TEXT: "text",
    Kind.IDENTIFIER: "identifier",
    Kind.COLOUR: "colour",
    Kind.WHOLE: "whole number",
    Kind.HOURS: "hours",
    Kind.DATE: "date",
    Kind.TIME: "time of day",
    Kind.YES_NO: "yes or no",
    Kind.CHOICE: "choice",
    Kind.WEEKDAYS: "weekdays",
    Kind.AVAILABILITY: "weekdays and half-days",
    Kind.WORDS: "words",
    Kind.REFERENCE: "reference",
    Kind.REFERENCES: "references",
}
"""How the page calls each kind of cell."""


def document(page: str) -> str:
    """Return `page` with every table that the code describes written anew."""
    return MARKED.sub(lambda found: f"{found[1]}\n{TABLES[found['name']]()}\n\n{found[3]}", page)


def main() -> int:
    """Write the page, and say so."""
    TARGET.write_text(document(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(TABLES)} tables")
    return 0


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _input() -> str:
    return "\n\n".join(_sheet(sheet) for sheet in SHEETS)


def _sheet(sheet: TableSheet) -> str:
    need = "required" if sheet.required else "optional"
    rows = [
        (
            column.french,
            column.english,
            f"`{column.key}`",
            _kind(column),
            "yes" if column.required else "",
            column.note,
        )
        for column in sheet.columns
    ]
    title = (
        f"### {sheet.french} (`{sheet.english}`, `{sheet.key}`)\n\n{sheet.purpose} This table is {need}.\n\n"
    )
    return title + _table(("French", "English", "Key", "Holds", "Required", "Note"), rows)


def _kind(column: Column) -> str:
    words = KINDS[column.kind]
    if column.to in BY_KEY:
        return f"{words}: {BY_KEY[column.to].french}"
    if column.to is not None:
        return f"{words}: {column.to} of the curricula"
    if column.least is not None and column.most is not None:
        return f"{words}, {column.least} to {column.most}"
    return words


def _choices() -> str:
    found: dict[tuple[WordChoice, ...], list[str]] = {}
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.choices:
                found.setdefault(column.choices, []).append(f"{sheet.french} · {column.french}")
    return _table(
        ("Columns", "Value", "French", "English"),
        [
            (", ".join(columns), f"`{choice.value}`", ", ".join(choice.french), ", ".join(choice.english))
            for choices, columns in found.items()
            for choice in choices
        ],
    )


def _settings() -> str:
    shipped = load_settings()
    terms = [(f"`{x.name}`", f"{shipped.weights[x.name]}", x.title, x.quantity) for x in TERMS]
    return _table(("Key under `weights:`", "Shipped", "Term", "Counts"), terms)


def _sessions() -> str:
    rows = [
        (
            LETTER[column.key],
            column.french,
            column.english,
            "a formula, not read back" if column.derived else "read back",
        )
        for column in SESSIONS.columns
    ]
    return _table(("Column", "French", "English", "When read"), rows)


def _limits() -> str:
    rows = [(f"{cap.most:,}", cap.of, cap.because) for cap in CAPS]
    return _table(("At most", "Of", "Because"), rows)


TABLES: dict[str, Callable[[], str]] = {
    "input-tables": _input,
    "input-choices": _choices,
    "input-limits": _limits,
    "settings-terms": _settings,
    "sessions-columns": _sessions,
}
"""The tables by the name that marks their place in the page."""


if __name__ == "__main__":
    sys.exit(main())
