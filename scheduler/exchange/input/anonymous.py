"""A centre without its names: the same question to the solver, which tells nobody who asks it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from scheduler.curricula import override_hours, shipped_curricula
from scheduler.domain.centre import Centre, Room, Site, Trainer
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.curriculum import Block, Curriculum, Module
from scheduler.domain.instance import Instance
from scheduler.domain.joint import Sharer
from scheduler.errors import InputError
from scheduler.exchange.tables.names import folded
from scheduler.exchange.tables.words import PREREQUISITES, PROFILES, ROOM_KINDS

UNSAID = "-"
"""What stands where a text is asked for and none is given away."""

T = TypeVar("T", bound=str | None)


class NewNames:
    """New names for the old ones of one table, in its order, such as ``T1`` and ``T2``.

    A name that is not of the table stays: those that come with the program are no secret.
    """

    def __init__(self, letter: str, old: Iterable[str], public: Iterable[str] = ()):
        kept = set(public)
        mine = [name for name in dict.fromkeys(old) if name not in kept]
        free = (name for n in range(1, len(mine) + len(kept) + 1) if (name := f"{letter}{n}") not in kept)
        self._new = dict(zip(mine, free, strict=False))

    def __call__(self, old: T) -> T:
        """Return the new name of `old`."""
        return self._new.get(old, old)  # type: ignore[arg-type, return-value]

    def all(self, old: Iterable[str]) -> tuple[str, ...]:
        """Return the new names of several."""
        return tuple(self(name) for name in old)


def changed_hours(curriculum: Curriculum) -> dict[str, float] | None:
    """Return the hours in which `curriculum` differs from the shipped one; None if it is another."""
    ours = {x.id: x for x in shipped_curricula()}.get(curriculum.id)
    if ours is None:
        return None
    usual = {x.id: x.hours for x in ours.items}
    hours = {x.id: x.hours for x in curriculum.items if usual.get(x.id, x.hours) != x.hours}
    if ours.assessment and not curriculum.assessment:
        hours[ours.assessment.id] = 0
    try:
        theirs = with_hours(ours, hours)
    except InputError:
        return None
    # What is said of changed hours speaks the language of the day.
    return hours if replace(theirs, assumptions=()) == replace(curriculum, assumptions=()) else None


def with_hours(curriculum: Curriculum, hours: dict[str, float]) -> Curriculum:
    """Return `curriculum` with other hours, as the sheet of hours would change it."""
    return override_hours(curriculum, hours, lambda _module: "") if hours else curriculum


def anonymous(instance: Instance) -> Instance:
    """Return `instance` with every name, identifier and free text replaced, in the order of its tables.

    Curricula that come with the program keep their words. So do dates, days, numbers, kinds of
    rooms and what decides on holidays: an answer depends on them.
    """
    public = shipped_curricula()
    ours = {x.id: x for x in public}
    modules = [module for x in public for module in x.items]
    changed = {x.id: changed_hours(x) for x in instance.curricula}
    own = [x for x in instance.curricula if changed[x.id] is None]
    owned = [module for x in own for module in x.items]
    sites = NewNames("S", (x.id for x in instance.sites))
    rooms = NewNames("R", (x.id for x in instance.rooms))
    trainers = NewNames("T", (x.id for x in instance.trainers))
    cohorts = NewNames("G", (x.id for x in instance.cohorts))
    joint = NewNames("J", (x.id for x in instance.joint_modules))
    curricula = NewNames("P", (x.id for x in own))
    module = NewNames("M", (x.id for x in owned), (x.id for x in modules))
    block = NewNames("BLOC", (b.id for x in own for b in x.blocks), (b.id for x in public for b in x.blocks))
    words = _words(instance, own, public)
    people, employers = (
        _people(instance),
        NewNames("E", (x.employer for x in instance.learners if x.employer)),
    )

    def site(x: Site) -> Site:
        return replace(x, id=sites(x.id), name=sites(x.id), address="")

    def room(x: Room) -> Room:
        return replace(x, id=rooms(x.id), site=sites(x.site), kind=words(x.kind), name="")

    def trainer(x: Trainer) -> Trainer:
        new = trainers(x.id)
        return replace(
            x, id=new, name=people("T", x.name) or new, skills=words.all(x.skills), sites=sites.all(x.sites)
        )

    def cohort(x: Cohort) -> Cohort:
        return replace(x, id=cohorts(x.id), name="", curriculum=curricula(x.curriculum), site=sites(x.site))

    def curriculum(x: Curriculum) -> Curriculum:
        hours = changed[x.id]
        if hours is None:
            return _curriculum(x, curricula, block, module, words)
        return with_hours(ours[x.id], hours)

    def learner(number: int, x: Learner) -> Learner:
        return replace(
            x,
            id=f"L{number}",
            cohort=cohorts(x.cohort),
            name=people("L", x.name),
            employer=employers(x.employer),
            profile=words(x.profile),
            prerequisite=words(x.prerequisite),
            exempted=module.all(x.exempted),
            acquired_blocks=block.all(x.acquired_blocks),
        )

    def sharer(x: Sharer) -> Sharer:
        return Sharer(cohorts(x.cohort), module(x.module))

    return Instance(
        Centre("Centre", morning_start=instance.centre.morning_start,
               afternoon_start=instance.centre.afternoon_start),
        tuple(map(site, instance.sites)),
        tuple(map(room, instance.rooms)),
        tuple(map(trainer, instance.trainers)),
        tuple(map(cohort, instance.cohorts)),
        tuple(map(curriculum, instance.curricula)),
        tuple(learner(number, x) for number, x in enumerate(instance.learners, start=1)),
        tuple(
            replace(x, trainer=trainers(x.trainer), substitute=trainers(x.substitute), reason="")
            for x in instance.absences
        ),
        tuple(replace(x, site=sites(x.site), room=rooms(x.room), label="") for x in instance.closures),
        tuple(
            replace(x, cohort=cohorts(x.cohort), module=module(x.module), trainer=trainers(x.trainer),
                    room=rooms(x.room))
            for x in instance.pins
        ),
        tuple(
            replace(x, id=joint(x.id), sharers=tuple(map(sharer, x.sharers))) for x in instance.joint_modules
        ),
    )  # fmt: skip


def _people(instance: Instance) -> Callable[[str, str], str]:
    """Return what gives people new names; two rows with the same name keep sharing one."""
    new: dict[tuple[str, str], str] = {}
    for letter, names in (
        ("T", [x.name for x in instance.trainers]),
        ("L", [x.name for x in instance.learners]),
    ):
        for number, name in enumerate(names, start=1):
            new.setdefault((letter, folded(name)), f"{letter}{number}" if name else "")
    return lambda letter, name: new[letter, folded(name)]


def _words(instance: Instance, own: list[Curriculum], public: tuple[Curriculum, ...]) -> NewNames:
    """Return new words for the centre's own skills, kinds of rooms, professions and prerequisites."""

    def of(curricula: Iterable[Curriculum]) -> list[str]:
        found = [(m.skill, *m.rooms) for x in curricula for m in x.items]
        listed = [(*x.profiles, *x.excluded_profiles, *x.prerequisites) for x in curricula]
        return [word for words in (*found, *listed) for word in words if word]

    known = [choice.value for choice in (*ROOM_KINDS, *PROFILES, *PREREQUISITES)]
    theirs = [skill for x in instance.trainers for skill in x.skills]
    theirs += [x.kind for x in instance.rooms]
    theirs += [word for x in instance.learners for word in (x.profile, x.prerequisite) if word]
    return NewNames("mot", [*of(own), *theirs], [*of(public), *known])


def _curriculum(
    x: Curriculum, curricula: NewNames, block: NewNames, module: NewNames, words: NewNames
) -> Curriculum:
    public = {ours.id for ours in shipped_curricula()}

    def renamed(m: Module) -> Module:
        return replace(
            m, id=module(m.id), title=module(m.id), rooms=words.all(m.rooms), skill=words(m.skill),
            after=module.all(m.after),
        )  # fmt: skip

    def block_renamed(b: Block) -> Block:
        return replace(b, id=block(b.id), title=block(b.id), modules=tuple(map(renamed, b.modules)))

    return replace(
        x,
        id=curricula(x.id),
        title=curricula(x.id),
        leads_to=UNSAID,
        sources=(UNSAID,),
        assumptions=(),
        validity_note="",
        rncp=None,
        blocks=tuple(map(block_renamed, x.blocks)),
        profiles=words.all(x.profiles),
        excluded_profiles=words.all(x.excluded_profiles),
        prerequisites=words.all(x.prerequisites),
        instead=x.instead if x.instead in public else None,
        regimes=tuple(replace(regime, source=UNSAID) for regime in x.regimes),
        assessment=renamed(x.assessment) if x.assessment else None,
    )
