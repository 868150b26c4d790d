"""CA: the dates on which a cohort trains.

CA-01, CA-02, CA-03, CA-06 and CA-04 remove options from the grid
(:mod:`scheduler.model.grid`); what is left to say is the duration.
"""

from collections import defaultdict
from datetime import date

from scheduler.domain.time import add_months
from scheduler.model.variables import CohortVariables, Literal


def add(cohort: CohortVariables) -> None:
    """Add the calendar rules that are not told by the grid."""
    _duration(cohort)


def _duration(cohort: CohortVariables) -> None:
    """CA-05: once the first day is known, the last day lies in the months it allows."""
    shortest, longest = cohort.instance.months(cohort.cohort)
    firsts: dict[date, list[Literal]] = defaultdict(list)
    for option, literal in cohort.place[0].items():
        firsts[option.days[0]].append(literal)
    for first, literals in firsts.items():
        low, high = add_months(first, shortest), add_months(first, longest)
        admitted = [literal for option, literal in cohort.place[-1].items() if low <= option.days[-1] <= high]
        cohort.model.add(sum(literals) <= sum(admitted))
