"""The search for the best way to have what a learner lacks: aim after aim, each proved."""

import time
from dataclasses import replace

from scheduler.catchup.choosing import Choosing, Chosen, Expression
from scheduler.catchup.diary import Diary, stays
from scheduler.catchup.offers import disorder, offers_of, other_hours
from scheduler.catchup.telling import advice, again, barred
from scheduler.domain.catching_up import CatchUp, NeedStatus, Offer, Settled, Travel
from scheduler.domain.search import Limits, Progress
from scheduler.solve.solver import Solver, SolverStatus
from scheduler.text import N_


class CatchUpSearch:
    """The best way for one learner, as far as there is time."""

    def __init__(self, diary: Diary, limits: Limits):
        self._diary = diary
        self._started = time.monotonic()
        self._solver = Solver(replace(limits, workers=1), self._started + limits.seconds)
        self._limits = limits
        self._offers = tuple(offers_of(diary, need) for need in diary.needs)
        self._chosen: Chosen = (None,) * len(diary.needs)
        self._disorderly: frozenset[int] = frozenset()
        self._proved = False

    def stop(self) -> None:
        """End soon, keeping what is found."""
        self._solver.stop()

    def progress(self) -> Progress:
        """Return where it stands."""
        return Progress(time.monotonic() - self._started, N_("lessons of other groups"), None, 0)

    def run(self) -> CatchUp:
        """Seek the best way, and return it."""
        choosing = Choosing(self._diary, self._diary.needs, self._offers)
        self._proved = not choosing.take
        if choosing.take:
            choosing.post()
            self._proved = all(self._reach(choosing, aim) for _name, aim in choosing.aims())
        return self.so_far()

    def _reach(self, choosing: Choosing, aim: Expression) -> bool:
        """Make `aim` as small as can be and keep it so; tell whether that is proved."""
        model = choosing.model
        if isinstance(aim, int):
            # Nothing that could be taken counts for it.
            return True
        model.minimize(aim)
        response = self._solver.run(model, self._limits.seconds, linear=True)
        if response.found:
            self._chosen = choosing.taken(response.values)
            self._disorderly = choosing.out_of_order(response.values)
        if response.status is not SolverStatus.OPTIMAL:
            return False
        model.add(aim <= response.objective)
        model.clear_hints()
        for literal in choosing.take.values():
            model.add_hint(literal, response.values[literal.index])
        return True

    # ------------------------------------------------------------------ what was found

    def so_far(self) -> CatchUp:
        """Return the best way found by now."""
        diary = self._diary
        chosen = tuple(
            None if number is None else offers[number]
            for number, offers in zip(self._chosen, self._offers, strict=True)
        )
        return CatchUp(
            diary.learner,
            tuple(self._settled(number, chosen) for number in range(len(chosen))),
            diary.exempted,
            self._travel(chosen),
            diary.own_days[-1],
            diary.instance.finish_deadline(diary.learner),
            self._proved,
        )

    def _settled(self, number: int, chosen: tuple[Offer | None, ...]) -> Settled:
        diary, need, mine = self._diary, self._diary.needs[number], chosen[number]
        others = [
            (diary.needs[other], offer)
            for other, offer in enumerate(chosen)
            if other != number and offer is not None
        ]
        offers = tuple(barred(need, offer, others) for offer in self._offers[number])
        elsewhere = other_hours(diary, need)
        if mine is None:
            told = advice(diary, need, offers)
            return Settled(need, NeedStatus.NOT_HAD, None, offers, elsewhere, told)
        if number not in self._disorderly:
            return Settled(need, NeedStatus.HAD, mine, offers, elsewhere)
        broken = [*mine.disorder]
        for other, offer in others:
            for sitting in mine.sittings:
                for then in offer.sittings:
                    if found := disorder((need.module, sitting), (other.module, then)):
                        broken.append(found)
        mine = replace(mine, disorder=tuple(broken))
        told = again(diary, need, mine) or advice(diary, need, offers)
        return Settled(need, NeedStatus.OUT_OF_ORDER, mine, offers, elsewhere, told)

    def _travel(self, chosen: tuple[Offer | None, ...]) -> Travel:
        """Count stays and days more than those with the own group."""
        diary = self._diary
        own = diary.days_there
        sittings = [x for offer in chosen if offer is not None for x in offer.sittings]
        more = {(x.lesson.day, x.site) for x in sittings if x.site is not None} - own
        before, after = stays(own), stays(own | more)
        trips = {site: count - before.get(site, 0) for site, count in after.items()}
        elsewhere = sum(count for site, count in trips.items() if site != diary.cohort.site)
        return Travel(sum(trips.values()), elsewhere, len(more))
