"""How much of a curriculum a cohort is given: first and last day, sessions, days, hours."""

from dataclasses import dataclass
from datetime import date

from scheduler.domain.cohort import Cohort
from scheduler.exchange.output.workbook.book import Book


@dataclass(frozen=True)
class Amounts:
    """What a learner of a cohort sees of the plan; the dates are None without a lesson."""

    first: date | None
    last: date | None
    sessions: int
    days: int
    hours: float


def amounts(book: Book, cohort: Cohort) -> Amounts:
    """Return the amounts of `cohort`.

    Hours are those of the first parallel group: every other has as many at the same time.
    """
    lessons = book.lessons_of[cohort.id]
    days = {lesson.day for lesson in lessons}
    return Amounts(
        first=min(days, default=None),
        last=max(days, default=None),
        sessions=len({lesson.session for lesson in lessons}),
        days=len(days),
        hours=sum(lesson.hours for lesson in lessons if lesson.group == 1),
    )
