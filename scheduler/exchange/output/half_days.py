"""The plan as one table: a row per cohort, group and half-day."""

from typing import TYPE_CHECKING, Any

from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Plan

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = (
    "cohort",
    "group",
    "curriculum",
    "session",
    "date",
    "half_day",
    "start",
    "end",
    "hours",
    "block",
    "module",
    "trainer",
    "room",
    "site",
    "mode",
    "pinned",
)
"""The columns of ``half_days.csv``: a public contract that may grow but does not change."""


def in_order(plan: Plan) -> list[Lesson]:
    """Return the lessons by cohort (in the order of the input), date, half-day and group."""
    rank = {cohort.id: number for number, cohort in enumerate(plan.instance.cohorts)}
    return sorted(plan.lessons, key=lambda x: (rank[x.cohort], x.day, x.half, x.group))


def block_id(instance: Instance, lesson: Lesson) -> str:
    """Return the block of the lesson's module: empty for an assessment or a foreign module."""
    curriculum = instance.curriculum_of(instance.cohort[lesson.cohort])
    block = curriculum.block_of.get(lesson.module)
    return "" if block is None else block.id


def frame(plan: Plan) -> "DataFrame":
    """Return the half-days as a table with the columns of :data:`COLUMNS`, in order.

    Dates are :class:`datetime.date`, hours floats, `pinned` booleans, all else text or whole
    numbers; an empty text stands for no trainer, no room, no block.
    """
    from pandas import DataFrame

    return DataFrame([_row(plan.instance, lesson) for lesson in in_order(plan)], columns=list(COLUMNS))


def csv_bytes(table: "DataFrame") -> bytes:
    """Return `table` as the bytes of ``half_days.csv``: UTF-8, commas, ISO dates."""
    text: str = table.assign(
        hours=table["hours"].map(lambda hours: f"{hours:g}"),
        pinned=table["pinned"].map({True: "true", False: "false"}),
    ).to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8")


def _row(instance: Instance, lesson: Lesson) -> tuple[Any, ...]:
    cohort = instance.cohort[lesson.cohort]
    start, end = lesson.span(instance)
    return (
        lesson.cohort,
        lesson.group,
        cohort.curriculum,
        lesson.session,
        lesson.day,
        lesson.half.value,
        f"{start:%H:%M}",
        f"{end:%H:%M}",
        lesson.hours,
        block_id(instance, lesson),
        lesson.module,
        lesson.trainer or "",
        lesson.room or "",
        cohort.site,
        lesson.mode.value,
        lesson.pinned,
    )
