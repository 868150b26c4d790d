"""What becomes of the hours of a group that changes curriculum, module by module and block by block."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.curriculum import Curriculum
from scheduler.domain.record import Record
from scheduler.text import _


@dataclass(frozen=True)
class Balance(Record):
    """What becomes of the hours of a module, or of all modules of a block.

    Attributes
    ----------
    block, module, title
        The block is that of the new curriculum; `module` is empty for a whole block.
    before, due
        Hours by the old curriculum and by the new one.
    done
        Hours taught by the day of the change.
    counted, beyond
        Those that the new curriculum asks for, and those that it does not: they are lost to it.
    added
        Hours that are taught though it does not ask for them, so that half-days make whole days.
    left
        Hours still to be taught, those added among them.
    """

    block: str
    module: str
    title: str
    before: float
    due: float
    done: float
    counted: float
    beyond: float
    added: float
    left: float


@dataclass(frozen=True)
class Migration:
    """A group's change of curriculum, in numbers.

    Attributes
    ----------
    cohort
        The group.
    old, target
        What it followed, and what it is to follow.
    curriculum
        What it follows from now on: the target itself, if nothing was taught beyond it, or one made to
        measure.
    notes
        What does not go without saying: rules that history broke, hours added.
    waived
        Modules, each with one that it should come after, but was begun before that is over.
    """

    cohort: str
    old: Curriculum
    target: Curriculum
    curriculum: Curriculum
    balances: tuple[Balance, ...]
    notes: tuple[str, ...] = ()
    waived: tuple[tuple[str, str], ...] = ()

    @property
    def to_measure(self) -> bool:
        """True if the target itself does not do."""
        return self.curriculum != self.target

    @property
    def left(self) -> float:
        """Hours still to be taught."""
        return sum(x.left for x in self.balances)

    @property
    def blocks(self) -> tuple[Balance, ...]:
        """What becomes of the hours of each block, in the order of the new curriculum."""
        titles = {block.id: block.title for block in self.curriculum.blocks}
        found = []
        for name in dict.fromkeys(x.block for x in self.balances):
            rows = [x for x in self.balances if x.block == name]
            title = titles[name] if name else rows[0].title
            found.append(_summed(name, "" if name else rows[0].module, title, rows))
        return tuple(found)

    @property
    def whole(self) -> Balance:
        """What becomes of all hours."""
        return _summed("", "", _("Whole curriculum"), self.balances)


def _summed(block: str, module: str, title: str, rows: Sequence[Balance]) -> Balance:
    names = ("before", "due", "done", "counted", "beyond", "added", "left")
    return Balance(block, module, title, **{name: sum(getattr(x, name) for x in rows) for name in names})
