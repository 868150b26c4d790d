"""The first sheet of the template: what to fill in, and how."""

from openpyxl import Workbook
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.exchange.input import template_style as style
from scheduler.exchange.input.tables import INSTRUCTIONS, SHEETS
from scheduler.exchange.input.template_catalogue import title
from scheduler.exchange.look import MISSING
from scheduler.text import N_, _, language

STEPS: tuple[str, ...] = (
    N_("Fill in the sheets in the order below; point at a header to read its note."),
    N_("Columns with a star and a dark header are required; the others may stay empty."),
    N_("The grey lines marked EXAMPLE show what is expected. They are not read: leave or delete them."),
    N_("Save the workbook in the .xlsx format, then run: scheduler solve file.xlsx -o folder."),
)

CONVENTIONS: tuple[tuple[str, str], ...] = (
    (N_("Identifiers"), N_("Short names of your own (NANTES, F01, A12). Other sheets refer to them.")),
    (N_("Dates"), N_("Day, month, year in full: 31/01/2027.")),
    (N_("Several values"), N_("In one cell, separated by commas: NANTES, POITIERS.")),
    (N_("Weekdays"), N_("Mon, Tue, Wed, Thu, Fri, or Mon-Fri; for trainers also “Wed morning”.")),
    (N_("Hours"), N_("A number without a unit: 7 or 10.5. A half-day is 3.5 h.")),
    (N_("Yes or no"), N_("yes or no; an empty cell is no.")),
    (N_("Orange cell"), N_("Something required is still missing in a line you began.")),
)


def add_instructions(workbook: Workbook) -> None:
    """Add the sheet of instructions, which the reader passes over."""
    page: Worksheet = workbook.create_sheet(INSTRUCTIONS[0 if language() == "fr" else 1])
    for letter, width in zip("ABCD", (3, 24, 88, 14), strict=True):
        page.column_dimensions[letter].width = width
    page["B2"] = _("Training calendars: what to fill in")
    for column in (2, 3, 4):
        page.cell(2, column).fill = style.fill(style.REQUIRED)
    page["B2"].font, page["B2"].alignment = style.TITLE, style.MIDDLE
    page.row_dimensions[2].height = 30
    row = _add_steps(page, 4)
    row = _add_sheets(page, row + 1)
    _add_conventions(page, row + 1)
    style.set_up_page(page)
    page.page_setup.fitToHeight = 1


def _section(page: Worksheet, row: int, text: str) -> int:
    page.cell(row, 2, text).font = style.SECTION
    page.row_dimensions[row].height = 24
    for column in (2, 3, 4):
        page.cell(row, column).border = style.UNDERLINE
    return row + 1


def _add_steps(page: Worksheet, row: int) -> int:
    row = _section(page, row, _("In four steps"))
    for number, step in enumerate(STEPS, start=1):
        page.merge_cells(start_row=row, start_column=2, end_row=row, end_column=4)
        cell = page.cell(row, 2, f"{number}.  {_(step)}")
        cell.font, cell.alignment = style.BODY, style.WRAPPED
        page.row_dimensions[row].height = 20
        row += 1
    return row


def _add_sheets(page: Worksheet, row: int) -> int:
    row = _section(page, row, _("The sheets"))
    told = [
        (sheet.title, _(sheet.purpose), _("required") if sheet.required else _("optional"), sheet.required)
        for sheet in SHEETS
    ]
    known = _("What the curricula ask for: the words of skills, hours, rooms and sizes of groups.")
    for sheet, purpose_of, need_of, required in (*told, (title(), known, _("to read"), False)):
        name = page.cell(row, 2, sheet)
        name.hyperlink = f"#{quote_sheetname(sheet)}!A1"
        name.font, name.alignment = style.LINK, style.MIDDLE
        purpose = page.cell(row, 3, purpose_of)
        purpose.font, purpose.alignment = style.BODY, style.WRAPPED
        need = page.cell(row, 4, need_of)
        need.font = style.BOLD if required else style.GREY_ITALIC
        need.alignment = style.CENTRED
        page.row_dimensions[row].height = 20
        row += 1
    return row


def _add_conventions(page: Worksheet, row: int) -> int:
    row = _section(page, row, _("How to write"))
    for word, text in CONVENTIONS:
        name = page.cell(row, 2, _(word))
        name.font, name.alignment = style.BOLD, style.MIDDLE
        page.merge_cells(start_row=row, start_column=3, end_row=row, end_column=4)
        cell = page.cell(row, 3, _(text))
        cell.font, cell.alignment = style.BODY, style.WRAPPED
        if word == "Orange cell":
            name.fill = style.fill(MISSING)
        page.row_dimensions[row].height = 20
        row += 1
    return row
