"""Every shape gives back the year that was written in it: each half-day, each hour, nothing unread."""

from datetime import date
from pathlib import Path

import pytest

from scheduler.commands.audit import audit
from scheduler.commands.audited import ForeignPlanning
from tests.audit.more_shapes import MORE
from tests.audit.shapes import SHAPES as FIRST
from tests.audit.training import BLOCKS, HOURS, half_days, whole_days

TODAY = date(2026, 12, 1)
SHAPES = FIRST | MORE


def written(folder: Path, name: str) -> Path:
    write, kind, _days = SHAPES[name]
    path = folder / f"planning.{kind}"
    write(path)
    return path


@pytest.mark.parametrize("name", SHAPES)
def test_the_hours_of_every_module_and_block_are_recovered_exactly(judged, tmp_path, name):
    told = judged(written(tmp_path, name))

    assert told["modules"] == {module: {"due": due, "found": due} for module, due in HOURS.items()}
    assert told["blocks"] == {block: {"due": due, "found": due} for block, due in BLOCKS.items()}
    assert (told["unread"], told["doubts"]) == ([], [])


@pytest.mark.parametrize("name", SHAPES)
def test_every_half_day_is_found_on_its_date(tmp_path, name):
    found = audit(ForeignPlanning(written(tmp_path, name), "cqp-266"), TODAY)

    due = {(day, half, x) for day, am, pm in SHAPES[name][2] for half, x in (("AM", am), ("PM", pm))}
    assert {(x.day, x.half.value, x.module) for x in found.lessons} == due
    assert len(found.lessons) == len(due)


@pytest.mark.parametrize("name", SHAPES)
def test_only_what_the_year_breaks_is_said_to_be_broken(judged, tmp_path, name):
    codes = {x["code"] for x in judged(written(tmp_path, name))["violations"]}

    days = SHAPES[name][2]
    assert codes == (set() if _whole(days) else {"CU-06"})


def _whole(days) -> bool:
    return all(morning == afternoon for _day, morning, afternoon in days)


def test_the_shapes_are_of_many_kinds():
    assert len(SHAPES) >= 12
    assert {kind for _write, kind, _days in SHAPES.values()} == {"xlsx", "csv"}
    assert not _whole(half_days())
    assert _whole(whole_days())
