"""Tables of a centre as rows of text, and the folder of CSV files they are written to."""

import csv
from pathlib import Path

Row = dict[str, str]
Tables = dict[str, list[Row]]


def write_tables(folder: Path, tables: Tables) -> Path:
    """Write each table to ``folder/<name>.csv`` and return `folder`; empty tables are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        if rows:
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, fieldnames=list(rows[0]), delimiter=";")
                writer.writeheader()
                writer.writerows(rows)
    return folder
