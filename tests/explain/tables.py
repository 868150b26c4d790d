"""Tables of an instance, edited as a way out says, and read again."""

import csv
from pathlib import Path
from typing import Any

from scheduler.curricula.writing import curriculum_text
from scheduler.domain.instance import Instance
from scheduler.exchange.input import read_instance
from scheduler.exchange.input.joint_rows import joint_row
from scheduler.exchange.input.tables import SHEETS
from scheduler.exchange.tables.written import written

Tables = dict[str, list[dict[str, Any]]]


def tables_of(instance: Instance) -> Tables:
    """Return the cells of every table, columns by key."""
    found: Tables = {}
    for sheet in SHEETS:
        if sheet.key == "hours":
            continue
        rows = (instance.centre,) if sheet.key == "centre" else getattr(instance, sheet.key)
        values = [
            joint_row(instance, row)
            if sheet.key == "joint_modules"
            else {name: getattr(row, name) for name in sheet.by_key}
            for row in rows
        ]
        found[sheet.key] = [
            {name: written(column, value[name]) for name, column in sheet.by_key.items()} for value in values
        ]
    return found


def edited(tables: Tables, concessions: list[dict[str, Any]]) -> Tables:
    """Return the tables with every cell written that a way out names, rows numbered as they were."""
    result = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    gone: list[tuple[str, dict[str, Any]]] = []
    numbered = {name: list(rows) for name, rows in result.items()}
    for cell in concessions:
        table = result[cell["table"]]
        if cell["row"] is None:
            table.append(dict(cell["value"]))
            continue
        if isinstance(cell["row"], int):
            row = numbered[cell["table"]][cell["row"] - 1]
        else:
            row = next(x for x in table if x["id"] == cell["row"])
        if cell["column"] is None:
            gone.append((cell["table"], row))
        else:
            row[cell["column"]] = cell["value"]
    for name, row in gone:
        result[name] = [x for x in result[name] if x is not row]
    return result


def read_back(tables: Tables, instance: Instance, folder: Path) -> Instance:
    """Write tables and the curricula of `instance` into a new folder, and read them again."""
    (folder / "curricula").mkdir(parents=True)
    for curriculum in instance.curricula:
        path = folder / "curricula" / f"{curriculum.id}.yaml"
        path.write_text(curriculum_text(curriculum), encoding="utf-8")
    for sheet in SHEETS:
        if rows := tables.get(sheet.key):
            with (folder / f"{sheet.key}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(sheet.by_key), delimiter=";")
                writer.writeheader()
                writer.writerows(rows)
    return read_instance(folder)[0]
