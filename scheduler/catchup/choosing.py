"""The model: for each need at most one offer, the best ones by one aim after the other.

Each aim is an objective at 0 or above; what was reached is kept while the next is sought.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ortools.sat.python import cp_model

from scheduler.catchup.diary import Diary, precedes
from scheduler.domain.catching_up import Need, Offer
from scheduler.domain.time import Moment

DAY = timedelta(days=1)
ELSEWHERE = 2
"""How much a stay at another site weighs against one at the site of the own group."""

Expression = cp_model.LinearExprT
Aim = tuple[str, Expression]
Values = Sequence[int]
Chosen = tuple[int | None, ...]
"""For each need the number of its offer, from 0; None if it is not had."""


@dataclass(frozen=True)
class Choosing:
    """The choice among offers: variables and what holds of them.

    Attributes
    ----------
    offers
        Those of each need, possible or not.
    """

    diary: Diary
    needs: tuple[Need, ...]
    offers: tuple[tuple[Offer, ...], ...]

    @cached_property
    def model(self) -> cp_model.CpModel:
        """The model, all that always holds posted."""
        return cp_model.CpModel()

    @cached_property
    def take(self) -> dict[tuple[int, int], cp_model.IntVar]:
        """True if an offer, by need and number, is taken; those that are possible."""
        return {
            (need, number): self.model.new_bool_var(f"need {need} offer {number}")
            for need, offers in enumerate(self.offers)
            for number, offer in enumerate(offers)
            if offer.possible
        }

    @cached_property
    def disorderly(self) -> list[cp_model.IntVar]:
        """True if a need is had out of order."""
        return [self.model.new_bool_var(f"need {need} out of order") for need in range(len(self.needs))]

    def post(self) -> None:
        """Post that a learner is at one place at a time, and when a need is had out of order."""
        for need in range(len(self.needs)):
            taken = [literal for _offer, literal in self._of(need)]
            self.model.add_at_most_one(taken)
            self.model.add(self.disorderly[need] <= sum(taken))
        for literals in self._by_moment.values():
            self.model.add_at_most_one(literals)
        self._post_one_place()
        self._post_order()
        self._post_order_beside_own()

    def aims(self) -> Iterator[Aim]:
        """Yield what is to be least, the most important first."""
        weight = [len(need.missed) for need in self.needs]
        lost = [
            weight[need] * (1 - sum(literal for _offer, literal in self._of(need)))
            for need in range(len(self.needs))
        ]
        out = [weight[need] * literal for need, literal in enumerate(self.disorderly)]
        yield "in order", sum(lost) + sum(out)
        yield "had", sum(lost)
        yield "late", self._late()
        yield from self._travel()
        yield "end", self._end()
        yield "early", self._early()

    def taken(self, values: Values) -> Chosen:
        """Return what a solution takes."""
        found: list[int | None] = [None] * len(self.needs)
        for (need, number), literal in self.take.items():
            if values[literal.index]:
                found[need] = number
        return tuple(found)

    def out_of_order(self, values: Values) -> frozenset[int]:
        """Return the needs that a solution has out of order."""
        return frozenset(need for need, x in enumerate(self.disorderly) if values[x.index])

    # ------------------------------------------------------------------ what always holds

    @cached_property
    def _by_moment(self) -> dict[Moment, list[cp_model.IntVar]]:
        found = defaultdict(list)
        for (need, number), literal in self.take.items():
            for sitting in self.offers[need][number].sittings:
                found[sitting.moment].append(literal)
        return found

    @cached_property
    def _by_place(self) -> dict[date, dict[str | None, list[cp_model.IntVar]]]:
        """The literals of offers that lead to each site on each day; remote ones lead to None."""
        found: dict[date, dict[str | None, list[cp_model.IntVar]]] = defaultdict(lambda: defaultdict(list))
        for (need, number), literal in self.take.items():
            for day, site in dict.fromkeys(
                (x.lesson.day, x.site) for x in self.offers[need][number].sittings
            ):
                found[day][site].append(literal)
        return found

    @cached_property
    def _there(self) -> dict[tuple[date, str | None], cp_model.IntVar]:
        """True if an offer is taken at a site on a day."""
        found = {}
        for day, places in self._by_place.items():
            for site, literals in places.items():
                found[day, site] = self.model.new_bool_var(f"{day} at {site}")
                self.model.add_max_equality(found[day, site], literals)
        return found

    def _post_one_place(self) -> None:
        """A day is at one site, or remote."""
        for day, places in self._by_place.items():
            self.model.add_at_most_one(self._there[day, site] for site in places)

    def _post_order(self) -> None:
        """Of two needs, one of which comes before the other, one is out of order unless it does."""
        for first, need in enumerate(self.needs):
            for second, other in enumerate(self.needs):
                mine, theirs = (need.module, need.own[-1]), (other.module, other.own[0])
                if first != second and precedes(mine, theirs):
                    self._post_before(first, second)

    def _post_before(self, first: int, second: int) -> None:
        later = self._of(second)
        for offer, literal in self._of(first):
            end = offer.sittings[-1].moment
            early = [other for then, other in later if then.sittings[0].moment <= end]
            if early:
                out = self.disorderly[first] + self.disorderly[second]
                self.model.add(literal + sum(early) <= 1 + out)

    def _of(self, need: int) -> list[tuple[Offer, cp_model.IntVar]]:
        return [(self.offers[one][number], x) for (one, number), x in self.take.items() if one == need]

    def _post_order_beside_own(self) -> None:
        for (need, number), literal in self.take.items():
            if self.offers[need][number].disorder:
                self.model.add_implication(literal, self.disorderly[need])

    # ------------------------------------------------------------------ aims

    def _late(self) -> Expression:
        """Count half-days missed that are had only after the last day of the own group."""
        last = self.diary.own_days[-1]
        return sum(
            len(self.needs[need].missed) * literal
            for (need, number), literal in self.take.items()
            if self.offers[need][number].sittings[-1].lesson.day > last
        )

    def _travel(self) -> Iterator[Aim]:
        """Yield the stays more than without catching up, then the days."""
        own = self.diary.days_there
        more = {key: x for key, x in self._there.items() if key[1] is not None and key not in own}
        beginnings: list[Expression] = []
        for day, site in sorted({*more, *((day + DAY, site) for day, site in more)} & {*more, *own}):
            assert site is not None
            begins = self.model.new_bool_var(f"a stay at {site} begins on {day}")
            before = (day - DAY, site)
            already = 1 if before in own else more.get(before, 0)
            now = 1 if (day, site) in own else more[day, site]
            self.model.add(begins >= now - already)
            weight = 1 if site == self.diary.cohort.site else ELSEWHERE
            beginnings.append(weight * begins)
        yield "trips", sum(beginnings)
        yield "days", sum(more.values())

    def _end(self) -> Expression:
        """Return when the last lesson is over."""
        end = self.model.new_int_var(0, len(self._moments), "end")
        for (need, number), literal in self.take.items():
            self.model.add(end >= self._rank(self.offers[need][number]) * literal)
        return end

    def _early(self) -> Expression:
        """Return how late all lessons are together; then, the first in the order of the tables."""
        most = 1 + max(map(len, self.offers), default=0)
        return sum(
            (most * len(self.needs) * self._rank(self.offers[need][number]) + number) * literal
            for (need, number), literal in self.take.items()
        )

    @cached_property
    def _moments(self) -> list[Moment]:
        return sorted(self._by_moment)

    def _rank(self, offer: Offer) -> int:
        return 1 + self._moments.index(offer.sittings[-1].moment)
