"""Tell which table of a file is which sheet, and read each."""

from collections.abc import Iterable

from scheduler.exchange.input.tables import CATALOGUE, INSTRUCTIONS, SHEETS
from scheduler.exchange.tables.cells import Context
from scheduler.exchange.tables.columns import TableSheet
from scheduler.exchange.tables.complaints import Complaints, Spot
from scheduler.exchange.tables.names import nearest, normal
from scheduler.exchange.tables.raw import RawTable
from scheduler.exchange.tables.rows import Table, read_table
from scheduler.text import _


def understand(
    raws: Iterable[RawTable], context: Context, complaints: Complaints, *, folder: bool = False
) -> dict[str, Table]:
    """Return a table for every sheet of the description, and note everything wrong on the way.

    Parameters
    ----------
    folder
        True if the tables are CSV files.
    """
    matched, unknown = _match(list(raws), complaints)
    tables: dict[str, Table] = {}
    for index, sheet in enumerate(SHEETS):
        raw = matched.get(sheet.key)
        if raw is None:
            tables[sheet.key] = Table(sheet, Spot(sheet.title, (index, 0, 0)), present=False)
            if sheet.required:
                complaints.error(Spot(sheet.title, (index, 0, 0)), *_missing(sheet, unknown, folder))
            continue
        tables[sheet.key] = read_table(sheet, index, raw, context, complaints)
    return tables


def _missing(sheet: TableSheet, unknown: list[str], folder: bool) -> tuple[str, str]:
    """Return what to say of a required table that is not there, and what to try."""
    close = nearest(sheet.title, unknown)
    if folder:
        name = f"{normal(sheet.title)}.csv"
        return _("The file is missing."), (
            _("Rename “{found}” to “{name}”.").format(found=f"{close}.csv", name=name)
            if close
            else _("Save this table in the folder as “{name}”.").format(name=name)
        )
    return _("The sheet is missing."), (
        _("Rename the sheet “{found}” to “{name}”.").format(found=close, name=sheet.title)
        if close
        else _("Start from an empty template: scheduler init file.xlsx.")
    )


def _match(raws: list[RawTable], complaints: Complaints) -> tuple[dict[str, RawTable], list[str]]:
    """Return the table of each sheet, and the names of the tables that match no sheet."""
    keys = {normal(name): sheet.key for sheet in SHEETS for name in sheet.names}
    ignored = {normal(name) for name in (*INSTRUCTIONS, *CATALOGUE)}
    matched: dict[str, RawTable] = {}
    unknown: list[RawTable] = []
    for raw in raws:
        key = keys.get(normal(raw.name))
        if key in matched:
            complaints.error(
                Spot(raw.shown),
                _("This is the same table as {other}.").format(other=matched[key].shown),
                _("Keep one of them."),
            )
        elif key:
            matched[key] = raw
        elif normal(raw.name) not in ignored:
            unknown.append(raw)
    for raw in unknown:
        _note_unknown(raw, matched, complaints)
    return matched, [raw.name for raw in unknown]


def _note_unknown(raw: RawTable, matched: dict[str, RawTable], complaints: Complaints) -> None:
    """Refuse a table that must be a known one under another name; warn of any other with rows."""
    if all(row.blank for row in raw.rows):
        return
    # That a required sheet is missing is an error already, and names the one that resembles it.
    optional = [sheet for sheet in SHEETS if not sheet.required and sheet.key not in matched]
    missing = [name for sheet in optional for name in sheet.names]
    meant = nearest(raw.name, missing, 0.8) or next(
        (name for name in missing if normal(raw.name).startswith(normal(name))), None
    )
    if meant:
        complaints.error(
            Spot(raw.shown),
            _("This sheet is not known and was not read."),
            _("Rename it to “{name}” if that is what it holds; if not, give it another name.").format(
                name=meant
            ),
        )
        return
    titles = ", ".join(sheet.title for sheet in SHEETS)
    complaints.warning(
        Spot(raw.shown),
        _("This sheet is not known and was not read."),
        _("Sheets that are read: {names}.").format(names=titles),
    )
