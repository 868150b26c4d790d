"""What choices cost: for each, the best plan with it in which dates and other cohorts stay as they are.

One model serves all choices of a question, each in a copy that demands it. What dates cost is known of each;
what content, trainers and rooms cost at least, whatever is chosen, is found once: mostly, the plan that
there is costs no more, and so is the best with each choice that needs no other content.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Event
from typing import Protocol

from ortools.sat.python import cp_model

from scheduler.check import check
from scheduler.domain.cluster import clusters_in
from scheduler.domain.search import Limits, Progress
from scheduler.errors import Disagreement, placed
from scheduler.model import PlanModel, Scope
from scheduler.model.cost import CONTENT_TERMS, STAFF_TERMS
from scheduler.model.distance import distance
from scheduler.model.over import with_what_is_over
from scheduler.model.parts import content_part, staff_part
from scheduler.model.variables import Literal
from scheduler.solve.known import of_cohorts, of_others
from scheduler.solve.solver import Response, Solver, SolverStatus
from scheduler.solve.start import fixed_cost
from scheduler.text import N_, _
from scheduler.why.choice import Choice, ChoiceAnswer, ChoiceVerdict, Ground, Lessons, possible

FLOOR_SECONDS = 1.5
"""Most time, twice, for what the content costs at least whatever is chosen."""

PART_SECONDS = 1.5
"""Most time for each of the parts that bound it first: of a group, seldom as much is needed."""

NEAREST_SECONDS = 1.0
"""Most time for finding, of plans that cost as little, one that changes few half-days."""

LEAST_SECONDS = 0.5
"""Time that the best plan with a choice gets, however many there are, while any is left."""

Demands = Sequence[tuple[Literal, bool]]


class Question(Protocol):
    """Something that might be otherwise."""

    @property
    def ground(self) -> Ground:
        """The plan."""

    @property
    def cohorts(self) -> tuple[str, ...]:
        """The cohorts whose content, trainers and rooms may change too."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choice of the plan, then all others."""

    def scope(self) -> Scope:
        """Return what a model of all choices leaves open."""

    def demands(self, plan: PlanModel, choice: Choice) -> Demands | None:
        """Return what must be true in a plan with a choice; None if the model knows no such plan."""


@dataclass(frozen=True)
class _Model:
    """The model of a question: its objective is what content, trainers and rooms cost, dates left out.

    Attributes
    ----------
    before
        What the lessons of its cohorts cost in it.
    floor
        What any plan of it costs at least.
    """

    question: Question
    plan: PlanModel
    mine: Lessons
    around: Lessons
    before: int
    floor: int = 0

    @property
    def content(self) -> cp_model.LinearExprT:
        """What content, trainers and rooms cost."""
        weights = self.plan.settings.weights
        return sum(weights[name] * self.plan.terms[name] for name in (*CONTENT_TERMS, *STAFF_TERMS))

    def content_of(self, answer: ChoiceAnswer) -> int:
        """Return what content, trainers and rooms of the plan of an answer cost in it."""
        terms = (*CONTENT_TERMS, *STAFF_TERMS)
        return self.before + sum(x.total for x in answer.difference if x.term in terms)

    def hinted(self, lessons: Lessons, demands: Demands = ()) -> PlanModel:
        """Return a copy that demands something, and begins with lessons."""
        plan = self.plan.copy()
        for literal, value in demands:
            plan.model.add(literal == value)
        hints: dict[int, tuple[Literal, bool]] = {}
        for cohort in plan.cohorts:
            for literal, value in cohort.write(of_cohorts(lessons, (cohort.cohort.id,))):
                # Cohorts have constants in common.
                hints[literal.index] = literal, value
        for literal, value in hints.values():
            plan.model.add_hint(literal, value)
        return plan


@dataclass
class Weighing:
    """The answers to questions, as far as there is time.

    Attributes
    ----------
    limits
        `workers` is how many choices are weighed at once.
    """

    questions: Sequence[Question]
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        self._started = time.monotonic()
        self._until = self._started + self.limits.seconds
        self._stopped = Event()
        self._solvers: list[Solver] = []
        self._found: dict[tuple[int, int], ChoiceAnswer] = {}
        self._left = 0

    # ------------------------------------------------------------------ what callers see

    def stop(self) -> None:
        """End soon; :meth:`run` then returns what is known."""
        self._stopped.set()
        for solver in list(self._solvers):
            solver.stop()

    def progress(self) -> Progress:
        """Return where it stands now."""
        return Progress(time.monotonic() - self._started, N_("what other choices would cost"), None, 0)

    def so_far(self) -> tuple[tuple[ChoiceAnswer, ...], ...]:
        """Return the answers to each question, in the order of its choices, from any thread."""
        return tuple(
            tuple(
                self._found.get((number, place), ChoiceAnswer(choice, ChoiceVerdict.NOT_TOLD))
                for place, choice in enumerate(question.choices)
            )
            for number, question in enumerate(self.questions)
        )

    def run(self) -> tuple[tuple[ChoiceAnswer, ...], ...]:
        """Find some plan with each choice, then the best."""
        models: list[tuple[int, _Model]] = []
        for number, question in enumerate(self.questions):
            for place, choice in enumerate(question.choices):
                if choice.settled:
                    self._found[number, place] = ChoiceAnswer(choice, ChoiceVerdict.FORBIDDEN, proved=True)
                elif not choice.broken:
                    self._found[number, place] = possible(question.ground, choice, choice.lessons)
            if self._open(number) and not self._over:
                models.append((number, self._model(question)))
        for weigh in (self._first, self._best):
            self._left = sum(len(self._open(number)) for number, _model in models)
            for number, model in models:
                with ThreadPoolExecutor(self.limits.workers) as pool:
                    # Reading the results raises what went wrong.
                    list(pool.map(partial(weigh, model, number), self._open(number)))
        return self.so_far()

    @property
    def _over(self) -> bool:
        return self._stopped.is_set() or time.monotonic() >= self._until

    def _open(self, number: int) -> list[int]:
        """Return the choices of a question that are not settled, those first of which a plan is known."""
        choices = range(len(self.questions[number].choices))
        known = {place: self._found.get((number, place)) for place in choices}
        left = [place for place, answer in known.items() if answer is None or not answer.proved]
        return sorted(left, key=lambda place: known[place] is None)

    # ------------------------------------------------------------------ one choice

    def _first(self, model: _Model, number: int, place: int) -> None:
        """Find some plan with a choice, and one that costs as little as any, if it changes little."""
        choice, demands = self._asked(model, place)
        if self._over:
            return
        if demands is None:
            self._found[number, place] = self._refused(choice)
            return
        answer = self._found.get((number, place))
        if answer is None:
            response = self._nearest(model, choice, demands)
            if response.status is SolverStatus.INFEASIBLE:
                answer = self._refused(choice)
            elif response.found:
                answer = self._with(model, choice, response)
        if answer is not None and answer.verdict is ChoiceVerdict.POSSIBLE:
            if model.content_of(answer) == model.floor:
                answer = replace(answer, proved=True)
            else:
                response = self._nearest(model, choice, demands, model.floor)
                answer = self._with(model, choice, response, True) if response.found else answer
        if answer is not None:
            self._found[number, place] = answer

    def _best(self, model: _Model, number: int, place: int) -> None:
        """Find the best plan with a choice, as far as the time allows."""
        self._left -= 1
        choice, demands = self._asked(model, place)
        if self._over or demands is None:
            return
        answer = self._found.get((number, place))
        plan = model.hinted(choice.lessons, demands)
        plan.model.add(model.content >= model.floor)
        if answer is not None:
            plan.model.add(model.content < model.content_of(answer))
        share = (self._until - time.monotonic()) * self.limits.workers / (self._left + 1)
        response = self._run(plan.model, max(LEAST_SECONDS, share))
        if response.status is SolverStatus.INFEASIBLE:
            found = self._refused(choice) if answer is None else replace(answer, proved=True)
        elif response.found:
            nearest = self._nearest(model, choice, demands, response.objective)
            proved = response.status is SolverStatus.OPTIMAL
            found = self._with(model, choice, nearest if nearest.found else response, proved)
        else:
            return
        self._found[number, place] = found

    def _asked(self, model: _Model, place: int) -> tuple[Choice, Demands | None]:
        choice = model.question.choices[place]
        return choice, model.question.demands(model.plan, choice)

    def _nearest(self, model: _Model, choice: Choice, demands: Demands, most: int | None = None) -> Response:
        """Look for a plan with a choice that changes few half-days, its content costing at most so much."""
        plan = model.hinted(choice.lessons, demands)
        if most is not None:
            plan.model.add(model.content <= most)
        plan.model.minimize(distance(plan, model.mine).half_days)
        return self._run(plan.model, NEAREST_SECONDS, plain=True)

    def _refused(self, choice: Choice) -> ChoiceAnswer:
        if not choice.broken:
            raise Disagreement(_("The model refuses what the checker accepts."))
        return ChoiceAnswer(choice, ChoiceVerdict.FORBIDDEN, proved=True)

    def _with(self, model: _Model, choice: Choice, response: Response, proved: bool = False) -> ChoiceAnswer:
        """Return the answer that there is a plan with a choice.

        Raises
        ------
        Disagreement
            The checker refuses it.
        """
        ground = model.question.ground
        lessons = model.plan.lessons(response.value) + model.around
        if found := check(ground.instance, lessons):
            raise Disagreement("\n".join(f"{x.code} {placed(x.where, x.message)}" for x in found))
        return possible(ground, choice, lessons, proved)

    # ------------------------------------------------------------------ models

    def _model(self, question: Question) -> _Model:
        ground, names = question.ground, question.cohorts
        mine, around = of_cohorts(ground.lessons, names), of_others(ground.lessons, names)
        sharing = clusters_in(ground.instance, ground.lessons)
        scope = replace(question.scope(), around=around, sharing=sharing)
        plan = with_what_is_over(ground.instance, ground.settings, scope, mine, ground.since)
        model = _Model(question, plan, mine, around, 0)
        plan.model.minimize(model.content)
        model = replace(model, before=fixed_cost(plan, mine, self.limits))
        return replace(model, floor=self._floor(model))

    def _floor(self, model: _Model) -> int:
        """Return what content costs at least whatever is chosen, as far as is proved soon."""
        least = self._least_of_parts(model)
        if least >= model.before:
            return model.before
        cheaper = model.hinted(model.mine)
        cheaper.model.add(model.content < model.before)
        cheaper.model.clear_objective()
        if self._run(cheaper.model, FLOOR_SECONDS).status is SolverStatus.INFEASIBLE:
            return model.before
        response = self._run(model.hinted(model.mine).model, FLOOR_SECONDS)
        return min(max(response.bound, least), model.before)

    def _least_of_parts(self, model: _Model) -> int:
        """Return what content of each cohort and trainers of all cost at least, each for itself.

        Nothing is known of cohorts that share modules with some who stay, or of what was over by other
        tables: the parts know neither.
        """
        ground, names = model.question.ground, set(model.question.cohorts)
        instance, settings = ground.instance, ground.settings
        if instance.past or any(
            names & {*x.cohorts} and not names >= {*x.cohorts} for x in instance.joint_modules
        ):
            return 0
        cohorts = [cohort for cohort in instance.cohorts if cohort.id in names]
        parts = [staff_part(instance, settings, cohorts, model.around)]
        parts += (content_part(instance, settings, cohort) for cohort in cohorts)
        return sum(max(0, self._run(part.model, PART_SECONDS).bound) for part in parts)

    def _run(self, model: cp_model.CpModel, seconds: float, plain: bool = False) -> Response:
        solver = Solver(replace(self.limits, workers=1), self._until, self._stopped)
        self._solvers.append(solver)
        try:
            return solver.run(model, seconds, plain=plain)
        finally:
            self._solvers.remove(solver)
