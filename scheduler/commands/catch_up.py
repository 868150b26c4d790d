"""From a plan and a learner to what is lacking, and the best way to have it in other groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.commands.background import Background
from scheduler.commands.caught_up import told
from scheduler.commands.check import read_sound
from scheduler.commands.destination import check_workbook
from scheduler.commands.learners import found_in
from scheduler.commands.promises import seats_of
from scheduler.commands.solve import today
from scheduler.domain.agendas import Agendas
from scheduler.domain.catching_up import CatchUp, NeedStatus, Promise, Seat
from scheduler.domain.cohort import Learner
from scheduler.domain.plan import Plan
from scheduler.domain.search import Limits, Progress
from scheduler.domain.time import Half
from scheduler.errors import InputError, Problem
from scheduler.exchange.missed import read_missed
from scheduler.exchange.promised import read_promised
from scheduler.exchange.tables.names import folded
from scheduler.exchange.whole import write_whole
from scheduler.text import _
from scheduler.text.phrases import HALVES, long_day, short_day

if TYPE_CHECKING:
    from scheduler.catchup import CatchUpSearch, Diary

QUIET_SECONDS = 2.0
"""Time before anything is said of a search: mostly, it is over by then."""

Missed = tuple[date, Half | None]
"""A day that was missed, or one half of it."""


@dataclass(frozen=True)
class CatchUpQuery:
    """Who lacks what of a plan.

    Attributes
    ----------
    joined
        The first day on which the learner is there; None for the first of the group.
    since
        The first day that is still to come.
    promised
        Seats that are taken by learners of other groups.
    """

    plan: Plan
    learner: Learner
    missed: tuple[Missed, ...]
    joined: date | None
    since: date
    promised: tuple[Seat, ...] = ()

    @property
    def first_day(self) -> date:
        """The first day on which a lesson can be had in another group."""
        return max(self.since, self.joined or self.since)

    def diary(self) -> "Diary":
        """Return what the learner attends."""
        from scheduler.catchup import Diary, LearnerAbsence

        halves = {(day, x) for day, half in self.missed for x in ((half,) if half else tuple(Half))}
        absence = LearnerAbsence(frozenset(halves), self.joined)
        return Diary(self.plan.instance, self.plan.lessons, self.learner, absence, self.since, self.promised)


def take(
    source: Path,
    learner: str,
    missed: Sequence[Missed],
    joined: date | None,
    first_free: date | None = None,
    missed_file: Path | None = None,
    promised: Sequence[Path] = (),
) -> CatchUpQuery:
    """Read a plan, and who lacks what of it.

    Parameters
    ----------
    learner
        Identifier, name, or number in the table.
    first_free
        The day from which lessons are still to come; None for today.
    missed_file
        A table of half-days that learners missed, those of this learner among them.
    promised
        Tables of seats that learners have in other groups; those of this learner are asked for anew.

    Raises
    ------
    InputError
        With every problem found in the plan, or in what is asked.
    """
    plan = read_sound(source)
    promises = read_promised(promised)
    plan, one = found_in(plan, source, learner, promises)
    if missed_file is not None:
        missed = (*missed, *_noted(plan, one, missed_file))
    query = CatchUpQuery(
        plan,
        one,
        tuple(dict.fromkeys(missed)),
        joined,
        first_free or today(),
        tuple(_taken(plan, one, promises)),
    )
    if problems := list(_misasked(query)):
        raise InputError(problems)
    return query


def _noted(plan: Plan, learner: Learner, path: Path) -> Iterator[Missed]:
    """Yield what a table says that a learner missed.

    Raises
    ------
    InputError
        If that is nothing.
    """
    noted = read_missed(path, Agendas(plan.instance, plan.lessons)).get(learner.id, frozenset())
    if not noted:
        message = _("nothing that {learner} missed stands in this table.")
        raise InputError.at(
            path.name,
            message.format(learner=learner.name or learner.id),
            _("Add the half-days, or give them with --missed."),
        )
    yield from sorted(noted)


def _taken(plan: Plan, learner: Learner, promises: Sequence[Promise]) -> Iterator[Seat]:
    """Yield the seats that are promised to others than a learner."""
    others = [x for x in promises if folded(x.learner) not in (folded(learner.id), folded(learner.name))]
    for seats in seats_of(plan, others).values():
        yield from seats


def _misasked(query: CatchUpQuery) -> Iterator[Problem]:
    """Yield what makes no sense in a question."""
    cohort = query.learner.cohort
    lessons = [x for x in query.plan.lessons if x.cohort == cohort]
    days = sorted({x.day for x in lessons})
    for day, half in query.missed:
        near = sorted(sorted(days, key=lambda x: abs(x - day))[:2])
        hint = _("The nearest days: {days}.").format(days=", ".join(map(long_day, near)))
        if day not in days:
            message = _("{cohort} does not train on {day}.").format(cohort=cohort, day=long_day(day))
            yield Problem("--missed", message, hint)
        elif half is not None and half not in {x.half for x in lessons if x.day == day}:
            message = _("{cohort} has no lesson on {day} {half}.").format(
                cohort=cohort, day=long_day(day), half=_(HALVES[half])
            )
            yield Problem("--missed", message, _("Give the day without a half-day, or the other one."))
    if query.joined is not None and query.joined > days[-1]:
        message = _("{cohort} ends on {last}, before {day}.").format(
            cohort=cohort, last=long_day(days[-1]), day=short_day(query.joined)
        )
        hint = _("Give the first day on which the learner is there, or put him or her into a later group.")
        yield Problem("--joined", message, hint)


class CatchingUp(Background[CatchUp]):
    """The search for the best way, in the background."""

    def __init__(self, query: CatchUpQuery, limits: Limits):
        super().__init__()
        self._query, self._limits = query, limits
        self._search: CatchUpSearch | None = None

    def progress(self) -> Progress | None:
        """Return where it stands; None while it is young."""
        progress = None if self._search is None else self._search.progress()
        return None if progress is None or progress.elapsed < QUIET_SECONDS else progress

    def _end_soon(self) -> None:
        super()._end_soon()
        if self._search is not None:
            self._search.stop()

    def _so_far(self) -> CatchUp:
        return self._begun().so_far()

    def _work(self) -> CatchUp:
        search = self._begun()
        if self._ending:
            search.stop()
        return search.run()

    def _begun(self) -> "CatchUpSearch":
        from scheduler.catchup import CatchUpSearch

        if self._search is None:
            self._search = CatchUpSearch(self._query.diary(), self._limits)
        return self._search


def check_target(path: Path, source: Path) -> None:
    """Refuse a `path` that is no workbook's, or that of the plan which is read from `source`.

    Raises
    ------
    InputError
        If it is; nothing is written.
    """
    check_workbook(path, _("what is to be attended is written as a workbook."))
    if path.exists() and source.exists() and path.samefile(source):
        message = _("this file is read for the plan, and would be overwritten.")
        raise InputError.at(str(path), message, _("Give another name."))


def write(query: CatchUpQuery, found: CatchUp, path: Path) -> Path:
    """Write what is to be attended as a workbook at `path`, to be handed out.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    from scheduler.exchange.output.half_days import frame
    from scheduler.exchange.output.workbook import render_catch_up

    why = [
        (one.what, " ".join(filter(None, (f"{one.reason[:1].upper()}{one.reason[1:]}.", one.advice))))
        for verdict in (NeedStatus.NOT_HAD, NeedStatus.OUT_OF_ORDER)
        for one in told(found, query.first_day, verdict)
    ]
    content = render_catch_up(query.plan, frame(query.plan), found, why)
    return write_whole(path.parent, {path.name: content})[0].resolve()
