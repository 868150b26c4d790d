"""``half_days.csv`` is a public contract: other programs read nothing else."""

import csv
from datetime import date
from pathlib import Path

from scheduler.domain.time import Half
from scheduler.exchange.output import COLUMNS, frame
from tests.exchange_output.samples import instance, plan


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "half_days.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_header_is_the_contract(written: Path) -> None:
    head = (written / "half_days.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head == (
        "cohort,group,curriculum,session,date,half_day,start,end,hours,block,module,trainer,room,site,mode,pinned,"
        "joint"
    )


def test_first_half_day_in_full(written: Path) -> None:
    assert rows(written)[0] == {
        "cohort": "CQP-LYON-A",
        "group": "1",
        "curriculum": "cqp-371",
        "session": "1",
        "date": "2027-01-18",
        "half_day": "AM",
        "start": "09:00",
        "end": "12:30",
        "hours": "3.5",
        "block": "B1",
        "module": "PARCOURS",
        "trainer": "MARTIN",
        "room": "L-101",
        "site": "LYON",
        "mode": "in_person",
        "pinned": "true",
        "joint": "",
    }


def test_assessment_has_no_block_no_trainer_and_may_end_early(written: Path) -> None:
    # 13 h are four half-days of which the last lasts 2.5 h: 13:30 to 16:00.
    last = [row for row in rows(written) if row["cohort"] == "CQP-LYON-A"][-1]
    kept = ("module", "block", "trainer", "half_day", "start", "end", "hours", "pinned")
    assert [last[name] for name in kept] == ["EVAL", "", "", "PM", "13:30", "16:00", "2.5", "false"]


def test_parallel_groups_share_the_moment_and_nothing_else(written: Path) -> None:
    # 14 learners, at most 12 in a group: two groups, so each half-day of AFGSU is two rows.
    first = [row for row in rows(written) if row["cohort"] == "CQP-LYON-A" and row["module"] == "AFGSU"][:2]
    assert [row["group"] for row in first] == ["1", "2"]
    assert len({(row["date"], row["half_day"]) for row in first}) == 1
    assert len({row["trainer"] for row in first}) == len({row["room"] for row in first}) == 2


def test_order_is_cohort_of_the_input_then_date_then_half_then_group(written: Path) -> None:
    rank = {cohort.id: number for number, cohort in enumerate(instance().cohorts)}
    keys = [(rank[row["cohort"]], row["date"], row["half_day"], row["group"]) for row in rows(written)]
    assert keys == sorted(keys)


def test_shuffled_lessons_give_the_same_table() -> None:
    whole = plan()
    backwards = whole.__class__(**{**whole.__dict__, "lessons": whole.lessons[::-1]})
    assert frame(backwards).equals(frame(whole))


def test_frame_keeps_types() -> None:
    table = frame(plan(1))
    assert tuple(table.columns) == COLUMNS
    assert len(table) == len(plan(1).lessons)
    first = table.iloc[0]
    assert (first["date"], first["half_day"], first["hours"]) == (date(2027, 1, 18), Half.AM, 3.5)
    assert bool(first["pinned"]) is True
