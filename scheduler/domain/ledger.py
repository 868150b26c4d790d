"""The hours of each learner, block by block: due, not to be followed, planned, given, and left."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from scheduler.domain.agendas import Agendas, Reader, ReaderKind
from scheduler.domain.cohort import Learner
from scheduler.domain.curriculum import Block, Curriculum, Module
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half

FIRST_CALL, LAST_CALL = 60, 30
"""Days before a deadline from which hours that are left are worth a warning, and an urgent one."""


class Alert(StrEnum):
    """How pressing the hours are that a learner is left with."""

    NONE = "none"
    SOON = "soon"
    URGENT = "urgent"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class LedgerLine:
    """The hours of a learner in a block, or in all that he or she follows.

    Attributes
    ----------
    due
        What the curriculum asks for.
    exempted, acquired
        What of it the learner need not follow: modules exempted, and blocks acquired before.
    planned, done
        What the plan gives the learner, and what of that is over.
    last
        The day of the last lesson; None without one.
    """

    due: float
    exempted: float
    acquired: float
    planned: float
    done: float
    last: date | None

    @property
    def owed(self) -> float:
        """What the learner has to be given in all."""
        return self.due - self.exempted - self.acquired

    @property
    def left(self) -> float:
        """What is still to be given."""
        return max(0.0, self.owed - self.done)

    @property
    def unplanned(self) -> float:
        """What no lesson of the plan gives; nothing in a plan that keeps the rules."""
        return max(0.0, self.owed - self.planned)


def _sum(lines: Sequence[LedgerLine]) -> LedgerLine:
    return LedgerLine(
        sum(x.due for x in lines),
        sum(x.exempted for x in lines),
        sum(x.acquired for x in lines),
        sum(x.planned for x in lines),
        sum(x.done for x in lines),
        max((x.last for x in lines if x.last), default=None),
    )


@dataclass(frozen=True)
class Account:
    """The hours of one learner.

    Attributes
    ----------
    blocks
        A line for each block of the curriculum, in its order; that of the assessment, which is in no
        block, comes last, under None.
    deadline
        The last day on which the learner can be certified; None without one.
    today
        The first day that is still to come.
    lessons
        Those of the plan, without what the learner missed.
    """

    learner: Learner
    curriculum: Curriculum
    blocks: tuple[tuple[Block | None, LedgerLine], ...]
    lessons: tuple[Lesson, ...]
    deadline: date | None
    today: date

    @cached_property
    def total(self) -> LedgerLine:
        """All blocks together."""
        return _sum([line for _block, line in self.blocks])

    def margin(self, line: LedgerLine) -> int | None:
        """Return the days from the last lesson of a line to the deadline; None where there is no such day."""
        return None if line.last is None or self.deadline is None else (self.deadline - line.last).days

    def left_before(self, days: int) -> float | None:
        """Return what the plan leaves to be given so many days before the deadline; None without one."""
        if self.deadline is None:
            return None
        day = self.deadline - timedelta(days=days)
        return max(0.0, self.total.owed - sum(x.hours for x in self.lessons if x.day < day))

    @property
    def alert(self) -> Alert:
        """What is to be said today of the hours that are left."""
        if self.deadline is None or not self.total.left:
            return Alert.NONE
        days = (self.deadline - self.today).days
        if days < 0:
            return Alert.OVERDUE
        return Alert.URGENT if days <= LAST_CALL else Alert.SOON if days <= FIRST_CALL else Alert.NONE


@dataclass(frozen=True)
class FunderHours:
    """The hours × learners of a group in a block and a month.

    Attributes
    ----------
    block
        None for the assessment.
    month
        Its first day.
    learners
        How many had some of these hours.
    planned, done
        Summed over them: what the plan gives, and what of that is over.
    """

    cohort: str
    block: Block | None
    month: date
    learners: int
    planned: float
    done: float


class Ledger:
    """The hours of all learners of a plan.

    Parameters
    ----------
    today
        The first day that is still to come: lessons before it were given.
    missed
        The half-days at which learners were not there, by identifier: of them nothing is done.
    """

    def __init__(
        self, agendas: Agendas, today: date, missed: Mapping[str, Set[tuple[date, Half]]] | None = None
    ):
        self.agendas, self.today, self.missed = agendas, today, missed or {}
        self.instance = agendas.instance

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """Of every learner, in the order of the tables."""
        rank = {cohort.id: number for number, cohort in enumerate(self.instance.cohorts)}
        return tuple(self._account(x) for x in sorted(self.instance.learners, key=lambda x: rank[x.cohort]))

    @cached_property
    def shares(self) -> tuple[FunderHours, ...]:
        """Of every group, block by block and month by month; none where nothing is taught."""
        planned: dict[tuple[str, str, date], float] = defaultdict(float)
        done: dict[tuple[str, str, date], float] = defaultdict(float)
        heads: dict[tuple[str, str, date], set[str]] = defaultdict(set)
        for account in self.accounts:
            block_of = account.curriculum.block_of
            for lesson in self._lessons(account.learner):
                block = block_of.get(lesson.module)
                key = lesson.cohort, block.id if block else "", lesson.day.replace(day=1)
                planned[key] += lesson.hours
                done[key] += lesson.hours if self._is_done(account.learner, lesson) else 0.0
                heads[key].add(account.learner.id)
        return tuple(
            FunderHours(cohort.id, block, month, len(heads[key]), planned[key], done[key])
            for cohort in self.instance.cohorts
            for block in blocks_of(self.instance.curriculum_of(cohort))
            for month in sorted({x[2] for x in planned})
            if (key := (cohort.id, block.id if block else "", month)) in planned
        )

    def _was_there(self, learner: Learner, lesson: Lesson) -> bool:
        return (lesson.day, lesson.half) not in self.missed.get(learner.id, ())

    def _is_done(self, learner: Learner, lesson: Lesson) -> bool:
        return lesson.day < self.today and self._was_there(learner, lesson)

    def _account(self, learner: Learner) -> Account:
        instance = self.instance
        curriculum = instance.curriculum_of(instance.cohort[learner.cohort])
        lessons = self._lessons(learner)
        return Account(
            learner,
            curriculum,
            tuple(
                (x, self._line(learner, x, _modules(curriculum, x), lessons)) for x in blocks_of(curriculum)
            ),
            tuple(x for x in lessons if self._was_there(learner, x)),
            instance.finish_deadline(learner),
            self.today,
        )

    def _lessons(self, learner: Learner) -> tuple[Lesson, ...]:
        meetings = self.agendas[Reader(ReaderKind.LEARNER, learner.id)].meetings
        return tuple(x.lesson for x in meetings)

    def _line(
        self, learner: Learner, block: Block | None, modules: Iterable[Module], lessons: Iterable[Lesson]
    ) -> LedgerLine:
        by_id = {x.id: x for x in modules}
        acquired = block is not None and block.id in learner.acquired_blocks
        spared = sum(x.hours for x in by_id.values() if not self.instance.follows(learner, x))
        own = [x for x in lessons if x.module in by_id]
        return LedgerLine(
            sum(x.hours for x in by_id.values()),
            0.0 if acquired else spared,
            spared if acquired else 0.0,
            sum(x.hours for x in own),
            sum(x.hours for x in own if self._is_done(learner, x)),
            max((x.day for x in own), default=None),
        )


def blocks_of(curriculum: Curriculum) -> Iterator[Block | None]:
    """Yield the blocks of a curriculum, then None if there is an assessment, which is in none."""
    yield from curriculum.blocks
    if curriculum.assessment is not None:
        yield None


def _modules(curriculum: Curriculum, block: Block | None) -> tuple[Module, ...]:
    if block is not None:
        return block.modules
    return (curriculum.assessment,) if curriculum.assessment else ()
