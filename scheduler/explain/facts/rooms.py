"""Facts of rooms: when they are shut, and which there are."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from scheduler.curricula.words import said_rooms
from scheduler.domain.centre import Room
from scheduler.domain.cluster import all_together
from scheduler.domain.curriculum import Mode
from scheduler.domain.instance import Instance
from scheduler.explain.concession import added
from scheduler.explain.facts.dates import closed
from scheduler.explain.facts.fact import Fact
from scheduler.text import _, plural

AMPLE, MANY = 1000, 3
"""Places of the rooms that are there, and their number, where what rooms there are is left out."""


def closures(instance: Instance) -> Iterator[Fact]:
    """Yield each closure of a room at a site with cohorts."""
    used = {cohort.site for cohort in instance.cohorts}
    for closure in instance.closures:
        if closure.room is not None and instance.room[closure.room].site in used:
            yield closed(closure, "RO-04")


def rooms(instance: Instance) -> Iterator[Fact]:
    """Yield, for each site and each kind of room in use there, which rooms there are."""
    for (site, kind), places in _wanted(instance).items():
        here = [room for room in instance.rooms if (room.site, room.kind) == (site, kind)]
        named = ", ".join(f"{room.id} ({room.capacity})" for room in here) or _("none")
        words = {"site": site, "kind": ", ".join(said_rooms((kind,))), "rooms": named}
        said = _("rooms of kind {kind} at site {site}: {rooms}").format(**words)
        free = (x for x in range(1, len(instance.rooms) + 3) if f"PLUS-{x}" not in instance.room)
        further = [Room(f"PLUS-{number}", site, kind, places) for number in (next(free), next(free))]
        ladder = [
            added(
                plural(
                    "{count} room more of kind {kind} at site {site} ({places} places)",
                    "{count} rooms more of kind {kind} at site {site} ({places} places)",
                    count,
                ).format(count=count, places=places, **words),
                "rooms",
                *further[:count],
            )
            for count in (1, 2)
        ]
        yield Fact(("RO-01", "RO-02", "RO-03"), site, said, partial(_more, site, kind), tuple(ladder), kind)


def _more(site: str, kind: str, instance: Instance) -> Instance:
    names = (f"+{kind} {site} {number}" for number in range(MANY))
    further = tuple(Room(name, site, kind, AMPLE) for name in names if name not in instance.room)
    return replace(instance, rooms=instance.rooms + further)


def _wanted(instance: Instance) -> dict[tuple[str, str], int]:
    """Return the kinds of room in use at each site, and the learners of the largest group there."""
    found: dict[tuple[str, str], int] = {}
    for cohort in instance.cohorts:
        for module in instance.curriculum_of(cohort).items:
            if module.mode is Mode.REMOTE:
                continue
            joint = instance.joint.get((cohort.id, module.id))
            if joint is None:
                largest = max(len(group) for group in instance.groups(cohort, module))
            else:
                cluster = all_together(instance, joint)
                largest = max(map(cluster.size, cluster.groups))
            for kind in module.rooms:
                key = cohort.site, kind
                found[key] = max(found.get(key, 1), largest)
    return found
