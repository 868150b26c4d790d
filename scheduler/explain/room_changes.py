"""Changes to rooms: a second one beside each, and none closed."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from scheduler.domain.instance import Instance
from scheduler.explain.calendar_changes import lifted
from scheduler.explain.change import Change
from scheduler.text import _


def closures(instance: Instance) -> Iterator[Change]:
    """Yield, for each closure of a room, its lifting."""
    for closure in instance.closures:
        if closure.room is not None:
            yield lifted(closure, "RO-04")


def doubled(instance: Instance) -> Iterator[Change]:
    """Yield, for each room, a second one like it."""
    for room in instance.rooms:
        said = _("a second room like {room} ({kind}, {capacity} places)").format(
            room=room.id, kind=room.kind, capacity=room.capacity
        )
        yield Change(("RO-01", "RO-02"), room.id, said, partial(_twin, room.id))


def _twin(name: str, instance: Instance) -> Instance:
    twin = f"+{name}"
    if twin in instance.room:
        return instance
    return replace(instance, rooms=(*instance.rooms, replace(instance.room[name], id=twin)))
