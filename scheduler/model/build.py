"""An instance as one CP-SAT model, and the way back from its solution to lessons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from scheduler.domain.cluster import clusters_in
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import Settings
from scheduler.domain.time import Half
from scheduler.model import cost, shared
from scheduler.model.families import OF_ALL, OF_CONTENT, OF_DATES
from scheduler.model.layout import Slot
from scheduler.model.planned import PlannedCohort
from scheduler.model.runs import in_single_runs
from scheduler.model.scope import Scope, by_cohort, variables
from scheduler.model.variables import Literal


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
    cohorts: tuple[PlannedCohort, ...]
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
        return tuple(shared.read(self.cohorts, value))

    def keep_content(self, lessons: Sequence[Lesson]) -> None:
        """Let every session hold what it holds in `lessons`; its dates may change."""
        mine = by_cohort(lessons)
        for cohort in self.cohorts:
            kept = {x.index for slots in cohort.content.values() for x in slots.values()}
            for literal, value in cohort.write(mine.get(cohort.cohort.id, [])):
                if literal.index in kept:
                    self.model.add(literal == value)

    def lay_out(self, name: str, sessions: Sequence[Sequence[str]]) -> None:
        """Let each session of a cohort hold these modules on its days, one after the other."""
        cohort = next(x for x in self.cohorts if x.cohort.id == name)
        for session, modules in enumerate(sessions):
            for day, module in enumerate(modules):
                for half in Half:
                    self.model.add(cohort.content[module][Slot(session, day, half)] == 1)

    def fix(self, lessons: Sequence[Lesson]) -> None:
        """Allow no plan but `lessons`; none at all if the model cannot even express them."""
        mine = by_cohort(lessons)
        formed = clusters_in(self.instance, lessons)
        values: dict[int, bool] = dict(shared.choices(self.cohorts, formed))
        for cohort in self.cohorts:
            written = cohort.write(shared.written(cohort, mine, formed))
            values |= {literal.index: value for literal, value in written}
        for index, value in values.items():
            self.model.add(self.model.get_bool_var_from_proto_index(index) == value)
        read = self.lessons(lambda literal: values.get(literal.index, True))
        if not shared.alike(read, lessons):
            self.model.add_bool_or([])


def build(instance: Instance, settings: Settings, scope: Scope | None = None) -> PlanModel:
    """Return the model of `instance`: every hard rule, and the cost as objective.

    Parameters
    ----------
    scope
        What is left open and what is given; everything is open by default.
    """
    scope = scope or Scope()
    model = cp_model.CpModel()
    planned = variables(instance, settings, scope, model)
    for cohort in planned:
        for add in (*OF_DATES, *OF_CONTENT):
            add(cohort)
        if scope.single_runs:
            in_single_runs(cohort)
    for add_between in OF_ALL:
        add_between(model, planned)
    terms = cost.of_all(instance, planned, settings)
    model.minimize(cost.weighted(terms, settings))
    return PlanModel(instance, settings, model, planned, cost.quantities(terms))
