"""Rooms: one that fits for each group, days enough for all who need them, and days without any."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.curricula.words import said_rooms
from scheduler.domain.centre import Room
from scheduler.domain.cluster import rooms_for
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Mode, Module
from scheduler.domain.instance import Instance
from scheduler.domain.search import Obstacle
from scheduler.domain.time import days
from scheduler.solve.counting.joint import counted
from scheduler.solve.counting.reach import UsableDates
from scheduler.solve.counting.supply import Demand, Shortage, half_days, shortages
from scheduler.solve.counting.words import day_count, either, some
from scheduler.text import _
from scheduler.text.phrases import listed


def obstacles(instance: Instance, reaches: Mapping[str, UsableDates]) -> Iterator[Obstacle]:
    """Yield modules without a room that fits, then sets of rooms with too few days."""
    seats = _Seats(instance, reaches)
    needs: list[Demand] = []
    for cohort in instance.cohorts:
        needs += seats.shared(cohort)
        for modules in _by_kinds(instance, cohort):
            obstacle = seats.no_room(cohort, modules)
            if obstacle:
                yield obstacle
            elif reaches[cohort.id].options:
                needs += [need for module in modules for need in seats.needs(cohort, module)]
    for shortage in shortages(needs, seats.supply):
        yield _too_few_days(shortage)


def remote_days(instance: Instance, _reaches: Mapping[str, UsableDates]) -> Iterator[Obstacle]:
    """Yield each curriculum followed whose remote half-days make no whole days (RO-05)."""
    followed = {cohort.curriculum for cohort in instance.cohorts}
    for curriculum in instance.curricula:
        remote = [module for module in curriculum.modules if module.mode is Mode.REMOTE]
        count = sum(module.half_days for module in remote)
        if curriculum.id in followed and count % 2:
            message = _(
                "Curriculum {curriculum}: the remote modules ({modules}) take {count} half-days, an odd "
                "number, and a day is wholly remote or wholly in person. Make them whole days, or teach "
                "one in person."
            ).format(curriculum=curriculum.id, modules=listed(x.id for x in remote), count=count)
            yield Obstacle(("RO-05", "SE-05"), curriculum.id, message)


def _by_kinds(instance: Instance, cohort: Cohort) -> list[list[Module]]:
    """Return the modules in person that are not shared, those that accept the same kinds of room together."""
    found: dict[frozenset[str], list[Module]] = {}
    for module in instance.curriculum_of(cohort).items:
        if module.mode is Mode.IN_PERSON and (cohort.id, module.id) not in instance.joint:
            found.setdefault(frozenset(module.rooms), []).append(module)
    return list(found.values())


@dataclass(frozen=True)
class _Seats:
    """Which rooms fit which groups, and when they are open."""

    instance: Instance
    reach: Mapping[str, UsableDates]

    def of_kind(self, cohort: Cohort, module: Module) -> list[Room]:
        """Return the rooms of the site that the module accepts, the largest first."""
        rooms = (x for x in self.instance.rooms if x.site == cohort.site and x.kind in module.rooms)
        return sorted(rooms, key=lambda room: -room.capacity)

    def sizes(self, cohort: Cohort, module: Module) -> list[int]:
        """Return the learners of each group, the largest first."""
        return sorted((len(x) for x in self.instance.groups(cohort, module)), reverse=True)

    def needs(self, cohort: Cohort, module: Module) -> list[Demand]:
        """Return the needs of a module, one per group."""
        rooms = self.of_kind(cohort, module)
        return [
            Demand(cohort, module, i, module.half_days, frozenset(x.id for x in rooms if x.capacity >= size))
            for i, size in enumerate(self.sizes(cohort, module), start=1)
        ]

    def shared(self, cohort: Cohort) -> list[Demand]:
        """Return the needs of joint modules that it leads, one per group of all who must share them."""
        found: list[Demand] = []
        for module in self.instance.curriculum_of(cohort).modules:
            cluster = counted(self.instance, self.instance.joint.get((cohort.id, module.id)), cohort)
            if cluster is None or module.mode is Mode.REMOTE or not self.reach[cohort.id].options:
                continue
            here = rooms_for(self.instance, cluster)
            for group in cluster.groups:
                fit = frozenset(x.id for x in here if x.capacity >= cluster.size(group))
                if fit:
                    found.append(Demand(cohort, module, group, module.half_days, fit))
        return found

    def supply(self, room: str, needs: Sequence[Demand]) -> int:
        """Return how many half-days a room can give to `needs` at most."""
        shut: set[date] = {
            day
            for closure in self.instance.closures
            if closure.room == room
            for day in days(closure.first, closure.last)
        }
        cohorts = {need.cohort.id for need in needs}
        return half_days(
            [self.reach[name] for name in sorted(cohorts)], lambda day, half: day not in shut, whole=False
        )

    def no_room(self, cohort: Cohort, modules: Sequence[Module]) -> Obstacle | None:
        """Return why no room fits some group of modules that accept the same kinds (RO-01, RO-02, RO-03)."""
        rooms = self.of_kind(cohort, modules[0])
        sizes = {module.id: self.sizes(cohort, module) for module in modules}
        words = {
            "cohort": cohort.id,
            "site": cohort.site,
            "kinds": either(said_rooms(modules[0].rooms)),
            "rooms": ", ".join(f"{room.id} ({room.capacity})" for room in rooms),
        }
        if not rooms:
            message = _(
                "{cohort}: a room of kind {kinds} is needed ({modules}), and site {site} has none. Add "
                "one, or let these modules accept another kind."
            )
            return Obstacle(("RO-02", "RO-04"), cohort.id, message.format(modules=listed(sizes), **words))
        large = {name: of[0] for name, of in sizes.items() if of[0] > rooms[0].capacity}
        if large:
            message = _(
                "{cohort}: a room of kind {kinds} is needed for {learners} learners ({modules}); at site "
                "{site} there is: {rooms}. Find a larger one, or split the cohort into groups (group_max)."
            )
            message = message.format(learners=max(large.values()), modules=listed(large), **words)
            return Obstacle(("RO-02", "RO-03"), cohort.id, message)
        for name, of in sizes.items():
            # Rooms that hold a larger group hold a smaller one too: the k-th room serves the k-th group.
            seated = [room.capacity >= size for room, size in zip(rooms, of, strict=False)]
            if len(seated) < len(of) or not all(seated):
                message = _(
                    "{cohort}: module {module} is taught in {groups} parallel groups (of {sizes} "
                    "learners), which takes as many rooms of kind {kinds}; at site {site} there is: "
                    "{rooms}. Add a room, or allow larger groups."
                ).format(module=name, groups=len(of), sizes=", ".join(map(str, of)), **words)
                return Obstacle(("CU-05", "RO-01", "RO-03"), cohort.id, message)
        return None


def _too_few_days(shortage: Shortage) -> Obstacle:
    by_cohort: dict[str, int] = {}
    for need in shortage.needs:
        by_cohort[need.cohort.id] = by_cohort.get(need.cohort.id, 0) + need.half_days
    message = _(
        "{cohorts} need {demand} that only {rooms} can give, and these have {supply} at most while the "
        "cohorts can train. Modules: {modules}. Add a room, spread the cohorts over the year, or shorten "
        "closures."
    ).format(
        cohorts=some(f"{name} ({day_count(x)})" for name, x in by_cohort.items()),
        demand=day_count(shortage.demand),
        rooms=some(sorted(shortage.supply)),
        supply=day_count(sum(shortage.supply.values())),
        modules=listed(need.module.id for need in shortage.needs),
    )
    return Obstacle(("RO-01", "RO-04"), some(shortage.supply), message)
