"""From a plan and a question about it to what every other choice would do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scheduler.commands.background import Searching
from scheduler.commands.check import read_sound
from scheduler.commands.solve import today
from scheduler.domain.plan import Lesson, Plan
from scheduler.domain.search import Limits
from scheduler.errors import InputError, Problem
from scheduler.settings.typed import did_you_mean
from scheduler.text import _
from scheduler.text.phrases import long_day, short_day

if TYPE_CHECKING:
    from scheduler.why import ChoiceAnswer, Question, Weighing


@dataclass(frozen=True)
class WhyQuery:
    """What is asked of a plan: why a session is on its dates, or why a module has its trainers.

    Attributes
    ----------
    session
        Number of the session that `cohort` has on the day asked about, where that is the question.
    module
        The module, where that is the question; `cohort` None then asks of all who follow it.
    since
        The first day that is still to come.
    """

    plan: Plan
    since: date
    cohort: str | None
    session: int | None = None
    module: str | None = None


def take(
    source: Path, group: str | None, day: date | None, module: str | None, first_free: date | None = None
) -> WhyQuery:
    """Read a plan and what is asked of it.

    Parameters
    ----------
    group, day, module
        A cohort and a day on which it trains, or a module, of one cohort or of all.
    first_free
        The day from which lessons are still to come; None for today.

    Raises
    ------
    InputError
        With every problem found in the plan, or in what is asked.
    """
    plan, since = read_sound(source), first_free or today()
    lessons = [x for x in plan.lessons if group in (None, x.cohort)]
    if problems := list(_misasked(plan, lessons, group, day, module)):
        raise InputError(problems)
    asked = [x for x in lessons if module in (None, x.module)]
    session = next((x.session for x in asked if x.day == day), None) if module is None else None
    query = WhyQuery(plan, since, group, session, module)
    _refuse_what_is_over(query, [x for x in asked if session in (None, x.session)])
    return query


def _misasked(
    plan: Plan, lessons: Sequence[Lesson], group: str | None, day: date | None, module: str | None
) -> Iterator[Problem]:
    """Yield what makes no sense in a question about `lessons`, those of the group."""
    if not lessons:
        known = list(dict.fromkeys(x.cohort for x in plan.lessons))
        message = _("“{name}” is not in the plan.").format(name=group or "")
        yield Problem("--group", message, did_you_mean(group or "", known))
        return
    if module is not None:
        taught = list(dict.fromkeys(x.module for x in lessons if x.trainer is not None))
        if module not in taught:
            message = (
                _("module {module} has no trainer.")
                if any(x.module == module for x in lessons)
                else _("“{name}” is not in the plan.")
            )
            yield Problem(
                "--module", message.format(module=module, name=module), did_you_mean(module, taught)
            )
            return
    asked = [x for x in lessons if module in (None, x.module)]
    days = {x.day for x in asked}
    if day is not None and day not in days:
        message = (
            _("{cohort} does not train on {day}.")
            if module is None
            else _("module {module} is not taught on {day}.")
        )
        near = sorted(sorted(days, key=lambda x: abs(x - day))[:2])
        yield Problem(
            "--date",
            message.format(cohort=group, module=module, day=long_day(day)),
            _("The nearest days: {days}.").format(days=", ".join(map(long_day, near))),
        )


def _refuse_what_is_over(query: WhyQuery, asked: Sequence[Lesson]) -> None:
    """Raise if nothing that is asked about is still to come: a session as a whole, or a module's last day."""
    days = [x.day for x in asked]
    day = min(days) if query.session is not None else max(days)
    if day < query.since:
        message = _("{day} is over: nothing changes before {since}.")
        where = "--date" if query.session is not None else "--module"
        raise InputError.at(
            where,
            message.format(day=short_day(day), since=short_day(query.since)),
            _("Give an earlier day with --today to ask all the same."),
        )


class Asking(Searching[tuple[tuple["ChoiceAnswer", ...], ...]]):
    """The answers to a query, in the background."""

    def __init__(self, query: WhyQuery, limits: Limits):
        super().__init__()
        self._query, self._limits = query, limits
        self.questions: tuple[Question, ...] = ()

    def _nothing(self) -> tuple[tuple["ChoiceAnswer", ...], ...]:
        return ()

    def _made(self) -> "Weighing":
        from scheduler.why import Weighing

        self.questions = tuple(_questions(self._query))
        return Weighing(self.questions, self._limits)


def _questions(query: WhyQuery) -> Iterator["Question"]:
    from scheduler.why import Ground, SessionQuestion, TrainerQuestion

    plan = query.plan
    ground = Ground(plan.instance, plan.settings, plan.lessons, query.since)
    if query.session is not None:
        assert query.cohort is not None
        yield SessionQuestion(ground, query.cohort, query.session)
        return
    asked = [x for x in plan.lessons if x.module == query.module and query.cohort in (None, x.cohort)]
    seen = set()
    for cohort, group, joint in dict.fromkeys((x.cohort, x.group, x.joint) for x in asked):
        # A lesson that several share has one trainer: one question.
        if joint is None or joint not in seen:
            seen.add(joint)
            question = TrainerQuestion(ground, cohort, query.module or "", group)
            if question.taught:
                yield question


def as_data(
    query: WhyQuery, questions: Sequence["Question"], answers: Sequence[Sequence["ChoiceAnswer"]]
) -> dict[str, Any]:
    """Return the answers as other programs read them: a public contract that may grow."""
    from scheduler.why import SessionQuestion, TrainerQuestion

    instance = query.plan.instance
    pairs = list(zip(questions, answers, strict=True))
    if query.session is not None:
        ((question, found),) = pairs
        assert isinstance(question, SessionQuestion)
        return {
            "group": query.cohort,
            "session": query.session,
            "together": [name for name in question.cohorts if name != query.cohort],
            "dates": [day.isoformat() for day in question.days],
            "as_it_is": _told(found[0]),
            "candidates": [
                {"dates": [day.isoformat() for day in answer.choice.days]} | _told(answer)
                for answer in found[1:]
            ],
        }
    staffed = [(x, found) for x, found in pairs if isinstance(x, TrainerQuestion)]
    return {
        "group": query.cohort,
        "module": query.module,
        "trainers": [
            {
                "group": x.cohort,
                "subgroup": x.group,
                "trainers": list(x.trainers),
                "keeper": x.keeper or None,
                "half_days": len(x.taught),
                "as_it_is": _told(found[0]),
            }
            for x, found in staffed
        ],
        "candidates": [
            {
                "group": x.cohort,
                "subgroup": x.group,
                "trainer": answer.choice.trainer,
                "name": instance.trainer[answer.choice.trainer].name,
            }
            | _told(answer)
            for x, found in staffed
            for answer in found[1:]
        ],
    }


def _told(answer: "ChoiceAnswer") -> dict[str, Any]:
    """Return an answer: what forbids a choice or what it costs more; neither if the time was too short."""
    from scheduler.why import ChoiceVerdict

    rules = [{"code": x.code, "message": x.message} for x in answer.choice.broken]
    possible = answer.verdict is ChoiceVerdict.POSSIBLE
    return {
        "verdict": answer.verdict.value,
        "forbidden": rules if answer.verdict is ChoiceVerdict.FORBIDDEN else [],
        "mended": [] if answer.verdict is ChoiceVerdict.FORBIDDEN else rules,
        "cost": {x.term: x.total for x in answer.difference} | {"total": answer.more} if possible else None,
        "changed": answer.changed,
        "proved": answer.proved,
    }
