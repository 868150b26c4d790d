"""Corrections of curricula (order, one session, one trainer, whole days) and to pins."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from scheduler.domain.cohort import Pin, PinKind
from scheduler.domain.curriculum import Curriculum, Module
from scheduler.domain.instance import Instance
from scheduler.explain.corrections.correction import Correction
from scheduler.text import N_, _
from scheduler.text.phrases import listed, short_day


def order(instance: Instance) -> Iterator[Correction]:
    """Yield, for each module that comes after others, its freedom to come when it likes."""
    said = N_("{module} ({curriculum}) in any order")
    yield from _modules(instance, "CU-02", said, after=())


def one_session(instance: Instance) -> Iterator[Correction]:
    """Yield, for each module kept in one session, its freedom to be split."""
    said = N_("{module} ({curriculum}) over several sessions")
    yield from _modules(instance, "CU-03", said, one_session=False)


def one_trainer(instance: Instance) -> Iterator[Correction]:
    """Yield, for each module kept by one trainer, its freedom to have several."""
    said = N_("{module} ({curriculum}) with several trainers")
    yield from _modules(instance, "TR-06", said, one_trainer=False)


def whole_days(instance: Instance) -> Iterator[Correction]:
    """Yield, for each module taught by whole days, its freedom to be taught by half-days."""
    said = N_("{module} ({curriculum}) by half-days")
    yield from _modules(instance, "CU-06", said, whole_days=False)


def _modules(instance: Instance, code: str, said: str, **fields: Any) -> Iterator[Correction]:
    followed = {cohort.curriculum for cohort in instance.cohorts}
    for curriculum in instance.curricula:
        for module in curriculum.modules if curriculum.id in followed else ():
            words = _(said).format(module=module.id, curriculum=curriculum.id)
            make = partial(_module, curriculum.id, module.id, fields)
            yield Correction((code,), curriculum.id, words, make)


def _module(curriculum: str, module: str, fields: dict[str, Any], instance: Instance) -> Instance:
    def changed(found: Module) -> Module:
        return replace(found, **fields) if found.id == module else found

    def rebuilt(found: Curriculum) -> Curriculum:
        blocks = tuple(replace(x, modules=tuple(map(changed, x.modules))) for x in found.blocks)
        return replace(found, blocks=blocks)

    curricula = tuple(rebuilt(x) if x.id == curriculum else x for x in instance.curricula)
    return replace(instance, curricula=curricula)


def apart(instance: Instance) -> Iterator[Correction]:
    """Yield, for each joint module, lessons of their own for all who share it."""
    for joint in instance.joint_modules:
        said = _("{joint} followed apart by {cohorts}").format(joint=joint.id, cohorts=listed(joint.cohorts))
        yield Correction(("JO-01", "JO-02"), joint.cohorts[0], said, partial(_without_joint, joint.id))


def _without_joint(name: str, instance: Instance) -> Instance:
    return replace(instance, joint_modules=tuple(x for x in instance.joint_modules if x.id != name))


def small_groups(instance: Instance) -> Iterator[Correction]:
    """Yield, for each module and joint module, groups below a strict minimum."""
    said = N_("{module} ({curriculum}) in groups of any size")
    yield from _modules(instance, "CU-07", said, group_min_strict=False)
    for joint in instance.joint_modules:
        words = _("{joint} in groups of any size").format(joint=joint.id)
        yield Correction(("CU-07",), joint.cohorts[0], words, partial(_of_any_size, joint.id))


def _of_any_size(name: str, instance: Instance) -> Instance:
    joint_modules = tuple(replace(x, strict=False) if x.id == name else x for x in instance.joint_modules)
    return replace(instance, joint_modules=joint_modules)


def pins(instance: Instance) -> Iterator[Correction]:
    """Yield, for each pin, its removal."""
    for pin in instance.pins:
        named = ", ".join(x for x in (pin.cohort, pin.module, pin.trainer, pin.room) if x)
        if pin.kind is PinKind.FIX:
            code, said = "PI-01", _("nothing fixed on {day} ({named})")
        else:
            code, said = "PI-02", _("nothing forbidden on {day} ({named})")
        words = said.format(day=short_day(pin.day), named=named or _("everything"))
        yield Correction((code,), pin.cohort or "", words, partial(_without_pin, pin))


def _without_pin(pin: Pin, instance: Instance) -> Instance:
    return replace(instance, pins=tuple(x for x in instance.pins if x != pin))
