"""The same year in more shapes, such as other people give it; again cell by cell."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from scheduler.curricula import load_curricula
from tests.audit.shapes import MONTHS, WEEKDAYS, _book
from tests.audit.training import DAYS, Day, half_days, whole_days

NAMES = {
    "VOCAB": "Vocabulaire médical", "DOSSIER": "Dossier patient", "PARCOURS": "Parcours de santé",
    "VACCIN": "Vaccinations", "SOINS": "Soins courants (cabinet)", "SANTE-PUB": "Santé publique",
    "LOGICIEL": "Prise en main du logiciel médical", "COMM": "Communication / accueil patient",
    "TELEMED": "Téléconsultation", "RISQUE": "Hygiène et risque contaminant",
    "VIGILANCE": "Identito/pharmacovigilance", "AFGSU": "Gestes d'urgence (AFGSU)",
    "CONSTANTES": "Prise de constantes", "STOCKS": "Stocks", "ASSISTANCE": "Assistance technique",
    "EVAL": "Épreuves certificatives",
}  # fmt: skip


def slashes(path: Path) -> None:
    """Both half-days in one cell, a stroke between them."""
    book, sheet = _book("Feuil1")
    sheet.append(["Date", "Contenu de la journée"])
    for day, morning, afternoon in half_days():
        sheet.append([day, f"{NAMES[morning]}  +  {NAMES[afternoon]}"])
    book.save(path)


def slots(path: Path) -> None:
    """The date once for two rows, times of day for half-days, initials of the trainer."""
    book, sheet = _book("Feuil1")
    sheet.append(["Jour", "Créneau", "Matière", "Formateur"])
    for day, morning, afternoon in half_days():
        shown = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
        sheet.append([shown, "9h-12h30", NAMES[morning], "MD"])
        sheet.append([None, "13h30-16h" if day == DAYS[-1] else "13h30-17h", NAMES[afternoon], "MD"])
    book.save(path)


def dated_months(path: Path) -> None:
    """Months side by side, each with its own column of “lun 11/01”."""
    taught = {day: module for day, module, _pm in whole_days()}
    book, sheet = _book("Feuil1")
    sheet["A1"] = "Planning 2027"
    for month in range(1, 13):
        sheet.cell(2, 2 * month - 1, MONTHS[month - 1].capitalize())
        for number, day in enumerate(_days_of(month)):
            sheet.cell(3 + number, 2 * month - 1, f"{WEEKDAYS[day.weekday()][:3]} {day:%d/%m}")
            if day in taught:
                sheet.cell(3 + number, 2 * month, NAMES[taught[day]])
            elif day.weekday() > 4:
                sheet.cell(3 + number, 2 * month, "WE")
    book.save(path)


def formatted_months(path: Path) -> None:
    """Months across that are dates in cells, shown as “janv-27”."""
    taught = {day: module for day, module, _pm in whole_days()}
    book, sheet = _book("Feuil1")
    for number in range(1, 32):
        sheet.cell(1 + number, 1, number)
    for month in range(1, 13):
        sheet.cell(1, 1 + month, date(2027, month, 1)).number_format = "mmm-yy"
        for day in _days_of(month):
            if day in taught:
                sheet.cell(1 + day.day, 1 + month, NAMES[taught[day]])
    book.save(path)


def tabs(path: Path) -> None:
    """The “Unicode text” of a spreadsheet program: tabs, UTF-16, times at midnight."""
    lines = ["Date\tMatin\tAprès-midi"]
    lines += [f"{day} 00:00:00\t{NAMES[am]}\t{NAMES[pm]}" for day, am, pm in half_days()]
    path.write_text("\n".join(lines), encoding="utf-16")


def two_day_rows(path: Path) -> None:
    """One row a session with dates such as “11-12/01/2027” and a column for each of its days."""
    book, sheet = _book("Feuil1")
    sheet.append(["Session", "Dates", "Jour 1", "Jour 2"])
    days = whole_days()
    for number, (one, other) in enumerate(zip(days[::2], days[1::2], strict=True), start=1):
        sheet.append([number, f"{one[0].day}-{other[0]:%d/%m/%Y}", NAMES[one[1]], NAMES[other[1]]])
    book.save(path)


def numbered_weeks(path: Path) -> None:
    """Weeks by their number alone, weekdays across."""
    taught = {day: module for day, module, _pm in whole_days()}
    book, sheet = _book("Feuil1")
    sheet["A1"] = "Année 2027"
    sheet.append(["Sem.", *(x.capitalize() for x in WEEKDAYS[:5])])
    for week in range(1, 53):
        days = [date.fromisocalendar(2027, week, weekday) for weekday in range(1, 6)]
        sheet.append([week, *(NAMES.get(taught.get(day, ""), "") for day in days)])
    book.save(path)


def weeks_across(path: Path) -> None:
    """Weeks across by their Monday, half-days of the week down."""
    taught = {day: modules for day, *modules in half_days()}
    book, sheet = _book("T1-T4")
    sheet["A2"] = "Semaine du"
    rows = [(weekday, half) for weekday in range(5) for half in range(2)]
    for number, (weekday, half) in enumerate(rows):
        sheet.cell(3 + number, 1, f"{WEEKDAYS[weekday].capitalize()} {('matin', 'après-midi')[half]}")
    for week in range(47):
        monday = date(2027, 1, 4) + timedelta(weeks=week)
        sheet.cell(2, 2 + week, monday)
        for number, (weekday, half) in enumerate(rows):
            day = monday + timedelta(days=weekday)
            if day in taught:
                sheet.cell(3 + number, 2 + week, NAMES[taught[day][half]])
            elif weekday > 1:
                sheet.cell(3 + number, 2 + week, "cabinet")
    book.save(path)


def dates_across(path: Path) -> None:
    """Dates across, one row for mornings and one for afternoons."""
    book, sheet = _book("Feuil1")
    for number, (day, morning, afternoon) in enumerate(half_days(), start=2):
        sheet.cell(2, number, day)
        sheet.cell(3, number, NAMES[morning])
        sheet.cell(4, number, NAMES[afternoon])
    sheet["A3"], sheet["A4"] = "matin", "après midi"
    book.save(path)


def module_rows(path: Path) -> None:
    """A row for each module, its dates beside it."""
    dates: dict[str, list[date]] = {}
    for day, module, _pm in whole_days():
        dates.setdefault(module, []).append(day)
    book, sheet = _book("Feuil1")
    sheet.append(["Module", "Heures", "Dates"])
    for module, own in dates.items():
        sheet.append([NAMES[module], 7 * len(own), *own])
    book.save(path)


def matrix(path: Path) -> None:
    """Modules down, dates across, the hours where they meet."""
    days = whole_days()
    book, sheet = _book("Feuil1")
    sheet.append(["Modules", *(f"{day:%d/%m/%Y}" for day, _am, _pm in days)])
    for module in dict.fromkeys(x for _day, x, _pm in days):
        hours = [6 if module == "EVAL" and day == days[-1][0] else 7 for day, _am, _pm in days]
        sheet.append(
            [NAMES[module], *(h if x == module else None for h, (_d, x, _p) in zip(hours, days, strict=True))]
        )
    book.save(path)


def codes(path: Path) -> None:
    """Codes that only a legend on another sheet explains."""
    code = {module: f"M{number}" for number, module in enumerate(NAMES, start=1)}
    book, sheet = _book("Planning")
    sheet.append(["Date", "Matin", "AM"])
    for day, morning, afternoon in half_days():
        sheet.append([day, code[morning], code[afternoon]])
    legend = book.create_sheet("Légende")
    legend.append(["Code", "Module"])
    for module in load_curricula()["cqp-266"].items:
        legend.append([code[module.id], module.title])
    book.save(path)


def month_column(path: Path) -> None:
    """A column of months, written once each, one of days, one of weekdays in two letters."""
    book, sheet = _book("Planning")
    sheet.append(["Mois", "Jour", "", "Module", "Formateur", "Lieu", "", "année 2027"])
    month = 0
    for day, module, _pm in whole_days():
        shown = MONTHS[day.month - 1] if day.month != month else None
        month = day.month
        sheet.append([shown, day.day, WEEKDAYS[day.weekday()][:2], f"{NAMES[module]} (J. Petit)", "J. Petit"])
    book.save(path)


def wall(path: Path) -> None:
    """A wall calendar: weeks below one another, the number of the day above its two half-days."""
    taught = {day: modules for day, *modules in half_days()}
    book, sheet = _book("2027")
    row, month = 1, 0
    for week in range(47):
        monday = date(2027, 1, 4) + timedelta(weeks=week)
        if monday.month != month:
            month = monday.month
            sheet.cell(row, 1, f"{MONTHS[month - 1].upper()} 2027")
            for weekday in range(5):
                sheet.cell(row + 1, 2 + weekday, WEEKDAYS[weekday])
            row += 2
        sheet.cell(row + 1, 1, "M")
        sheet.cell(row + 2, 1, "A")
        for weekday in range(5):
            day = monday + timedelta(days=weekday)
            sheet.cell(row, 2 + weekday, day).number_format = "dd"
            for half, module in enumerate(taught.get(day, ())):
                sheet.cell(row + 1 + half, 2 + weekday, NAMES[module])
        row += 3
    book.save(path)


def told_hours(path: Path) -> None:
    """Months side by side, in each cell the hours and, in a second line, who teaches."""
    taught = {day: module for day, module, _pm in whole_days()}
    book, sheet = _book("AM2")
    sheet["A1"] = "PLANNING 2027 CQP AM"
    for month in range(1, 13):
        left = 3 * month - 2
        sheet.cell(3, left, f"{MONTHS[month - 1]} 27")
        sheet.merge_cells(start_row=3, end_row=3, start_column=left, end_column=left + 1)
        for day in _days_of(month):
            sheet.cell(3 + day.day, left, day).number_format = "ddd d"
            if day in taught:
                hours = 6 if day == max(taught) else 7
                sheet.cell(3 + day.day, left + 1, f"{NAMES[taught[day]]} ({hours}h)\nMme Bo")
    book.save(path)


def two_tables(path: Path) -> None:
    """Two tables below one another, each with its headers, numbers and a total."""
    book, sheet = _book("Feuil1")
    days = whole_days()
    for part in (days[:20], days[20:]):
        sheet.append(["", "SEMESTRE"])
        sheet.append(["", "N°", "Date", "Jour", "Horaires", "Module", "Nb heures", "Formateur"])
        for number, (day, module, _pm) in enumerate(part, start=1):
            hours = 6 if day == DAYS[-1] else 7
            times = "9h00-12h30 / 13h30-17h00"
            sheet.append(["", number, day, WEEKDAYS[day.weekday()], times, NAMES[module], hours, "Durand"])
        sheet.append(["", "", "", "", "", "Total semestre", 140])
        sheet.append([])
    book.save(path)


def merged_cells(path: Path) -> None:
    """Months across, sessions of one module in one merged cell, the year in a cell of its own."""
    book, sheet = _book("Feuil1")
    sheet["A1"] = 2027
    for month in range(1, 13):
        sheet.cell(2, 1 + month, MONTHS[month - 1])
    for number in range(1, 32):
        sheet.cell(2 + number, 1, number)
    days = whole_days()
    for one, other in zip(days[::2], days[1::2], strict=True):
        row, column = 2 + one[0].day, 1 + one[0].month
        sheet.cell(row, column, NAMES[one[1]])
        if one[1] == other[1]:
            sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
        else:
            sheet.cell(2 + other[0].day, column, NAMES[other[1]])
    book.save(path)


def weeks_as_titles(path: Path) -> None:
    """Weeks as titles, weekdays below them, the times of day beside."""
    book, sheet = _book("Feuil1")
    days = half_days()
    for one, other in zip(days[::2], days[1::2], strict=True):
        friday = one[0] + timedelta(days=4)
        week = f"Semaine {one[0].isocalendar().week}"
        sheet.append([f"{week} - du {one[0]:%d/%m} au {friday:%d/%m/%Y}"])
        for day, morning, afternoon in (one, other):
            sheet.append([WEEKDAYS[day.weekday()].capitalize(), "9h-12h30", NAMES[morning]])
            sheet.append([None, "13h30-16h" if day == DAYS[-1] else "13h30-17h", NAMES[afternoon]])
    book.save(path)


def days_as_titles(path: Path) -> None:
    """Days as titles, half-days below them."""
    book, sheet = _book("Feuil1")
    for day, morning, afternoon in half_days():
        sheet.append([f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}".upper()])
        sheet.append(["Matin", NAMES[morning]])
        sheet.append(["Après-midi", NAMES[afternoon]])
        sheet.append([])
    book.save(path)


def four_columns(path: Path) -> None:
    """One row a session, a column for each of its half-days."""
    book, sheet = _book("Feuil1")
    sheet.append(["Sem", "Dates 2027", "J1 matin", "J1 après-midi", "J2 matin", "J2 après-midi"])
    days = half_days()
    for one, other in zip(days[::2], days[1::2], strict=True):
        dates = f"{one[0].day}-{other[0].day} {MONTHS[one[0].month - 1]}"
        names = (NAMES[x] for x in (*one[1:], *other[1:]))
        sheet.append([one[0].isocalendar().week, dates, *names])
    book.save(path)


def modules_as_titles(path: Path) -> None:
    """The name of each module above its dates."""
    book, sheet = _book("Feuil1")
    module = ""
    for day, own, _pm in whole_days():
        if own != module:
            module = own
            sheet.append([NAMES[module]])
        sheet.append([None, day, "9h-17h"])
    book.save(path)


def month_once(path: Path) -> None:
    """The whole date where a month begins, only the number of the day after it."""
    book, sheet = _book("Feuil1")
    sheet.append(["Date", "Contenu"])
    month = 0
    for day, module, _pm in whole_days():
        whole = f"{day.day} {MONTHS[day.month - 1]} 2027"
        sheet.append([whole if day.month != month else str(day.day), NAMES[module]])
        month = day.month
    book.save(path)


def _days_of(month: int) -> list[date]:
    first = date(2027, month, 1)
    days = (first + timedelta(days=number) for number in range(31))
    return [day for day in days if day.month == month]


MORE: dict[str, tuple[Callable[[Path], None], str, list[Day]]] = {
    "plus signs": (slashes, "xlsx", half_days()),
    "slots": (slots, "xlsx", half_days()),
    "dated months": (dated_months, "xlsx", whole_days()),
    "formatted months": (formatted_months, "xlsx", whole_days()),
    "tabs": (tabs, "csv", half_days()),
    "rows of two days": (two_day_rows, "xlsx", whole_days()),
    "numbered weeks": (numbered_weeks, "xlsx", whole_days()),
    "weeks across": (weeks_across, "xlsx", half_days()),
    "dates across": (dates_across, "xlsx", half_days()),
    "module rows": (module_rows, "xlsx", whole_days()),
    "matrix": (matrix, "xlsx", whole_days()),
    "codes": (codes, "xlsx", half_days()),
    "month column": (month_column, "xlsx", whole_days()),
    "wall": (wall, "xlsx", half_days()),
    "told hours": (told_hours, "xlsx", whole_days()),
    "two tables": (two_tables, "xlsx", whole_days()),
    "merged cells": (merged_cells, "xlsx", whole_days()),
    "weeks as titles": (weeks_as_titles, "xlsx", half_days()),
    "days as titles": (days_as_titles, "xlsx", half_days()),
    "four columns": (four_columns, "xlsx", half_days()),
    "modules as titles": (modules_as_titles, "xlsx", whole_days()),
    "month once": (month_once, "xlsx", whole_days()),
}
