"""An instance as one CP-SAT model, and the way back from its solution to lessons."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from scheduler.calendars import site_calendars
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import Settings
from scheduler.model import content, cost, days, learners, pins, rooms, sessions, trainers
from scheduler.model.grid import CohortGrid, Dates
from scheduler.model.programme import Programme
from scheduler.model.runs import in_single_runs
from scheduler.model.slots import Strand
from scheduler.model.surroundings import Surroundings
from scheduler.model.translation import read_lessons, write_lessons
from scheduler.model.variables import CohortVariables, Literal


@dataclass(frozen=True)
class PlanModel:
    """A model ready to solve.

    Attributes
    ----------
    model
        The CP-SAT model, its objective the weighted sum of `terms`.
    cohorts
        The variables of each cohort, in the order of the instance.
    terms
        Quantity of each soft term as an expression, by name.
    """

    instance: Instance
    settings: Settings
    model: cp_model.CpModel
    cohorts: tuple[CohortVariables, ...]
    terms: Mapping[str, cp_model.LinearExprT]

    @property
    def cost(self) -> cp_model.LinearExprT:
        """The weighted sum of the terms."""
        return sum(self.settings.weights[name] * quantity for name, quantity in self.terms.items())

    def copy(self) -> "PlanModel":
        """Return the same model apart, to be changed; variables keep their index."""
        model = self.model.clone()
        cohorts = tuple(replace(cohort, model=model) for cohort in self.cohorts)
        return replace(self, model=model, cohorts=cohorts)

    def lessons(self, value: Callable[[Literal], bool]) -> tuple[Lesson, ...]:
        """Return the lessons of a solution, `value` telling which literals are true."""
        return tuple(lesson for cohort in self.cohorts for lesson in read_lessons(cohort, value))

    def keep_content(self, lessons: Sequence[Lesson]) -> None:
        """Let every session hold what it holds in `lessons`; its dates may change."""
        by_cohort = _by_cohort(lessons)
        for cohort in self.cohorts:
            kept = {x.index for slots in cohort.content.values() for x in slots.values()}
            for literal, value in write_lessons(cohort, by_cohort.get(cohort.cohort.id, [])).values:
                if literal.index in kept:
                    self.model.add(literal == value)

    def fix(self, lessons: Sequence[Lesson]) -> None:
        """Allow no plan but `lessons`; none at all if the model cannot even express them."""
        by_cohort = _by_cohort(lessons)
        known = {cohort.cohort.id for cohort in self.cohorts}
        if not set(by_cohort) <= known:
            self.model.add_bool_or([])
        for cohort in self.cohorts:
            written = write_lessons(cohort, by_cohort.get(cohort.cohort.id, []))
            if not written.faithful:
                self.model.add_bool_or([])
            for literal, value in written.values:
                self.model.add(literal == value)


def _by_cohort(lessons: Iterable[Lesson]) -> dict[str, list[Lesson]]:
    found: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        found.setdefault(lesson.cohort, []).append(lesson)
    return found


def build(
    instance: Instance,
    settings: Settings,
    *,
    window: int | None = None,
    dates: Mapping[str, Dates] | None = None,
    leeway: int | Mapping[str, int] = 0,
    staff: Mapping[str, Mapping[Strand, str]] | None = None,
    cohorts: Sequence[Cohort] | None = None,
    around: Iterable[Lesson] = (),
    single_runs: bool = False,
    keep: Iterable[Lesson] = (),
) -> PlanModel:
    """Return the model of `instance`: every hard rule, and the cost as objective.

    Parameters
    ----------
    window
        Open weeks by which a session may leave its even position; None for no limit.
    dates, leeway
        Dates by cohort, from which sessions may move by at most `leeway` weeks; one number
        for all, or by cohort.
    staff
        The trainer of each group of a module, by cohort, where known already.
    cohorts
        The cohorts to plan; all of them by default.
    around
        Lessons of other cohorts, which stay as they are. The cost is then what the
        cohorts planned add to theirs.
    single_runs
        Only plans in which each module is taught without interruption (:mod:`scheduler.model.runs`).
    keep
        Lessons of cohorts among those planned that keep their programme: only their dates move
        (:mod:`scheduler.model.programme`). The cost leaves out what theirs costs but for dates.
    """
    model = cp_model.CpModel()
    calendars, margin = site_calendars(instance), settings.deadline_margin_weeks
    surroundings, kept = Surroundings.of(instance, around), _by_cohort(keep)
    planned: list[CohortVariables] = []
    for cohort in instance.cohorts if cohorts is None else cohorts:
        grid = CohortGrid(
            instance,
            cohort,
            calendars[cohort.site],
            margin,
            window,
            (dates or {}).get(cohort.id),
            leeway if isinstance(leeway, int) else leeway[cohort.id],
        )
        if cohort.id in kept:
            planned.append(Programme.keeping(grid, model, surroundings, kept[cohort.id]))
        else:
            known = (staff or {}).get(cohort.id, {})
            planned.append(CohortVariables.create(grid, model, known, surroundings))
    for made in planned:
        days.add(made)
        sessions.add(made)
        learners.add(made)
        if not made.settled:
            content.add(made)
            if single_runs:
                in_single_runs(made)
    trainers.add(model, planned)
    rooms.add(model, planned)
    pins.add(model, planned, instance.pins)
    terms = {
        **cost.of_dates(planned, settings),
        **cost.of_content([x for x in planned if not x.settled], settings),
        **cost.of_staff(instance, planned, settings),
    }
    model.minimize(cost.weighted(terms, settings))
    return PlanModel(instance, settings, model, tuple(planned), cost.quantities(terms))
