"""Starting a model from known lessons, and what lessons cost in it."""

from scheduler.domain.plan import Lesson
from scheduler.domain.search import Limits
from scheduler.errors import Disagreement
from scheduler.model import PlanModel
from scheduler.solve.solver import Response, Solver, SolverStatus
from scheduler.text import _

FIXED_SECONDS = 30.0
"""Most time for working out the cost of given lessons; a fraction of a second is usual."""


def start(plan: PlanModel, lessons: tuple[Lesson, ...], solver: Solver) -> int | None:
    """Hint every variable of `plan` with `lessons`, auxiliary ones included, and return their cost.

    The solver takes a hint at once only if it is complete, so the rest is worked out by
    solving a copy in which the lessons are fixed. None, and no hint, if `plan` leaves them out.
    """
    fixed = plan.copy()
    fixed.fix(lessons)
    response = solver.run(fixed.model, FIXED_SECONDS)
    plan.model.clear_hints()
    for index, value in enumerate(response.values):
        plan.model.add_hint(plan.model.get_int_var_from_proto_index(index), value)
    return response.objective if response.found else None


def fixed_cost(plan: PlanModel, lessons: tuple[Lesson, ...], limits: Limits) -> int:
    """Return what `lessons` cost.

    A solve that ended early leaves the variables that count the cost too high: with the
    lessons fixed, they fall to what is needed.

    Raises
    ------
    Disagreement
        The model refuses the lessons that it gave: a fault of this program.
    """
    fixed = plan.copy()
    fixed.fix(lessons)
    response = Solver(limits).run(fixed.model, FIXED_SECONDS)
    if not response.found:
        raise Disagreement(_("The model does not accept its own plan."))
    return response.objective


def found_in(plan: PlanModel, response: Response, limits: Limits) -> tuple[tuple[Lesson, ...], int]:
    """Return the lessons of a response that has some, and what they cost."""
    lessons = plan.lessons(response.value)
    proved = response.status is SolverStatus.OPTIMAL
    return lessons, response.objective if proved else fixed_cost(plan, lessons, limits)
