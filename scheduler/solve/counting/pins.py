"""What the user fixed, pin by pin: whether the facts leave room for it at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from scheduler.domain.cohort import Cohort, Pin, PinKind
from scheduler.domain.curriculum import Mode, Module
from scheduler.domain.fairness import can_teach
from scheduler.domain.instance import Instance
from scheduler.domain.search import Obstacle
from scheduler.domain.time import Half
from scheduler.solve.counting.reach import UsableDates
from scheduler.solve.counting.words import sentences
from scheduler.text import _
from scheduler.text.phrases import half_day, listed, long_day, short_day

Reason = tuple[tuple[str, ...], str]
"""Why something cannot be: the codes of the rules, and the words."""


def obstacles(instance: Instance, reaches: Mapping[str, UsableDates]) -> Iterator[Obstacle]:
    """Yield each fixed pin that the facts leave no room for (PI-01)."""
    for pin in instance.pins:
        if pin.kind is PinKind.FIX and pin.cohort is not None:
            fix = Fix(instance, instance.cohort[pin.cohort], pin, reaches[pin.cohort])
            found = fix.day() or fix.module() or fix.trainer() or fix.room()
            if found:
                codes, reason = found
                advice = _("Change or delete this pin.")
                message = _("{pin} cannot be kept: {reason}.").format(pin=fix.said, reason=reason)
                yield Obstacle(("PI-01", *codes), fix.cohort.id, sentences(message, advice))


@dataclass(frozen=True)
class Fix:
    """A fixed pin with what it speaks of."""

    instance: Instance
    cohort: Cohort
    pin: Pin
    reach: UsableDates

    @property
    def halves(self) -> tuple[Half, ...]:
        """The half-days it speaks of."""
        return tuple(Half) if self.pin.half is None else (self.pin.half,)

    @property
    def said(self) -> str:
        """The pin in one line."""
        pin = self.pin
        when = long_day(pin.day) if pin.half is None else half_day(pin.day, pin.half)
        named = [x for x in (pin.module, pin.trainer, pin.room) if x is not None]
        return _("Fixed by hand for {cohort} on {when}").format(cohort=self.cohort.id, when=when) + (
            f" ({', '.join(named)})" if named else ""
        )

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """The modules that the pin leaves open: the one it names, or all."""
        return tuple(
            x for x in self.reach.curriculum.items if self.pin.module is None or x.id == self.pin.module
        )

    @property
    def groups(self) -> int:
        """The most groups that may be taught then; of a joint module, more than one."""
        if any((self.cohort.id, x.id) in self.instance.joint for x in self.modules):
            return 2
        return max((len(self.instance.groups(self.cohort, x)) for x in self.modules), default=0)

    def day(self) -> Reason | None:
        """Return why the cohort cannot train on that day (CA, SE-04, LE-01)."""
        day, reach = self.pin.day, self.reach
        refused = reach.refusal(day)
        if refused is not None:
            return (refused[0],), _("no training then, {reason}").format(reason=refused[1])
        if day < self.cohort.start_from:
            start = short_day(self.cohort.start_from)
            return ("CA-04",), _("the cohort starts on {start} at the earliest").format(start=start)
        if day > reach.last:
            codes = ("LE-01",) if day <= reach.without_deadlines().last else ("CA-04", "CA-05")
            return codes, _("the cohort ends on {last} at the latest").format(last=short_day(reach.last))
        beside = {day - timedelta(days=1), day + timedelta(days=1)}
        if not reach.odd and not beside & reach.usable:
            reason = _(
                "a session takes two consecutive days, and neither the day before nor the day after will do"
            )
            return ("SE-01",), reason
        return None

    def module(self) -> Reason | None:
        """Return why the module cannot be taught to the cohort (CU-01)."""
        if self.modules:
            return None
        return ("CU-01",), _("curriculum {curriculum} has no module {module}").format(
            curriculum=self.cohort.curriculum, module=self.pin.module
        )

    def trainer(self) -> Reason | None:
        """Return why the trainer cannot teach then (TR-02, TR-03, TR-05)."""
        trainer = self.instance.trainer.get(self.pin.trainer or "")
        if trainer is None:
            return None
        name = trainer.label
        shared = any((self.cohort.id, x.id) in self.instance.joint for x in self.modules)
        if trainer.sites and self.cohort.site not in trainer.sites and not shared:
            reason = _("{trainer} does not go to site {site}")
            return ("TR-05",), reason.format(trainer=name, site=self.cohort.site)
        taught = [module for module in self.modules if can_teach(trainer, self.cohort, module)]
        # Of a joint module, another cohort's curriculum may ask for another skill: the solver decides.
        if not taught and not shared:
            what = self.pin.module or self.cohort.curriculum
            reason = _("{trainer} has no skill for {module}")
            return ("TR-02",), reason.format(trainer=name, module=what)
        halves = tuple(Half) if taught and all(module.whole_days for module in taught) else self.halves
        away = [half for half in halves if not self.instance.available(trainer.id, self.pin.day, half)]
        if away:
            reason = _("{trainer} is not available on {half_day}")
            return ("TR-03",), reason.format(trainer=name, half_day=half_day(self.pin.day, away[0]))
        return None

    def room(self) -> Reason | None:
        """Return why the cohort cannot be in the room then (RO-02, RO-03, RO-04)."""
        room = self.instance.room.get(self.pin.room or "")
        if room is None:
            return None
        if room.site != self.cohort.site:
            reason = _("room {room} is not at site {site}")
            return ("RO-04",), reason.format(room=room.id, site=self.cohort.site)
        closures = (x for x in self.instance.closures if x.room == room.id)
        if any(x.first <= self.pin.day <= x.last for x in closures):
            return ("RO-04",), _("room {room} is closed").format(room=room.id)
        seated = [x for x in self.modules if x.mode is Mode.IN_PERSON and room.kind in x.rooms]
        if not seated:
            what = self.pin.module or self.cohort.curriculum
            return ("RO-02",), _("room {room} is of no kind that {module} accepts").format(
                room=room.id, module=what
            )
        smallest = min(len(x) for module in seated for x in self.instance.groups(self.cohort, module))
        shared = any((self.cohort.id, x.id) in self.instance.joint for x in seated)
        if smallest > room.capacity and not shared:
            reason = _("room {room} holds {capacity} learners, and {learners} follow {module}")
            return ("RO-03",), reason.format(
                room=room.id,
                capacity=room.capacity,
                learners=smallest,
                module=listed(x.id for x in seated),
            )
        return None
