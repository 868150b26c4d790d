"""Facts of programmes: order, one session, one trainer, whole days, groups, joint modules, and pins."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from scheduler.curricula.group_sizes import said_groups
from scheduler.domain.cohort import Pin, PinKind
from scheduler.domain.curriculum import Curriculum, Module
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule, Sharer, Together
from scheduler.explain.concession import Concession, added, cell, deleted
from scheduler.explain.facts.fact import Fact
from scheduler.solve.counting.joint import partners
from scheduler.solve.counting.reach import reaches
from scheduler.text import N_, _
from scheduler.text.phrases import listed, short_day


def order(instance: Instance) -> Iterator[Fact]:
    """Yield, for each module that comes after others, that it does."""
    said = N_("{module} ({curriculum}) comes after {after}")
    yield from _modules(instance, "CU-02", said, after=())


def one_session(instance: Instance) -> Iterator[Fact]:
    """Yield, for each module kept in one session, that it is."""
    said = N_("{module} ({curriculum}) lies in one session")
    yield from _modules(instance, "CU-03", said, one_session=False)


def one_trainer(instance: Instance) -> Iterator[Fact]:
    """Yield, for each module kept by one trainer, that it is; somebody may stand in for who is away."""

    def relieved(_curriculum: Curriculum, module: Module) -> Iterator[Concession]:
        able = [x for x in instance.trainers if module.skill in x.skills]
        for absence in instance.absences:
            away = next((x for x in able if x.id == absence.trainer), None)
            if away is None or absence.substitute is not None:
                continue
            for other in able:
                if other != away:
                    said = _("{substitute} stands in for {trainer} from {first} to {last}").format(
                        substitute=other.label,
                        trainer=away.label,
                        first=short_day(absence.first),
                        last=short_day(absence.last),
                    )
                    yield cell(said, "absences", absence, substitute=other.id)

    said = N_("{module} ({curriculum}) keeps one trainer")
    yield from _modules(instance, "TR-06", said, relieved, one_trainer=False)


def whole_days(instance: Instance) -> Iterator[Fact]:
    """Yield, for each module taught by whole days, that it is."""
    said = N_("{module} ({curriculum}) is taught by whole days")
    yield from _modules(instance, "CU-06", said, whole_days=False)


def _modules(
    instance: Instance,
    code: str,
    said: str,
    conceded: Callable[[Curriculum, Module], Iterator[Concession]] = lambda _curriculum, _module: iter(()),
    **fields: Any,
) -> Iterator[Fact]:
    """Yield a fact per module of the curricula followed; what a curriculum says, no table concedes."""
    followed = {cohort.curriculum for cohort in instance.cohorts}
    for curriculum in instance.curricula:
        for module in curriculum.modules if curriculum.id in followed else ():
            words = _(said).format(
                module=module.id, curriculum=curriculum.id, after=listed(module.after), least=module.group_min
            )
            without = partial(_module, curriculum.id, module.id, fields)
            ladder = tuple(conceded(curriculum, module))
            yield Fact((code,), curriculum.id, words, without, ladder, module.id, nested=False)


def _module(curriculum: str, module: str, fields: dict[str, Any], instance: Instance) -> Instance:
    def changed(found: Module) -> Module:
        return replace(found, **fields) if found.id == module else found

    def rebuilt(found: Curriculum) -> Curriculum:
        blocks = tuple(replace(x, modules=tuple(map(changed, x.modules))) for x in found.blocks)
        return replace(found, blocks=blocks)

    curricula = tuple(rebuilt(x) if x.id == curriculum else x for x in instance.curricula)
    return replace(instance, curricula=curricula)


def joint(instance: Instance) -> Iterator[Fact]:
    """Yield each joint module that cohorts have to follow together."""
    for shared in instance.joint_modules:
        if shared.together is Together.MUST:
            words = {"joint": shared.id, "cohorts": listed(shared.cohorts)}
            said = _("{joint} followed together by {cohorts}").format(**words)
            where_it_fits = _("{joint} followed together by {cohorts} only where it fits").format(**words)
            apart = _("{joint} followed apart by {cohorts}").format(**words)
            ladder = (
                cell(where_it_fits, "joint_modules", shared, together=Together.MAY),
                deleted(apart, "joint_modules", shared),
            )
            without = partial(_without_joint, shared.id)
            yield Fact(("JO-01", "JO-02"), shared.cohorts[0], said, without, ladder, shared.id)


def _without_joint(name: str, instance: Instance) -> Instance:
    return replace(instance, joint_modules=tuple(x for x in instance.joint_modules if x.id != name))


def small_groups(instance: Instance) -> Iterator[Fact]:
    """Yield, for each module and joint module, that its groups have a strict minimum."""

    def together(curriculum: Curriculum, module: Module) -> Iterator[Concession]:
        for cohort in instance.cohorts if module.group_min and module.group_min_strict else ():
            if cohort.curriculum == curriculum.id and (cohort.id, module.id) not in instance.joint:
                for other, sizes in partners(instance, cohort, module, reaches(instance)):
                    name = f"{module.id}-{cohort.site}"
                    sharers = (Sharer(cohort.id, module.id), Sharer(other.id, module.id))
                    if name not in {x.id for x in instance.joint_modules}:
                        said = _("{module} followed together by {cohorts}: {groups}").format(
                            module=module.id,
                            cohorts=listed((cohort.id, other.id)),
                            groups=said_groups(sizes),
                        )
                        yield added(said, "joint_modules", JointModule(name, sharers, Together.MUST))

    said = N_("{module} ({curriculum}) in groups of at least {least}")
    yield from _modules(instance, "CU-07", said, together, group_min_strict=False)
    for shared in instance.joint_modules:
        words = _("{joint} in groups of at least their smallest size").format(joint=shared.id)
        by_law = any(
            instance.curriculum_of(instance.cohort[x.cohort]).by_id[x.module].group_min_strict
            for x in shared.sharers
        )
        conceded = cell(
            _("{joint} in groups of any size").format(joint=shared.id), "joint_modules", shared, strict=False
        )
        ladder = () if by_law else (conceded,)
        without = partial(_of_any_size, shared.id)
        yield Fact(("CU-07",), shared.cohorts[0], words, without, ladder, shared.id)


def _of_any_size(name: str, instance: Instance) -> Instance:
    joint_modules = tuple(replace(x, strict=False) if x.id == name else x for x in instance.joint_modules)
    return replace(instance, joint_modules=joint_modules)


def pins(instance: Instance) -> Iterator[Fact]:
    """Yield each pin."""
    for pin in instance.pins:
        named = ", ".join(x for x in (pin.cohort, pin.module, pin.trainer, pin.room) if x)
        if pin.kind is PinKind.FIX:
            code, said = "PI-01", _("fixed on {day} ({named})")
            conceded = _("nothing fixed on {day} ({named})")
        else:
            code, said = "PI-02", _("forbidden on {day} ({named})")
            conceded = _("nothing forbidden on {day} ({named})")
        words = {"day": short_day(pin.day), "named": named or _("everything")}
        ladder = (deleted(conceded.format(**words), "pins", pin),)
        without = partial(_without_pin, pin)
        yield Fact((code,), pin.cohort or "", said.format(**words), without, ladder, str(pin))


def _without_pin(pin: Pin, instance: Instance) -> Instance:
    return replace(instance, pins=tuple(x for x in instance.pins if x != pin))
