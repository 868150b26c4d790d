"""What is said of the gap between cost and bound: what of the cost no plan avoids, and how a search went."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from scheduler.domain.record import Record
from scheduler.text import N_, _

KINDS: dict[str, tuple[str, ...]] = {
    "dates": ("rhythm", "school_holidays", "bridges", "deadline_margin"),
    "trainers": (
        *("preferred_weekdays", "weekday_stability", "continuity"),
        *("trainers_per_module", "trainer_balance"),
    ),
    "rooms": ("room_stability",),
}
"""Terms of the cost that are bounded together, as what is gained in one is easily lost in another."""

SAID = {
    "dates": N_("{proved} of {cost} for dates (rhythm, holidays, bridges, margin)"),
    "trainers": N_("{proved} of {cost} for trainers and weekdays"),
    "rooms": N_("{proved} of {cost} for rooms"),
}

LAST, SHARE = 60.0, 0.25
"""What is called the end of a search: its last minute, and no more than a quarter of it."""


@dataclass(frozen=True)
class Unavoidable(Record):
    """What every plan costs at least in terms of one kind, whatever it costs in the others: proved.

    Attributes
    ----------
    dates, trainers, rooms
        By kind, as in :data:`KINDS`.
    """

    dates: int = 0
    trainers: int = 0
    rooms: int = 0

    @property
    def total(self) -> int:
        """What every plan costs at least: no term is of two kinds."""
        return self.dates + self.trainers + self.rooms

    def told(self, costs: Mapping[str, int]) -> str:
        """Return it in a sentence beside what a plan costs by term; empty if nothing of that is proved."""
        said = [
            _(SAID[kind]).format(proved=proved, cost=sum(costs.get(term, 0) for term in KINDS[kind]))
            for kind, proved in asdict(self).items()
            if proved
        ]
        if not said:
            return ""
        return _("Of this cost, no plan avoids {parts}: proved.").format(parts=", ".join(said))


@dataclass(frozen=True)
class Pace(Record):
    """How a search went in the end.

    Attributes
    ----------
    last
        Seconds that count as the end: :data:`LAST`, or :data:`SHARE` of a search that was shorter.
    gained
        By how much the cost fell in these.
    found
        Seconds after which the best plan was found.
    """

    last: float
    gained: int
    found: float

    def told(self, seconds: float) -> str:
        """Return it in a sentence, of a search of so many seconds."""
        last, found = round(self.last), round(self.found)
        if self.gained:
            text = _("In its last {last} s the search still gained {gained}: a longer one may gain more.")
            return text.format(last=last, gained=self.gained)
        text = _("Nothing better was found after {found} s, in a search of {seconds} s.")
        return text.format(found=found, seconds=round(seconds))


def pace(seconds: float, found: list[tuple[float, int]]) -> Pace | None:
    """Return how a search of so many seconds went in the end; None if it found nothing.

    Parameters
    ----------
    found
        When each better plan was found, and its cost.
    """
    if not found:
        return None
    last = min(LAST, SHARE * seconds)
    when, cost = min(found, key=lambda x: (x[1], x[0]))
    before = [each for at, each in found if at <= seconds - last]
    # A first plan of the end is no gain: there was none to be better than.
    gained = (min(before) if before else found[0][1]) - cost
    return Pace(last, gained, when)
