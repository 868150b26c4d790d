"""Plannings made by hand, and the command that judges them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.cli.conftest import french, run, solved
from tests.exchange_output.conftest import soffice

__all__ = ["french", "run", "soffice", "solved"]

Told = dict[str, Any]


@pytest.fixture
def judged(run) -> Callable[..., Told]:
    """Return what the command says of a file, as JSON; an exit code other than the one due fails."""

    def judge(path: Path, *options: object, code: int | None = None) -> Told:
        given = ("--curriculum", "cqp-266") if "--tables" not in options else ()
        result = run("audit", path, "--json", *given, *options)
        assert result.exit_code in ((0, 1) if code is None else (code,)), result.output
        assert result.stderr == ""
        told: Told = json.loads(result.stdout_bytes.decode("utf-8"))
        assert result.exit_code == (0 if told["ok"] else 1)
        return told

    return judge


def sheet_of(path: Path, rows: list[list[object]], title: str = "Planning") -> Path:
    """Write rows into the sheet of a workbook, None leaving a cell empty."""
    book = Workbook()
    book.active.title = title
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                book.active.cell(number, column, value)
    book.save(path)
    return path
