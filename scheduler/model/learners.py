"""LE: deadlines and hours of each learner.

LE-02 follows from CU-01 and CU-05: each group of a module receives all its hours, and a
learner attends every module not exempted.
"""

from scheduler.model.variables import CohortVariables


def add(cohort: CohortVariables) -> None:
    """LE-01: the first and last session keep the tightest deadline of the cohort's learners."""
    start, finish = cohort.grid.deadlines
    for option, literal in cohort.place[0].items():
        if start is not None and option.days[0] > start:
            cohort.model.add(literal == 0)
    for option, literal in cohort.place[-1].items():
        if finish is not None and option.days[-1] > finish:
            cohort.model.add(literal == 0)
