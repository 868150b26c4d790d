"""How far a cohort's dates may be loosened without contradicting what the tables and its curriculum say."""

from datetime import date

from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance


def earliest_start(instance: Instance, cohort: Cohort) -> date:
    """Return the first day on which `cohort` may start: when all its learners are hired.

    A cohort that may already start before stays as it is: the centre knows why.
    """
    hired = [x.hire_date for x in instance.learners_of[cohort.id] if x.hire_date is not None]
    valid = instance.curriculum_of(cohort).valid_from
    known = [*hired, valid] if valid is not None else hired
    return min(cohort.start_from, max(known)) if known else date.min


def latest_start(instance: Instance, cohort: Cohort) -> date:
    """Return the last day on which `cohort` may start: while its curriculum is valid."""
    valid = instance.curriculum_of(cohort).valid_until
    return date.max if valid is None else max(cohort.start_to, valid)


def months_allowed(instance: Instance, cohort: Cohort) -> tuple[int, int]:
    """Return the least and most months that `cohort` may last: those of its curriculum.

    Where the centre went beyond these already, its own.
    """
    low, high = instance.months(cohort)
    curriculum = instance.curriculum_of(cohort)
    return min(low, curriculum.min_months), max(high, curriculum.max_months)
