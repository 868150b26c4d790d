"""LE: deadlines and hours of each learner.

LE-01: deadlines to start and to finish remove options from the grid, where the tightest
learner speaks for the cohort. LE-02 follows from CU-01 and CU-05: each group of a module
receives all its hours, and a learner attends every module not exempted.
"""

from scheduler.model.variables import CohortVariables


def add(cohort: CohortVariables) -> None:
    """Add the deadline to finish on the last session, whatever its options are."""
    latest = cohort.grid.last_days[1]
    if latest is None:
        return
    for option, literal in cohort.place[-1].items():
        if option.days[-1] > latest:
            cohort.model.add(literal == 0)
