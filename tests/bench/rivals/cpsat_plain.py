"""Rival (a): a CP-SAT model indexed by date, as most tutorials would write it.

One literal per cohort, date and module says what is taught when; one per cohort, module, group and
trainer who teaches it; one per cohort, group, date and room where. Everything else hangs on these by
implications. The rhythm speaks of the first, second, … session, so a literal says which session of
a cohort lies in which week. Default parameters, two workers. Every rule and every term is told.

    python cpsat_plain.py problem.json OUTDIR --seconds 300
"""

import platform
import sys
from datetime import date
from importlib.metadata import version

from cpsat_cohort import CohortModel, Literal
from ortools.sat.python import cp_model
from result import Output, Table, arguments, lessons

WORKERS = 2
LEFT_OUT: dict[str, str] = {}
"""Nothing: CP-SAT can say every rule and every term of the cost."""


class Writer(cp_model.CpSolverSolutionCallback):
    """Writes each better plan."""

    def __init__(self, problem: Table, cohorts: list[CohortModel], output: Output):
        super().__init__()
        self.problem, self.cohorts, self.output = problem, cohorts, output

    def on_solution_callback(self) -> None:
        taught = [day for cohort in self.cohorts for day in cohort.taught(self.boolean_value)]
        self.output.plan(lessons(self.problem, taught), self.objective_value, self.best_objective_bound)


def build(problem: Table) -> tuple[cp_model.CpModel, list[CohortModel]]:
    """Return the whole model, and what it says of each cohort."""
    model = cp_model.CpModel()
    cohorts = [CohortModel(model, table) for table in problem["cohorts"]]
    every_day = {day for cohort in cohorts for day in cohort.dates}
    away = {x["id"]: every_day - set(x["days"]) for x in problem["trainers"]}
    closed = {x["id"]: set(x["closed"]) for x in problem["rooms"]}
    for cohort in cohorts:
        cohort.build(away, closed)
    over = [_trainer(model, cohorts, trainer) for trainer in problem["trainers"]]
    held: dict[tuple[str, str], list[Literal]] = {}
    for cohort in cohorts:
        for (_group, day), rooms in cohort.seated.items():
            for room, literal in rooms.items():
                held.setdefault((day, room), []).append(literal)
    for literals in held.values():
        model.add_at_most_one(literals)  # RO-01
    weights = problem["weights"]
    charged = [weights[term] * sum(parts) for c in cohorts for term, parts in c.cost.items()]
    model.minimize(sum(charged) + weights["trainer_balance"] * sum(over))
    return model, cohorts


def _trainer(model: cp_model.CpModel, cohorts: list[CohortModel], trainer: Table) -> cp_model.LinearExprT:
    """TR-01, TR-04, TR-05 between cohorts; return the half-days above the even share."""
    name = trainer["id"]
    busy: dict[str, list[Literal]] = {}
    for cohort in cohorts:
        for (who, day), literal in cohort.busy.items():
            if who == name:
                busy.setdefault(day, []).append(literal)
    for literals in busy.values():
        model.add_at_most_one(literals)
    if trainer["max_days_per_week"] is not None:
        weeks: dict[str, list[Literal]] = {}
        for day, literals in busy.items():
            weeks.setdefault(str(date.fromisoformat(day).isocalendar()[:2]), []).extend(literals)
        for literals in weeks.values():
            model.add(sum(literals) <= trainer["max_days_per_week"])
    days = sum(
        cohort.modules[module]["days"] * literal
        for cohort in cohorts
        for (module, _group, who), literal in cohort.assigned.items()
        if who == name
    )
    if trainer["max_days"] is not None:
        model.add(days <= trainer["max_days"])
    over = model.new_int_var(0, 10_000, f"{name} over")
    model.add(over >= 2 * days - trainer["even_share"])
    return over


def main() -> None:
    """Solve one problem."""
    problem, output, seconds = arguments(__doc__ or "")
    model, cohorts = build(problem)
    built = output.elapsed
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = max(1.0, seconds - built)
    status = solver.solve(model, Writer(problem, cohorts, output))
    size = model.proto
    output.end(
        solver.status_name(status).lower(),
        solver.best_objective_bound,
        f"model built in {built:.1f} s: {len(size.variables)} variables, {len(size.constraints)} constraints",
        {"ortools": version("ortools"), "python": platform.python_version()},
        LEFT_OUT,
    )


if __name__ == "__main__":
    sys.exit(main())
