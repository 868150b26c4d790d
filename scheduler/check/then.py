"""Which tables judge a lesson: those of its day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson


def tables_of(instance: Instance, day: date) -> Instance:
    """Return the tables that held on a day, by what is noted of rows that changed since."""
    rows = {
        table: {row.id: row for row in getattr(instance, table)}
        for table in ("trainers", "rooms", "cohorts", "sites")
    }
    # The oldest change comes last: it tells how a row was before all others.
    for past in sorted(instance.past, key=lambda x: x.until, reverse=True):
        if past.until <= day:
            break
        for table, known in rows.items():
            known.update({row.id: row for row in getattr(past, table) if row.id in known})
    given = {table: tuple(known.values()) for table, known in rows.items()}
    return replace(instance, past=(), **given)  # type: ignore[arg-type]


def by_tables(instance: Instance, lessons: Iterable[Lesson]) -> list[tuple[Instance, Sequence[Lesson]]]:
    """Return lessons under the tables of their days."""
    changed = sorted({past.until for past in instance.past})
    parts: dict[int, list[Lesson]] = {}
    for lesson in lessons:
        parts.setdefault(sum(day <= lesson.day for day in changed), []).append(lesson)
    return [(tables_of(instance, part[0].day), part) for _number, part in sorted(parts.items())]
