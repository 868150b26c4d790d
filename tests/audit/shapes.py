"""One year in shapes that people give it: each is written here cell by cell, as they would type it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from tests.audit.training import Day, half_days, spelt, whole_days

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
SHORT = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
LETTERS = "LMMJVSD"
FERIES = {
    date(2027, 1, 1), date(2027, 3, 29), date(2027, 5, 1), date(2027, 5, 6), date(2027, 5, 8),
    date(2027, 5, 17), date(2027, 7, 14), date(2027, 8, 15), date(2027, 11, 1), date(2027, 11, 11),
}  # fmt: skip


def list_of_days(path: Path) -> None:
    """One row a day, real dates, titles and a coloured legend around it."""
    book, sheet = _book("Planning")
    sheet["A1"] = "INSTITUT DE FORMATION – PLANNING 2027"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:F1")
    sheet["A2"] = "Groupe assistants médicaux, édité le 12/12/2026"
    sheet.append([])
    sheet.append(["Jour", "Date", "Module", "Intervenant", "Salle", "Remarques"])
    for number, (day, module, _pm) in enumerate(whole_days()):
        row = [WEEKDAYS[day.weekday()], day, spelt(module, number), "Mme Durand", "Salle 2", ""]
        row[5] = "apporter la blouse" if module == "SOINS" else ""
        sheet.append(row)
        sheet.cell(sheet.max_row, 3).fill = PatternFill("solid", fgColor="FFDD88")
    for number, text in enumerate(
        ("Légende", "Bloc 1", "Bloc 2", "Vocabulaire médical 14 h", "AFGSU 14 h", "Stocks")
    ):
        sheet.cell(5 + number, 8, text)
    book.save(path)


def list_of_half_days(path: Path) -> None:
    """A CSV of a French Excel: one row a half-day, dates in words."""
    lines = ["Planning CQP AM", "", "Date;Période;Contenu;Formateur"]
    for number, (day, *modules) in enumerate(half_days()):
        shown = f"{WEEKDAYS[day.weekday()][:3]}. {day.day} {SHORT[day.month - 1]} {day.year}"
        for period, module in zip(("Matin", "Après-midi"), modules, strict=True):
            lines.append(f"{shown};{period};{spelt(module, number)};Durand")
    path.write_bytes("\r\n".join(lines).encode("cp1252"))


def two_columns(path: Path) -> None:
    """Morning and afternoon in two columns, dates as text with two digits of the year."""
    book, sheet = _book("Feuil1")
    sheet.append(["", "DATE", "MATIN 9h-12h30", "APRES-MIDI 13h30-17h", "Intervenants"])
    for number, (day, morning, afternoon) in enumerate(half_days()):
        sheet.append(["", f"{day:%d/%m/%y}", spelt(morning, number), spelt(afternoon, number), "A. Petit"])
        if day.weekday() == 1:
            sheet.append(["", f"{day + timedelta(days=1):%d/%m/%y}", "Entreprise", "Entreprise"])
    book.save(path)


def merged_dates(path: Path) -> None:
    """Two rows a day under one merged date, no word for the half-days."""
    book, sheet = _book("2027")
    sheet["B2"], sheet["C2"] = "Dates", "Modules"
    for number, (day, morning, afternoon) in enumerate(half_days()):
        row = 3 + 2 * number
        sheet.cell(row, 2, day)
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=2, end_column=2)
        sheet.cell(row, 3, spelt(morning, number))
        sheet.cell(row + 1, 3, spelt(afternoon, number))
    book.save(path)


def two_in_a_cell(path: Path) -> None:
    """Both half-days in one cell, written in three ways, dates without a year under a title that tells it."""
    book, sheet = _book("Planning")
    sheet["A1"] = "Calendrier de formation 2027"
    sheet.append(["Le", "Programme"])
    for number, (day, morning, afternoon) in enumerate(half_days()):
        one, other = spelt(morning, number), spelt(afternoon, number)
        ways = (f"Matin : {one}\nAprès-midi : {other}", f"{one} (3h30) + {other} (3h30)", f"{one}\n{other}")
        sheet.append([f"{WEEKDAYS[day.weekday()].capitalize()} {day.day}/{day.month}", ways[number % 3]])
    book.save(path)


def months_across(path: Path) -> None:
    """Days down, months across, one cell a day; every other day says something too."""
    taught = {day: (number, module) for number, (day, module, _pm) in enumerate(whole_days())}
    book, sheet = _book("Calendrier")
    sheet["A1"] = "ANNÉE 2027"
    sheet.merge_cells("A1:M1")
    sheet.append(["", *(x.capitalize() for x in MONTHS)])
    for day in range(1, 32):
        row: list[object] = [day]
        for month in range(1, 13):
            try:
                here = date(2027, month, day)
            except ValueError:
                row.append(None)
                continue
            row.append(_around(here, taught))
        sheet.append(row)
    sheet["O3"], sheet["O4"], sheet["O5"] = (
        "Vocabulaire médical : 14 h",
        "Logiciel médical : 21 h",
        "Télémédecine",
    )
    book.save(path)


def months_with_letters(path: Path) -> None:
    """For each month a column of numbers, one of letters and one of lessons, over two calendar years."""
    shift = timedelta(weeks=-18)
    taught = {day + shift: (number, module) for number, (day, module, _pm) in enumerate(whole_days())}
    book, sheet = _book("Promo 3")
    sheet["A1"] = "Planning alternance 2026-2027"
    for index in range(12):
        month, year = (8 + index) % 12 + 1, 2026 + (8 + index) // 12
        left = 1 + 3 * index
        sheet.cell(3, left, MONTHS[month - 1].upper())
        sheet.merge_cells(start_row=3, end_row=3, start_column=left, end_column=left + 2)
        day = date(year, month, 1)
        while day.month == month:
            sheet.cell(3 + day.day, left, day.day)
            sheet.cell(3 + day.day, left + 1, LETTERS[day.weekday()])
            if day in taught:
                number, module = taught[day]
                sheet.cell(3 + day.day, left + 2, spelt(module, number))
            elif day.weekday() < 5:
                sheet.cell(3 + day.day, left + 2, "Entr.")
            day += timedelta(days=1)
    book.save(path)


def months_by_halves(path: Path) -> None:
    """Two columns a month, M and AM, a row of months without a year above them."""
    taught = {day: (number, *modules) for number, (day, *modules) in enumerate(half_days())}
    book, sheet = _book("Formation")
    sheet["A1"] = "Du 11/01/2027 au 23/11/2027"
    for month in range(1, 13):
        left = 3 + 2 * (month - 1)
        sheet.cell(2, left, MONTHS[month - 1])
        sheet.cell(3, left, "M")
        sheet.cell(3, left + 1, "AM")
        for day in range(1, 32):
            sheet.cell(3 + day, 2, day)
            try:
                here = date(2027, month, day)
            except ValueError:
                continue
            if here in taught:
                number, morning, afternoon = taught[here]
                sheet.cell(3 + day, left, spelt(morning, number))
                sheet.cell(3 + day, left + 1, spelt(afternoon, number))
            elif here in FERIES:
                sheet.cell(3 + day, left, "férié")
    book.save(path)


def weeks_down(path: Path) -> None:
    """One row a week with its number and its Monday, weekdays across, each with two columns."""
    taught = {day: (number, *modules) for number, (day, *modules) in enumerate(half_days())}
    book, sheet = _book("Semaines")
    sheet.append(["Semaine", "Du lundi"])
    for index, name in enumerate(WEEKDAYS[:5]):
        sheet.cell(1, 3 + 2 * index, name.capitalize())
        sheet.merge_cells(start_row=1, end_row=1, start_column=3 + 2 * index, end_column=4 + 2 * index)
        sheet.cell(2, 3 + 2 * index, "matin")
        sheet.cell(2, 4 + 2 * index, "après-midi")
    for week in range(47):
        monday = date(2027, 1, 4) + timedelta(weeks=week)
        sheet.cell(3 + week, 1, f"S{monday.isocalendar().week}")
        sheet.cell(3 + week, 2, monday)
        for weekday in range(5):
            if monday + timedelta(days=weekday) in taught:
                number, morning, afternoon = taught[monday + timedelta(days=weekday)]
                sheet.cell(3 + week, 3 + 2 * weekday, spelt(morning, number))
                sheet.cell(3 + week, 4 + 2 * weekday, spelt(afternoon, number))
    book.save(path)


def timetables(path: Path) -> None:
    """One little timetable a week, below one another: dates across, half-days down."""
    taught = {day: (number, *modules) for number, (day, *modules) in enumerate(half_days())}
    book, sheet = _book("EDT")
    row = 1
    for monday in [day for day in taught if day.weekday() == 0]:
        sheet.cell(row, 1, f"Semaine {monday.isocalendar().week}")
        for weekday in range(5):
            day = monday + timedelta(days=weekday)
            sheet.cell(row, 2 + weekday, f"{WEEKDAYS[weekday].capitalize()} {day:%d/%m/%Y}")
            if day in taught:
                number, morning, afternoon = taught[day]
                sheet.cell(row + 1, 2 + weekday, spelt(morning, number))
                sheet.cell(row + 2, 2 + weekday, spelt(afternoon, number))
        sheet.cell(row + 1, 1, "Matin")
        sheet.cell(row + 2, 1, "Après-midi")
        row += 4
    book.save(path)


def with_times(path: Path) -> None:
    """A CSV with commas: dates of programs, times from and to, a column of hours, the module first."""
    lines = ["module,date,debut,fin,duree"]
    days = half_days()
    for number, (day, *modules) in enumerate(days):
        times = [("09:00", "12:30", "3,5"), ("13:30", "17:00", "3,5")]
        if day == days[-1][0]:
            times[1] = ("13:30", "16:00", "2,5")
        for (start, end, hours), module in zip(times, modules, strict=True):
            lines.append(f'"{spelt(module, number)}",{day.isoformat()},{start},{end},"{hours}"')
    path.write_text("\n".join(lines), encoding="utf-8")


def sessions(path: Path) -> None:
    """One row a session of two days, the dates of both in words, a module for each day."""
    book, sheet = _book("Regroupements")
    sheet.append(["N°", "Dates", "Modules"])
    days = whole_days()
    for number, (one, other) in enumerate(zip(days[::2], days[1::2], strict=True), start=1):
        dates = f"{one[0].day} et {other[0].day} {MONTHS[one[0].month - 1]} {one[0].year}"
        modules = dict.fromkeys((one[1], other[1]))
        sheet.append([number, dates, " + ".join(spelt(x, number) for x in modules)])
    book.save(path)


def months_down(path: Path) -> None:
    """Months down, days of the month across."""
    book, sheet = _book("Annuel")
    sheet.append(["2027", *range(1, 32)])
    for month in range(1, 13):
        sheet.append([MONTHS[month - 1].upper()])
        for number, (day, module, _pm) in enumerate(whole_days()):
            if day.month == month:
                sheet.cell(month + 1, day.day + 1, spelt(module, number))
    book.save(path)


def sheet_a_month(path: Path) -> None:
    """One sheet a month; the days have no month, the sheets are called after it."""
    book = Workbook()
    book.remove(book.active)
    for month in range(1, 12):
        sheet = book.create_sheet(f"{MONTHS[month - 1].capitalize()} 2027")
        sheet.append(["Jour", "Matin", "Après-midi"])
        for number, (day, morning, afternoon) in enumerate(half_days()):
            if day.month == month:
                shown = f"{WEEKDAYS[day.weekday()]} {day.day}"
                sheet.append([shown, spelt(morning, number), spelt(afternoon, number)])
    book.save(path)


def side_by_side(path: Path) -> None:
    """Two lists of half a year beside one another, an empty column between them."""
    book, sheet = _book("Planning")
    sheet.append(["1er semestre", "", "", "2e semestre"])
    for number, (day, module, _pm) in enumerate(whole_days()):
        column, row = (1, 2 + number) if number < 20 else (4, number - 18)
        sheet.cell(row, column, f"{day.day} {SHORT[day.month - 1]} {day.year}")
        sheet.cell(row, column + 1, spelt(module, number))
    book.save(path)


def titled_by_month(path: Path) -> None:
    """Months as titles between the rows, days as “lun 11” below them, the year nowhere but in weekdays."""
    book, sheet = _book("Feuil1")
    month = 0
    for number, (day, module, _pm) in enumerate(whole_days()):
        if day.month != month:
            month = day.month
            sheet.append([MONTHS[month - 1].upper()])
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=3)
        sheet.append(
            [
                f"{WEEKDAYS[day.weekday()][:3]} {day.day}",
                spelt(module, number),
                "6h" if number == 39 else "7h",
            ]
        )
    book.save(path)


def _around(day: date, taught: dict[date, tuple[int, str]]) -> str | None:
    if day in taught:
        number, module = taught[day]
        return spelt(module, number)
    if day in FERIES:
        return "Férié"
    return None if day.weekday() > 4 else "Entreprise"


def _book(title: str):
    book = Workbook()
    book.active.title = title
    return book, book.active


SHAPES: dict[str, tuple[Callable[[Path], None], str, list[Day]]] = {
    "list of days": (list_of_days, "xlsx", whole_days()),
    "list of half-days": (list_of_half_days, "csv", half_days()),
    "two columns": (two_columns, "xlsx", half_days()),
    "merged dates": (merged_dates, "xlsx", half_days()),
    "two in a cell": (two_in_a_cell, "xlsx", half_days()),
    "months across": (months_across, "xlsx", whole_days()),
    "months with letters": (
        months_with_letters,
        "xlsx",
        [(day + timedelta(weeks=-18), *modules) for day, *modules in whole_days()],
    ),
    "months by halves": (months_by_halves, "xlsx", half_days()),
    "weeks down": (weeks_down, "xlsx", half_days()),
    "timetables": (timetables, "xlsx", half_days()),
    "with times": (with_times, "csv", half_days()),
    "sessions": (sessions, "xlsx", whole_days()),
    "months down": (months_down, "xlsx", whole_days()),
    "a sheet a month": (sheet_a_month, "xlsx", half_days()),
    "side by side": (side_by_side, "xlsx", whole_days()),
    "titled by month": (titled_by_month, "xlsx", whole_days()),
}
"""By name: what writes it, the kind of file, and what it says."""
