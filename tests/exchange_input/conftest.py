"""A centre of five tables, the smallest that can be read, and ways to write it down."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from scheduler.errors import InputError
from scheduler.exchange.input import read_instance
from scheduler.text import speaking

Tables = dict[str, list[list[Any]]]


def small_centre() -> Tables:
    return {
        "Centre": [["Nom"], ["Centre de la Sarthe"]],
        "Sites": [["Identifiant", "Nom"], ["MANS", "Le Mans"]],
        "Salles": [["Identifiant", "Site", "Type", "Places"], ["S1", "MANS", "cours", 12]],
        "Formateurs": [["Identifiant", "Nom", "Compétences"], ["F1", "Anne Rivet", "soins, afgsu"]],
        "Groupes": [
            ["Identifiant", "Parcours", "Site", "Début au plus tôt", "Début au plus tard"],
            ["G1", "cqp-266", "MANS", date(2027, 1, 4), date(2027, 1, 29)],
        ],
    }


@pytest.fixture(autouse=True)
def french():
    with speaking("fr"):
        yield


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write the small centre as a workbook, with the sheets given instead of or beside its own."""

    def write(**changes: list[list[Any]] | None) -> Path:
        book = Workbook()
        del book["Sheet"]
        for name, rows in (small_centre() | changes).items():
            if rows is not None:
                page = book.create_sheet(name)
                for row in rows:
                    page.append(row)
        path = tmp_path / "centre.xlsx"
        book.save(path)
        return path

    return write


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write the small centre as a folder of CSV tables, with changes as for `workbook`."""

    def write(**changes: list[list[Any]] | None) -> Path:
        target = tmp_path / "tables"
        target.mkdir()
        for name, rows in (small_centre() | changes).items():
            if rows is not None:
                with (target / f"{name.lower()}.csv").open("w", encoding="utf-8", newline="") as file:
                    csv.writer(file, delimiter=";").writerows(rows)
        return target

    return write


@pytest.fixture
def refused() -> Callable[[Path], list[str]]:
    """Read a file that must be refused, and return what is said, one string per problem."""

    def read(path: Path) -> list[str]:
        with pytest.raises(InputError) as caught:
            read_instance(path)
        return [str(problem) for problem in caught.value.problems]

    return read


@pytest.fixture
def warned() -> Callable[[Path], list[str]]:
    """Read a file that is accepted, and return its warnings about the tables themselves."""

    def read(path: Path) -> list[str]:
        return [str(problem) for problem in read_instance(path)[1]]

    return read
