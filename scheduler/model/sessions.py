"""SE: sessions of two days, one a week, never too far apart.

SE-04 (weekdays) removes options from the grid. SE-05 is told by :mod:`scheduler.model.content`,
which fills every half-day of a session.
"""

from scheduler.domain.time import weeks_between
from scheduler.model.variables import CohortVariables


def add(cohort: CohortVariables) -> None:
    """Add the rules on the dates of sessions."""
    lengths(cohort)
    _one_place(cohort)
    _one_a_week(cohort)
    _longest_gap(cohort)


def _one_place(cohort: CohortVariables) -> None:
    """SE-01: each session takes one option; its length is told by :func:`lengths`."""
    for options, two_days in zip(cohort.place, cohort.two_days, strict=True):
        cohort.model.add_exactly_one(options.values())
        if cohort.grid.singles:
            pairs = [literal for option, literal in options.items() if len(option.days) == 2]
            cohort.model.add(sum(pairs) == two_days)


def lengths(cohort: CohortVariables) -> None:
    """SE-01: exactly one session is a single day where the programme's days are odd."""
    if cohort.grid.singles:
        cohort.model.add_exactly_one(literal.negated() for literal in cohort.two_days)


def _one_a_week(cohort: CohortVariables) -> None:
    """SE-02: the next session lies in a later week; said for each week, which the relaxation likes."""
    for session in list(cohort.grid.sessions)[:-1]:
        this, following = cohort.place[session], cohort.place[session + 1]
        for week in sorted({option.week for option in [*this, *following]}):
            late = [x for option, x in this.items() if option.week >= week]
            early = [x for option, x in following.items() if option.week <= week]
            if late and early:
                cohort.model.add_at_most_one([*late, *early])


def _longest_gap(cohort: CohortVariables) -> None:
    """SE-03: after a session in some week, the next one is at most so many weeks later."""
    longest = cohort.instance.max_gap_weeks(cohort.cohort)
    for session in list(cohort.grid.sessions)[:-1]:
        by_week, following = cohort.grid.by_week[session], cohort.place[session + 1]
        for week, options in by_week.items():
            reached = [x for option, x in following.items() if weeks_between(week, option.week) <= longest]
            if len(reached) < len(following):
                placed = [cohort.place[session][option] for option in options]
                cohort.model.add(sum(placed) <= sum(reached))
