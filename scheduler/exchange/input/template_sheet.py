"""One sheet of the template: headers with notes, drop-down lists, formats, an example line."""

from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.caps import FIRST_YEAR
from scheduler.exchange.input import template_style as style
from scheduler.exchange.input.tables import BY_KEY
from scheduler.exchange.input.template_catalogue import Catalogue
from scheduler.exchange.look import MISSING
from scheduler.exchange.tables.columns import Column, Kind, TableSheet
from scheduler.exchange.tables.words import YES_NO
from scheduler.exchange.tables.written import FORMATS, written
from scheduler.text import _, language

LAST_ROW = 300
"""Lists reach down to this row; rows below are read as well."""

_DAY_ZERO = date(1899, 12, 30)
_RULED_ROWS = 26
_WIDTHS = {
    Kind.TEXT: 28, Kind.IDENTIFIER: 18, Kind.REFERENCE: 16, Kind.REFERENCES: 20, Kind.WORDS: 40,
    Kind.AVAILABILITY: 26, Kind.WEEKDAYS: 20, Kind.CHOICE: 16, Kind.DATE: 14, Kind.WHOLE: 14, Kind.COLOUR: 14,
}  # fmt: skip
_CENTRED = {Kind.DATE, Kind.TIME, Kind.WHOLE, Kind.HOURS, Kind.YES_NO}
_WIDEST = 60


def add_sheet(
    workbook: Workbook, sheet: TableSheet, rows: list[dict[str, Any]] | None, catalogue: Catalogue
) -> None:
    """Add a sheet to the workbook: with `rows`, or with its example line if they are None."""
    page: Worksheet = workbook.create_sheet(sheet.title)
    page.sheet_properties.tabColor = style.REQUIRED if sheet.required else style.OPTIONAL
    first = 3 if rows is None else 2
    bottom = max(_RULED_ROWS, len(rows or ()) + 6)
    for index, column in enumerate(sheet.columns, start=1):
        shown = [row.get(column.key) for row in rows] if rows is not None else [column.example]
        page.column_dimensions[get_column_letter(index)].width = _width(column, shown)
        _add_header(page, index, column)
        _format_column(page, index, column, first, bottom)
        _add_rule(page, index, column, first, catalogue)
    if rows is None:
        _add_example(page, sheet)
    for number, values in enumerate(rows or (), start=first):
        for index, column in enumerate(sheet.columns, start=1):
            _put(page, number, index, column, values.get(column.key))
    _mark_missing(page, sheet, first)
    _set_up(page, sheet, bottom)


def _add_header(page: Worksheet, index: int, column: Column) -> None:
    cell = page.cell(1, index, column.header + (" *" if column.required else ""))
    cell.font = style.HEADER
    cell.fill = style.fill(style.REQUIRED if column.required else style.OPTIONAL)
    cell.alignment = style.HEADER_ALIGNMENT
    words = _words(column)
    lines = [_("Required.") if column.required else _("Optional."), _(column.note)]
    if words:
        lines.append(_("Words: {words}.").format(words=", ".join(words)))
    text = "\n".join(lines)
    note = Comment(text, "scheduler")
    note.width, note.height = 300, 40 + 18 * (len(text) // 42 + len(lines))
    cell.comment = note


def _width(column: Column, values: list[Any]) -> float:
    """Return a width that shows the longest word of the header and, within reason, every value."""
    header = max(len(word) for word in column.header.split()) + 5
    longest = max((len(str(written(column, value) or "")) for value in values), default=0)
    usual = column.width or _WIDTHS.get(column.kind, 12)
    return max(header, usual, min(longest * 1.1 + 3, _WIDEST))


def _format_column(page: Worksheet, index: int, column: Column, first: int, bottom: int) -> None:
    # The column's own style serves the cells that are not there yet: thousands of empty ones would
    # take longer to write and to read than all that is in the workbook.
    ruled = [page.cell(number, index) for number in range(first, bottom + 1)]
    for cell in (page.column_dimensions[get_column_letter(index)], *ruled):
        cell.font = style.BODY
        cell.alignment = style.CENTRED if column.kind in _CENTRED else style.MIDDLE
        cell.number_format = FORMATS.get(column.kind, "General")
    for cell in ruled:
        cell.border = style.GRID


def _words(column: Column) -> list[str]:
    if column.kind is Kind.YES_NO:
        return [choice.word for choice in YES_NO]
    return [choice.word for choice in column.choices]


def _add_rule(page: Worksheet, index: int, column: Column, first: int, catalogue: Catalogue) -> None:
    """Add what the spreadsheet program checks while typing; the reader checks again, and more."""
    rule = _list_rule(column, first, catalogue) or _value_rule(column)
    if rule:
        letter = get_column_letter(index)
        rule.add(f"{letter}{first}:{letter}{LAST_ROW}")
        rule.errorTitle = column.header
        page.add_data_validation(rule)


def _list_rule(column: Column, first: int, catalogue: Catalogue) -> DataValidation | None:
    formula = _source(column, first, catalogue)
    if formula is None:
        return None
    # A cell of several values takes one from the list and the others by hand.
    several = column.kind in (Kind.WORDS, Kind.REFERENCES)
    return DataValidation(
        type="list",
        formula1=formula,
        allow_blank=True,
        showErrorMessage=not (several or column.open_choice),
        errorStyle="warning",
        error=_("This is not in the list."),
    )


def _source(column: Column, first: int, catalogue: Catalogue) -> str | None:
    """Return where the list of a column's words comes from; None if it has no list."""
    name = column.vocabulary if column.open_choice else column.to
    if column.kind is Kind.WORDS:
        name = column.to or column.key
    known = catalogue.formula(name or "")
    if known:
        return known
    if column.to in BY_KEY:
        return f"={quote_sheetname(BY_KEY[column.to].title)}!$A${first}:$A${LAST_ROW}"
    words = _words(column)
    return f'"{",".join(words)}"' if words else None


def _value_rule(column: Column) -> DataValidation | None:
    match column.kind:
        case Kind.DATE:
            first = date(column.least or FIRST_YEAR.most, 1, 1) - _DAY_ZERO
            return _between("date", str(first.days), "73415", _("Write a date, for example 31/01/2027."))
        case Kind.TIME:
            return _between("time", "0", "0.9999", _("Write a time, for example 09:00."))
        case Kind.WHOLE:
            least, most = column.least or 0, column.most or 10**6
            text = _("Write a whole number between {least} and {most}.").format(least=least, most=most)
            return _between("whole", str(least), str(most), text)
        case Kind.HOURS:
            return _between("decimal", "0", "1000", _("Write a number of hours."))
    return None


def _between(kind: str, least: str, most: str, error: str) -> DataValidation:
    return DataValidation(
        type=kind,  # type: ignore[arg-type]
        operator="between",
        formula1=least,
        formula2=most,
        allow_blank=True,
        showErrorMessage=True,
        error=error,
    )


def _add_example(page: Worksheet, sheet: TableSheet) -> None:
    word = "EXEMPLE" if language() == "fr" else "EXAMPLE"
    for index, column in enumerate(sheet.columns, start=1):
        cell = _put(page, 2, index, column, column.example)
        if index == 1:
            cell.value = f"{word} {cell.value or ''}".strip()
            dimension = page.column_dimensions["A"]
            dimension.width = max(dimension.width, len(cell.value) * 1.1 + 3)
        cell.font = style.GREY_ITALIC
        cell.fill = style.fill(style.EXAMPLE)
        cell.border = style.GRID
        cell.alignment = style.CENTRED if column.kind in _CENTRED else style.MIDDLE
        cell.number_format = FORMATS.get(column.kind, "General")


def _put(page: Worksheet, row: int, index: int, column: Column, value: Any) -> Any:
    cell = page.cell(row, index, written(column, value))
    if isinstance(cell.value, str):
        # Text that starts with "=" is text, not a formula.
        cell.data_type = "s"
    return cell


def _mark_missing(page: Worksheet, sheet: TableSheet, first: int) -> None:
    """Colour required cells that are still empty in a row begun."""
    last = get_column_letter(len(sheet.columns))
    for index, column in enumerate(sheet.columns, start=1):
        if column.required:
            letter = get_column_letter(index)
            formula = f'AND(COUNTA($A{first}:${last}{first})>0,{letter}{first}="")'
            page.conditional_formatting.add(
                f"{letter}{first}:{letter}{LAST_ROW}",
                FormulaRule(formula=[formula], fill=style.fill(MISSING)),
            )


def _set_up(page: Worksheet, sheet: TableSheet, bottom: int) -> None:
    page.freeze_panes = "B2" if "id" in sheet.by_key else "A2"
    page.row_dimensions[1].height = 34
    style.set_up_page(page)
    page.print_title_rows = "1:1"
    page.print_area = f"A1:{get_column_letter(len(sheet.columns))}{bottom}"
