"""The sheet of the template that says what curricula ask for, and the words its drop-down lists offer."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain.curriculum import Curriculum, Mode, Module
from scheduler.exchange.input import template_style as style
from scheduler.exchange.input.tables import CATALOGUE
from scheduler.exchange.tables.words import ROOM_KINDS
from scheduler.text import _, language

LONGEST_LIST = 255
"""Excel refuses a longer list of words inside a cell's rule."""

_HEAD_ROW = 4
_WIDTHS = (25, 17, 52, 26, 10, 30, 13, 13)
_CENTRED = {5, 7, 8}
_FIRST_LIST = len(_WIDTHS) + 2
"""Column from which lists too long for a rule stand, hidden."""


class Catalogue:
    """The curricula a centre may use, as words for lists.

    Attributes
    ----------
    curricula
        The shipped curricula and the centre's own.
    """

    def __init__(self, curricula: Iterable[Curriculum]):
        self.curricula = tuple(curricula)
        modules = [module for curriculum in self.curricula for module in curriculum.items]
        own_kinds = {kind for module in modules for kind in module.rooms}
        self._words: dict[str, tuple[str, ...]] = {
            "skills": tuple(sorted({module.skill for module in modules if module.skill})),
            "curricula": tuple(curriculum.id for curriculum in self.curricula),
            "modules": _once(module.id for module in modules),
            "blocks": _once(block.id for curriculum in self.curricula for block in curriculum.blocks),
            "rooms": _once([choice.word for choice in ROOM_KINDS] + [room(x) for x in sorted(own_kinds)]),
        }

    def formula(self, name: str) -> str | None:
        """Return the source of a drop-down list of ``"skills"``, ``"modules"``…; None for other names."""
        words = self._words.get(name)
        if not words:
            return None
        if len(",".join(words)) <= LONGEST_LIST:
            return f'"{",".join(words)}"'
        letter = get_column_letter(_FIRST_LIST + list(self._words).index(name))
        first, last = _HEAD_ROW + 1, _HEAD_ROW + len(words)
        return f"={quote_sheetname(title())}!${letter}${first}:${letter}${last}"

    def add_to(self, workbook: Workbook) -> None:
        """Add the sheet, which the reader passes over."""
        page: Worksheet = workbook.create_sheet(title())
        page.sheet_properties.tabColor = style.EXAMPLE
        page["A1"], page["A1"].font = title(), style.TITLE
        page["A2"] = _("To read only. Copy the words of the first column into the skills of your trainers.")
        page["A2"].font = style.BODY
        page.row_dimensions[1].height = 30
        rows = list(_rows(self.curricula))
        _add_head(page)
        for number, row in enumerate(rows, start=_HEAD_ROW + 1):
            _add_row(page, number, row)
        self._add_long_lists(page)
        style.set_up_page(page)
        last = _HEAD_ROW + len(rows)
        page.freeze_panes = f"B{_HEAD_ROW + 1}"
        page.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
        page.print_area = f"A1:{get_column_letter(len(_WIDTHS))}{last}"
        page.auto_filter.ref = f"A{_HEAD_ROW}:{get_column_letter(len(_WIDTHS))}{last}"

    def _add_long_lists(self, page: Worksheet) -> None:
        for index, words in enumerate(self._words.values(), start=_FIRST_LIST):
            if len(",".join(words)) > LONGEST_LIST:
                page.column_dimensions[get_column_letter(index)].hidden = True
                for number, word in enumerate(words, start=_HEAD_ROW + 1):
                    _put(page, number, index, word)


def title() -> str:
    """Return the sheet's name in the language now spoken."""
    return CATALOGUE[0 if language() == "fr" else 1]


def room(kind: str) -> str:
    """Return the word for a kind of room as it is entered in the sheet of rooms."""
    return next((choice.word for choice in ROOM_KINDS if choice.value == kind), kind)


Row = tuple[str, str, str, str, float, str, int | None, int | None]


def _rows(curricula: Sequence[Curriculum]) -> Iterable[Row]:
    """Yield what each module asks for, by skill; curricula that ask the same share a row."""
    asked = [(_row(module), curriculum.id) for curriculum in curricula for module in curriculum.items]
    # Modules that need no trainer come last.
    asked.sort(key=lambda pair: (not pair[0][0], pair[0][0], pair[0][1], str(pair[0])))
    for row, pairs in groupby(asked, key=lambda pair: pair[0]):
        names = ", ".join(dict.fromkeys(name for _row, name in pairs))
        yield (row[0] or _("no trainer"), row[1], row[2], names, *row[4:])


def _row(module: Module) -> Row:
    rooms = _("remote") if module.mode is Mode.REMOTE else _(" or ").join(room(x) for x in module.rooms)
    sizes = (module.group_min, module.group_max)
    return (module.skill or "", module.id, module.title, "", module.hours, rooms, *sizes)


def _add_head(page: Worksheet) -> None:
    heads = (
        _("Skill"), _("Module"), _("Title"), _("Curriculum"), _("Hours"), _("Kind of room"),
        _("Group: least"), _("Group: most"),
    )  # fmt: skip
    for index, (text, width) in enumerate(zip(heads, _WIDTHS, strict=True), start=1):
        page.column_dimensions[get_column_letter(index)].width = width
        cell = page.cell(_HEAD_ROW, index, text)
        cell.font, cell.fill, cell.alignment = (
            style.HEADER,
            style.fill(style.OPTIONAL),
            style.HEADER_ALIGNMENT,
        )
    page.row_dimensions[_HEAD_ROW].height = 34


def _add_row(page: Worksheet, number: int, row: Row) -> None:
    for index, value in enumerate(row, start=1):
        cell = _put(page, number, index, value)
        cell.font = style.BOLD if index == 1 else style.BODY
        cell.alignment = style.CENTRED if index in _CENTRED else style.MIDDLE
        cell.border = style.GRID


def _put(page: Worksheet, number: int, index: int, value: str | float | None) -> Any:
    cell = page.cell(number, index, value)
    if isinstance(value, str):
        # Text that starts with "=" is text, not a formula.
        cell.data_type = "s"
    return cell


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
