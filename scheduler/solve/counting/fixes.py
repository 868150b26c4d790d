"""What the user fixed, taken together: pins that contradict one another, or leave no dates."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from scheduler.domain.cohort import Pin, PinKind
from scheduler.domain.instance import Instance
from scheduler.domain.search import Obstacle
from scheduler.domain.time import monday
from scheduler.solve.counting.pins import Fix, Reason
from scheduler.solve.counting.reach import UsableDates, forbids_day
from scheduler.solve.counting.weeks import possible
from scheduler.text import _
from scheduler.text.phrases import listed, long_day


def obstacles(instance: Instance, reaches: Mapping[str, UsableDates]) -> Iterator[Obstacle]:
    """Yield pairs of pins at odds, then cohorts whose pins leave no dates (PI-01, PI-02)."""
    fixes = [
        Fix(instance, instance.cohort[pin.cohort], pin, reaches[pin.cohort])
        for pin in instance.pins
        if pin.kind is PinKind.FIX and pin.cohort is not None
    ]
    yield from _forbidden(instance, fixes)
    at_odds: set[str] = set()
    for one, other in combinations(fixes, 2):
        reason = next((x for contradiction in CONTRADICTIONS if (x := contradiction(one, other))), None)
        if reason:
            codes, words = reason
            at_odds |= {one.cohort.id, other.cohort.id}
            message = _("Two pins contradict each other: {reason}. Change or delete one of them.")
            where = listed({one.cohort.id, other.cohort.id})
            yield Obstacle(("PI-01", *codes), where, message.format(reason=words))
    for name, cohort in reaches.items():
        if name not in at_odds:
            yield from _no_dates(cohort)


def _forbidden(instance: Instance, fixes: list[Fix]) -> Iterator[Obstacle]:
    for fix in fixes:
        forbid = next((x for x in instance.pins if x.kind is PinKind.FORBID and _forbids(x, fix)), None)
        if forbid is not None:
            message = _("{pin}, and forbidden by another pin. Delete one of the two.").format(pin=fix.said)
            yield Obstacle(("PI-01", "PI-02"), fix.cohort.id, message)


def _forbids(forbid: Pin, fix: Fix) -> bool:
    """Tell whether every lesson that would keep `fix` is forbidden, or the whole day is."""
    pin = fix.pin
    if pin.day != forbid.day:
        return False
    if forbids_day(forbid, fix.cohort):
        return True
    named = ((forbid.cohort, pin.cohort), (forbid.module, pin.module))
    staffed = ((forbid.trainer, pin.trainer), (forbid.room, pin.room))
    return (forbid.half is None or forbid.half in fix.halves) and all(
        wanted in (None, fixed) for wanted, fixed in (*named, *staffed)
    )


def _same_half(one: Fix, other: Fix) -> bool:
    return one.pin.day == other.pin.day and bool(set(one.halves) & set(other.halves))


def _may_share(one: Fix, other: Fix) -> bool:
    """Tell whether both pins may be kept by one joint lesson."""
    joint = one.instance.joint
    mine = {joint.get((one.cohort.id, module.id)) for module in one.modules}
    return any(joint.get((other.cohort.id, x.id)) in mine - {None} for x in other.modules)


def _trainer_twice(one: Fix, other: Fix) -> Reason | None:
    """TR-01 at the same time; TR-05 on the same day."""
    name = one.pin.trainer
    if name is None or name != other.pin.trainer or one.cohort == other.cohort or _may_share(one, other):
        return None
    words = {
        "trainer": one.instance.trainer[name].label if name in one.instance.trainer else name,
        "one": one.cohort.id,
        "other": other.cohort.id,
        "day": long_day(one.pin.day),
    }
    if _same_half(one, other):
        return ("TR-01",), _("{trainer} is fixed for {one} and for {other} at once on {day}").format(**words)
    if one.pin.day == other.pin.day and one.cohort.site != other.cohort.site:
        reason = _("{trainer} is fixed at two sites on {day}, for {one} and for {other}")
        return ("TR-05",), reason.format(**words)
    return None


def _room_twice(one: Fix, other: Fix) -> Reason | None:
    """RO-01."""
    room = one.pin.room
    if room is None or room != other.pin.room or one.cohort == other.cohort or not _same_half(one, other):
        return None
    if _may_share(one, other):
        return None
    reason = _("room {room} is fixed for {one} and for {other} at once on {day}")
    words = {"room": room, "one": one.cohort.id, "other": other.cohort.id, "day": long_day(one.pin.day)}
    return ("RO-01",), reason.format(**words)


def _modules_at_once(one: Fix, other: Fix) -> Reason | None:
    """SE-05: one module in a half-day; CU-06: a whole-day module fills both halves."""
    first, second = one.pin.module, other.pin.module
    if one.cohort != other.cohort or None in (first, second) or first == second:
        return None
    whole = any(module.whole_days for module in (*one.modules, *other.modules))
    if not (_same_half(one, other) or (whole and one.pin.day == other.pin.day)):
        return None
    reason = _("{cohort} cannot have both {first} and {second} on {day}")
    words = {"cohort": one.cohort.id, "first": first, "second": second, "day": long_day(one.pin.day)}
    return ("SE-05", "CU-06") if whole else ("SE-05",), reason.format(**words)


def _one_group_twice(one: Fix, other: Fix) -> Reason | None:
    """A cohort that is one group has one trainer and one room at a time."""
    if one.cohort != other.cohort or not _same_half(one, other) or max(one.groups, other.groups) != 1:
        return None
    words = {"cohort": one.cohort.id, "day": long_day(one.pin.day)}
    for first, second in ((one.pin.trainer, other.pin.trainer), (one.pin.room, other.pin.room)):
        if first and second and first != second:
            reason = _("{cohort} is one group and cannot have both {first} and {second} at once on {day}")
            return ("CU-05",), reason.format(first=first, second=second, **words)
    return None


def _order(one: Fix, other: Fix) -> Reason | None:
    """CU-02 and CU-04: what comes after is fixed before."""
    if one.cohort != other.cohort or len(one.modules) != 1 or len(other.modules) != 1:
        return None
    first, second = (one, other) if one.pin.day < other.pin.day else (other, one)
    if first.pin.day == second.pin.day:
        return None
    early, late = first.modules[0], second.modules[0]
    words = {
        "cohort": one.cohort.id,
        "early": early.id,
        "late": late.id,
        "first": long_day(first.pin.day),
        "second": long_day(second.pin.day),
    }
    if late.id in early.after or (early.last and not late.last):
        reason = _("{cohort}: {early} is fixed on {first}, but comes after {late}, fixed on {second}")
        return ("CU-02" if late.id in early.after else "CU-04",), reason.format(**words)
    if early == late and early.one_session and monday(first.pin.day) != monday(second.pin.day):
        reason = _("{cohort}: {early} lies in one session, but is fixed on {first} and on {second}")
        return ("CU-03",), reason.format(**words)
    return None


CONTRADICTIONS: tuple[Callable[[Fix, Fix], Reason | None], ...] = (
    _trainer_twice,
    _room_twice,
    _modules_at_once,
    _one_group_twice,
    _order,
)


def _no_dates(reach: UsableDates) -> Iterator[Obstacle]:
    """Yield the cohort if it has dates without its pins, and none with them."""
    pinned = reach.with_pins()
    if not (pinned.must or pinned.forbidden) or possible(pinned):
        return
    if not pinned.must <= reach.usable or not possible(reach):
        return
    fixed, forbidden = (
        ", ".join(long_day(day) for day in sorted(some)) or _("no day at all")
        for some in (pinned.must, pinned.forbidden)
    )
    message = _(
        "{cohort} finds dates without its pins, but none with them (days fixed: {fixed}; days forbidden: "
        "{forbidden}): {sessions} sessions of two consecutive days, one a week, at most {gap} weeks "
        "apart. Change or delete one of these pins."
    ).format(cohort=reach.cohort.id, fixed=fixed, forbidden=forbidden, sessions=reach.sessions, gap=reach.gap)
    yield Obstacle(("PI-01", "PI-02", "SE-01", "SE-02", "SE-03"), reach.cohort.id, message)
