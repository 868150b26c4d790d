"""Rival (d): a mixed integer program of the same rules, indexed by date, solved with HiGHS.

As a course on integer programming would write it: 0-1 columns for module and date, for trainer
and module, for trainer, module and date, for room and date, and for the k-th session and its week;
a trainer has a column per date rather than big numbers, and the days of a module that have passed
are counted, which makes the linear relaxation tight. Two threads and interior point for the linear
programs, otherwise the solver's defaults; each improving solution is written from HiGHS's callback.
Every rule and every term is told.

    python mip.py problem.json OUTDIR --seconds 300
"""

import platform
import sys
from datetime import date
from importlib.metadata import version

import highspy
import numpy as np
from mip_cohort import CohortColumns
from mip_program import Column, Program, total
from result import Output, Table, arguments, lessons

THREADS = 2
LP_SOLVER = "ipm"
"""Interior point: simplex, the default, took over four times as long for the demo's first relaxation."""
LEFT_OUT: dict[str, str] = {}
"""Nothing: all rules and terms are linear in these columns."""


def build(problem: Table) -> tuple[Program, list[CohortColumns]]:
    """Return the whole program, and the columns of each cohort."""
    program, weights = Program(), problem["weights"]
    cohorts = [CohortColumns(program, table, weights) for table in problem["cohorts"]]
    available = {x["id"]: set(x["days"]) for x in problem["trainers"]}
    closed = {x["id"]: set(x["closed"]) for x in problem["rooms"]}
    for cohort in cohorts:
        cohort.build(available, closed)
    for trainer in problem["trainers"]:
        _trainer(program, cohorts, trainer, weights["trainer_balance"])
    held: dict[tuple[str, str], list[Column]] = {}
    for cohort in cohorts:
        for (_group, day), rooms in cohort.seated.items():
            for room, column in rooms.items():
                held.setdefault((day, room), []).append(column)
    for columns in held.values():
        program.row(total(columns), high=1)  # RO-01
    return program, cohorts


def _trainer(program: Program, cohorts: list[CohortColumns], trainer: Table, weight: int) -> None:
    """TR-01, TR-04, TR-05, and the half-days above the even share."""
    name = trainer["id"]
    by_day: dict[str, list[Column]] = {}
    for cohort in cohorts:
        for (_module, _group, who, day), column in cohort.taught_by.items():
            if who == name:
                by_day.setdefault(day, []).append(column)
    for columns in by_day.values():
        if len(columns) > 1:
            program.row(total(columns), high=1)
    if trainer["max_days_per_week"] is not None:
        by_week: dict[tuple[int, int], list[Column]] = {}
        for day, columns in by_day.items():
            by_week.setdefault(date.fromisoformat(day).isocalendar()[:2], []).extend(columns)
        for columns in by_week.values():
            program.row(total(columns), high=trainer["max_days_per_week"])
    days = {
        column: float(cohort.modules[module]["days"])
        for cohort in cohorts
        for (module, _group, who), column in cohort.assigned.items()
        if who == name
    }
    if trainer["max_days"] is not None:
        program.row(days, high=trainer["max_days"])
    over = program.column(False, np.inf)
    half_days = {column: 2 * number for column, number in days.items()}
    program.row(half_days | {over: -1}, high=trainer["even_share"])
    program.charge({over: weight})


def solve(problem: Table, output: Output, seconds: float) -> None:
    """Solve one problem, writing each improving solution."""
    program, cohorts = build(problem)
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", THREADS)
    highs.setOptionValue("mip_lp_solver", LP_SOLVER)
    highs.passModel(program.model())
    built = output.elapsed
    highs.setOptionValue("time_limit", max(1.0, seconds - built))

    def improved(event: highspy.highs.HighsCallbackEvent) -> None:
        solution = np.asarray(event.data_out.mip_solution)
        taught = [day for cohort in cohorts for day in cohort.taught(solution)]
        found = event.data_out
        output.plan(lessons(problem, taught), found.objective_function_value, found.mip_dual_bound)

    highs.cbMipImprovingSolution.subscribe(improved)
    highs.run()
    bound = highs.getInfo().mip_dual_bound
    output.end(
        highs.modelStatusToString(highs.getModelStatus()).lower(),
        float(bound) if np.isfinite(bound) else None,
        f"model built in {built:.1f} s: {len(program.upper)} columns, {len(program.low)} rows",
        {"highspy": version("highspy"), "python": platform.python_version()},
        LEFT_OUT,
    )


def main() -> None:
    """Solve the problem of the command line."""
    solve(*arguments(__doc__ or ""))


if __name__ == "__main__":
    sys.exit(main())
