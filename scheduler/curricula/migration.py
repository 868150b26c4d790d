"""The curriculum of a group that changes over: what it was taught counts, what is left is that of another.

It is an ordinary curriculum, made to measure. A module of which more was taught than the other asks keeps
what was taught as its hours; one that the other lacks stands with what was taught, in a block of its own.
So every rule holds for the whole of it, history included. A rule that history broke already, as the other
curriculum did not ask for it, is left out and told; it could not hold for the rest alone.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from math import ceil
from typing import Any

from scheduler.curricula.balance import Balance, Migration
from scheduler.curricula.hours import shown
from scheduler.curricula.past import DAY, TaughtBefore
from scheduler.domain.changes import in_time
from scheduler.domain.curriculum import Block, Curriculum, Module
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import HALF_DAY_HOURS
from scheduler.text import _
from scheduler.text.phrases import listed


def migrated(
    instance: Instance,
    cohort: str,
    target: Curriculum,
    lessons: Sequence[Lesson],
    since: date,
    name: str,
    title: str,
    fixed: Collection[str] = (),
) -> Migration:
    """Return what a cohort follows once it has changed to `target`.

    Parameters
    ----------
    lessons
        All lessons of the cohort, by its old curriculum.
    since
        The first day that is still to come: what lies before was taught.
    name, title
        Of the curriculum made to measure, if one has to be made.
    fixed
        Modules to whose hours nothing may be added: those shared with other cohorts.
    """
    old = instance.curriculum_of(instance.cohort[cohort])
    return _Making(instance, cohort, old, target, TaughtBefore.of(lessons, since), frozenset(fixed)).made(
        name, title
    )


@dataclass
class _Making:
    """One curriculum in the making; `halves` are the half-days that each module has in it."""

    instance: Instance
    cohort: str
    old: Curriculum
    target: Curriculum
    past: TaughtBefore
    fixed: frozenset[str]
    notes: list[str] = field(default_factory=list)
    added: dict[str, int] = field(default_factory=dict)
    waived: list[tuple[str, str]] = field(default_factory=list)

    @cached_property
    def done(self) -> Mapping[str, int]:
        """Half-days taught, by module; only of those that were begun."""
        return {x: self.past.half_days(x) for x in dict.fromkeys(row.module for row in self.past.lessons)}

    @cached_property
    def halves(self) -> dict[str, int]:
        """Half-days of each module: those asked for or, if more, those taught."""
        asked = {x.id: max(x.half_days, self.done.get(x.id, 0)) for x in self.target.items}
        return asked | {x: count for x, count in self.done.items() if x not in asked}

    def left(self, module: str) -> int:
        """Return the half-days still to come of a module."""
        return self.halves[module] - self.done.get(module, 0)

    def made(self, name: str, title: str) -> Migration:
        """Return the curriculum, and the balance of all modules."""
        self._pad()
        blocks = [self._block(block) for block in self.target.blocks]
        lacking = [x for x in self.old.modules if x.id in self.done and x.id not in self.target.by_id]
        if lacking:
            blocks.append(self._lacking(lacking))
        curriculum = self.target
        if tuple(blocks) != self.target.blocks:
            curriculum = replace(
                self.target,
                id=name,
                title=title,
                blocks=tuple(blocks),
                # The group has begun long ago, by another curriculum.
                valid_from=None,
                assumptions=(*self.target.assumptions, *self.notes),
            )
        balances = tuple(self._balances(curriculum))
        return Migration(
            self.cohort, self.old, self.target, curriculum, balances, tuple(self.notes), tuple(self.waived)
        )

    def _pad(self) -> None:
        """Add what makes whole days of the half-days left, and another day to one that is alone.

        A programme has one session of a single day at most. If that is over, the days left are even.
        """
        teaching = [x for x in self.halves if x not in self._assessments]
        open_ = [x for x in teaching if self.left(x) and x not in self.fixed and not self._in_one(x)]
        if sum(self.halves[x] for x in teaching) % DAY:
            odd = next((x for x in open_ if self.left(x) % DAY), None) or self._longest(open_)
            if odd is not None:
                self._add(odd, 1, _("so that the half-days left make whole days"))
        days = sum(self.halves[x] for x in teaching) // DAY
        days += sum(ceil(self.halves[x] / DAY) for x in self._assessments)
        if self.past.single_day and days % 2 == 0 and any(self.left(x) for x in self.halves):
            known = [x.id for x in self.target.modules if x.id not in self.fixed]
            longest = self._longest(open_ or known)
            if longest is not None:
                self._add(longest, DAY, _("as the only session of a single day is over"))

    def _longest(self, modules: Sequence[str]) -> str | None:
        return max(modules, key=self.left, default=None)

    def _add(self, module: str, halves: int, why: str) -> None:
        self.halves[module] += halves
        self.added[module] = self.added.get(module, 0) + halves
        text = _("{module}: {hours} more than {curriculum} asks for, {why}.")
        more = shown(halves * HALF_DAY_HOURS)
        self.notes.append(text.format(module=module, hours=more, curriculum=self.target.id, why=why))

    @property
    def _assessments(self) -> tuple[str, ...]:
        return (self.target.assessment.id,) if self.target.assessment else ()

    def _in_one(self, module: str) -> bool:
        return module in self.target.by_id and self.target.by_id[module].one_session

    def _block(self, block: Block) -> Block:
        modules = tuple(self._module(module) for module in block.modules)
        return replace(block, modules=modules, hours=sum(x.hours for x in modules))

    def _lacking(self, modules: Sequence[Module]) -> Block:
        """Return the block of what was taught and is no part of the target."""
        known = {block.id for block in self.target.blocks}
        names = ["HORS", *(f"HORS-{number}" for number in range(2, len(known) + 3))]
        name = next(x for x in names if x not in known)
        kept = tuple(
            replace(x, hours=self.halves[x.id] * HALF_DAY_HOURS, after=(), last=False) for x in modules
        )
        title = _("Taught before the change, not part of {curriculum}").format(curriculum=self.target.id)
        return Block(name, title, sum(x.hours for x in kept), kept)

    def _module(self, module: Module) -> Module:
        """Return a module of the target with its hours, less what history contradicts."""
        if not self.done.get(module.id):
            return replace(module, hours=self.halves[module.id] * HALF_DAY_HOURS)
        before = self.old.by_id[module.id]
        if self.left(module.id):
            made = self._continued(module, before)
        else:
            # Nothing of it is to come: it was what the old curriculum says.
            made = replace(
                before, title=module.title, assumption=module.assumption, after=module.after, last=module.last
            )
        made = replace(made, hours=self.halves[module.id] * HALF_DAY_HOURS)
        return self._in_order(made)

    def _continued(self, module: Module, before: Module) -> Module:
        """Return a module that was begun, as it goes on."""
        for why, key_values in self._broken(module, before):
            module = replace(module, **key_values)
            self.notes.append(why)
        return module

    def _broken(self, module: Module, before: Module) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield what of a module that was begun cannot be as the target has it: why, and what it is."""
        rows = self.past.of_module(module.id)
        named = {"module": module.id}
        trainers = [self.instance.trainer[x.trainer] for x in rows if x.trainer is not None]
        if module.mode is not before.mode:
            text = _("{module} goes on as it was begun, in person or remote.")
            yield text.format(**named), {"mode": before.mode, "rooms": before.rooms}
        else:
            kinds = dict.fromkeys(self.instance.room[x.room].kind for x in rows if x.room is not None)
            if missing := tuple(x for x in kinds if x not in module.rooms):
                text = _("{module} was begun in rooms of another kind ({kinds}), which will do.")
                yield text.format(kinds=listed(missing), **named), {"rooms": (*module.rooms, *missing)}
        if any(module.skill not in x.skills for x in trainers):
            text = _("{module} goes on with the skill that its trainers have ({skill}).")
            yield text.format(skill=before.skill, **named), {"skill": before.skill}
        if module.group_max != before.group_max:
            text = _("{module} keeps its parallel groups of before.")
            limits = ("group_min", "group_max", "group_min_strict")
            yield text.format(**named), {key: getattr(before, key) for key in limits}
        groups = [[x for x in rows if x.group == group] for group in {x.group for x in rows}]
        if module.one_trainer and not all(map(self._kept_by_one, groups)):
            text = _("{module} has had several trainers already: it need not keep one.")
            yield text.format(**named), {"one_trainer": False}
        if module.one_session and not self.past.leaves_room(module.id, self.left(module.id)):
            text = _("{module} was begun in a session that is over: what is left lies in another.")
            yield text.format(**named), {"one_session": False}
        if module.whole_days and not self.past.by_days(module.id):
            text = _("{module} was taught by half-days already: what is left need not fill whole days.")
            yield text.format(**named), {"whole_days": False}

    def _kept_by_one(self, rows: Sequence[Lesson]) -> bool:
        """Tell whether one trainer, or who stands in for him or her, taught a module to a group."""
        named = [x for x in rows if x.trainer is not None]
        stand_in = self.instance.stand_in
        return any(
            all(stand_in(trainer.id, x.day, x.half) == x.trainer for x in named)
            for trainer in self.instance.trainers
        )

    def _in_order(self, module: Module) -> Module:
        """Return a module that was begun, without what it began before."""
        first = in_time(self.past.of_module(module.id)[0])
        early = [x for x in module.after if self._not_over(x, first)]
        if early:
            text = _(
                "{module} was begun before {earlier} is over: what is left of it comes after, if possible."
            )
            self.notes.append(text.format(module=module.id, earlier=listed(early)))
        last = module.last
        others = [x.id for x in self.target.modules if not x.last]
        if last and any(self._not_over(x, first) for x in others):
            text = _("{module} was begun before the others are over: what is left comes last, if possible.")
            self.notes.append(text.format(module=module.id))
            last = False
        before = early if last == module.last else [*early, *others]
        if self.left(module.id):
            self.waived += [(module.id, x) for x in dict.fromkeys(before)]
        return replace(module, after=tuple(x for x in module.after if x not in early), last=last)

    def _not_over(self, module: str, moment: tuple[date, int]) -> bool:
        """Tell whether some of a module was taught later than a moment, or is to come."""
        rows = self.past.of_module(module)
        return bool(self.left(module)) or (bool(rows) and in_time(rows[-1]) > moment)

    def _balances(self, curriculum: Curriculum) -> Iterator[Balance]:
        for module in curriculum.items:
            due = self.target.by_id[module.id].hours if module.id in self.target.by_id else 0.0
            before = self.old.by_id[module.id].hours if module.id in self.old.by_id else 0.0
            done = self.done.get(module.id, 0) * HALF_DAY_HOURS
            counted, added = min(done, due), self.added.get(module.id, 0) * HALF_DAY_HOURS
            block = curriculum.block_of.get(module.id)
            yield Balance(
                block.id if block else "",
                module.id,
                module.title,
                before,
                due,
                done,
                counted,
                done - counted,
                added,
                due - counted + added,
            )
