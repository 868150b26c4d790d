"""Whatever a file holds, it is read or refused: nothing else is raised, and a refusal names its place."""

import random
from datetime import date, datetime, time
from pathlib import Path

import pytest

from scheduler.caps import Cap
from scheduler.commands.audit import audit
from scheduler.commands.audited import ForeignPlanning
from scheduler.errors import InputError, Problem
from tests.audit.conftest import sheet_of
from tests.audit.shapes import SHAPES
from tests.damage.ways import flipped, truncated

TODAY = date(2026, 12, 1)
POOL = (
    "12/01", "lundi", "janvier", "Matin", "AM", "M", "S3", "2027", "9h-12h30", "Vocab", "x", "Logiciel / Com",
    "Semaine", "Groupe A", "Groupe B", "férié", "=?", "#REF!", "31/02/2027", "du 4 au 8 janvier 2027", "J",
    "Date", "Heures", "Jour 2", "Matin : Vocab\nAprès-midi : Soins", "VM = Vocabulaire médical", "é" * 500,
    "1/1/1", "S99", "99h", "24h-25h", "le", "du", "\u202eabc", "0", "-", "lun 31", "février", "B1",
    0, 1, 7, 31, 53, 2027, 46399, 1e300, -3.5, True, date(2027, 3, 3), date(1900, 1, 1), date(9999, 12, 31),
    datetime(2027, 3, 3, 9, 30), time(9), None, None, None, None,
)  # fmt: skip


def judged(path: Path) -> bool:
    """Tell whether a file was read; a refusal must name a place."""
    problems: tuple[Problem, ...] = ()
    try:
        found = audit(ForeignPlanning(path, "cqp-266"), TODAY)
    except InputError as error:
        problems = error.problems
    assert all(problem.where and problem.message for problem in problems)
    if problems:
        return False
    assert found.lessons
    assert all(0 < x.hours <= 12 for x in found.lessons)
    return True


@pytest.mark.parametrize("seed", range(40))
def test_sheets_of_anything(tmp_path, seed):
    chance = random.Random(seed)
    few = chance.sample(POOL, chance.randint(3, 12))
    rows, columns = chance.randint(1, 25), chance.randint(1, 12)
    judged(
        sheet_of(
            tmp_path / "a.xlsx",
            [[chance.choice([*few, None]) for _column in range(columns)] for _row in range(rows)],
        )
    )


@pytest.mark.parametrize("name", ["list of half-days", "months across", "with times"])
def test_damaged_plannings(tmp_path, name):
    write, kind, _days = SHAPES[name]
    path = tmp_path / f"a.{kind}"
    write(path)
    whole, chance = path.read_bytes(), random.Random(1)
    for damage in (truncated, flipped) * 6:
        path.write_bytes(damage(whole, chance))
        judged(path)


def test_a_sheet_with_too_many_cells_is_refused(tmp_path, monkeypatch):
    rows = [["Date", "Module"], *([date(2027, 1, day), "Vocab"] for day in range(4, 9))]
    path = sheet_of(tmp_path / "a.xlsx", rows)
    monkeypatch.setattr("scheduler.exchange.foreign.grid.PLANNING_CELLS", Cap(12, "", ""))
    assert judged(path)
    monkeypatch.setattr("scheduler.exchange.foreign.grid.PLANNING_CELLS", Cap(11, "", ""))
    assert not judged(path)
