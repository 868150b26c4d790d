"""What a planning was understood to say, and how."""

from dataclasses import dataclass, field

from scheduler.exchange.foreign.axes import Axes
from scheduler.exchange.foreign.columns import ColumnRead
from scheduler.exchange.foreign.halves import Found
from scheduler.exchange.tables.names import folded


@dataclass(frozen=True)
class Unread:
    """A cell that was not understood: its place, its text, why, and the modules it may mean."""

    where: str
    text: str
    reason: str
    modules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood:
    """Words that were understood: the module meant, or none; how often, where first, how surely."""

    text: str
    module: str | None
    count: int
    where: str
    sure: bool = True


@dataclass
class SheetRead:
    """How a sheet was understood."""

    title: str
    axes: Axes
    columns: list[ColumnRead] = field(default_factory=list)
    found: dict[str, list[Found]] = field(default_factory=dict)

    @property
    def lessons(self) -> int:
        """How many half-days were found."""
        return sum(map(len, self.found.values()))


@dataclass
class Reading:
    """A planning as it was understood.

    Attributes
    ----------
    groups
        The half-days of each group; the name is empty where the planning names none.
    doubts
        Dates whose weekday is another one than the planning says.
    year
        The year of the first date, if it is not written.
    """

    sheets: list[SheetRead] = field(default_factory=list)
    groups: dict[str, list[Found]] = field(default_factory=dict)
    taken: dict[tuple[str, str | None], Understood] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    doubts: list[Unread] = field(default_factory=list)
    repeated: list[tuple[str, str]] = field(default_factory=list)
    year: int | None = None

    def note(self, text: str, module: str | None, where: str, sure: bool = True) -> None:
        """Note words that were understood."""
        shown = " ".join(text.split())
        known = self.taken.get((folded(shown), module))
        count, first, told = (known.count + 1, known.where, known.text) if known else (1, where, shown)
        self.taken[folded(shown), module] = Understood(told, module, count, first, sure)
