"""CU: what each half-day of each session holds. SE-05 is here too: no half-day stays empty.

CU-05 (parallel groups) and CU-06 (whole days) hold by construction: a module has one
strand per group, and one literal for both halves of a day.
"""

from collections.abc import Callable

from scheduler.domain.curriculum import Mode, Module
from scheduler.domain.time import Half
from scheduler.model.layout import Slot, filled
from scheduler.model.variables import CohortVariables, Literal


def add(cohort: CohortVariables) -> None:
    """Add the rules on the content of sessions."""
    _filled(cohort)
    _hours(cohort)
    _order(cohort)
    _one_session(cohort)
    _last(cohort)
    _one_mode_a_day(cohort)
    _smallest_group(cohort)


def _filled(cohort: CohortVariables) -> None:
    """SE-05: one module in every half-day, and none on the day that a single-day session lacks."""
    for slot in cohort.slots:
        here = [literals[slot] for literals in cohort.content.values()]
        if slot.day == 0 or not cohort.grid.singles:
            cohort.model.add_exactly_one(here)
        else:
            cohort.model.add_exactly_one([*here, cohort.two_days[slot.session].negated()])


def _hours(cohort: CohortVariables) -> None:
    """CU-01: each module fills exactly its half-days."""
    for module in cohort.modules:
        covered = cohort.pieces(module)
        cohort.model.add(sum(size * x for x, _slot, size in covered) == filled(module))


def _order(cohort: CohortVariables) -> None:
    """CU-02: where a module is taught, all of what it comes after lies before."""
    for module in cohort.modules:
        for name in module.after:
            after(cohort, module, name)


def after(
    cohort: CohortVariables, module: Module, name: str, holds: Callable[[Slot], bool] = lambda slot: True
) -> None:
    """Let a module be taught, in the slots where that holds, only once all of another is over."""
    earlier = cohort.curriculum.by_id[name]
    need = filled(earlier)
    for literal, slot, _size in cohort.pieces(module):
        if holds(slot):
            done = [size * x for x, at, size in cohort.pieces(earlier) if at.order + size <= slot.order]
            cohort.model.add(need * literal <= sum(done))


def _one_session(cohort: CohortVariables) -> None:
    """CU-03: a module marked ``one_session`` is in one session; one that fills it takes both days."""
    for module in cohort.modules:
        if not module.one_session:
            continue
        chosen = [cohort.model.new_bool_var(f"{module.id} in {session}") for session in cohort.grid.sessions]
        cohort.model.add_exactly_one(chosen)
        covered = cohort.pieces(module)
        for session in cohort.grid.sessions:
            inside = [size * x for x, slot, size in covered if slot.session == session]
            cohort.model.add(sum(inside) == filled(module) * chosen[session])


def _last(cohort: CohortVariables) -> None:
    """CU-04: once a module marked ``last`` has begun, nothing else is taught."""
    final = [module for module in cohort.modules if module.last]
    others = [module for module in cohort.modules if not module.last]
    if not final or not others:
        return
    begun: Literal | None = None
    for slot in cohort.slots:
        now = cohort.model.new_bool_var(f"last begun {slot.order}")
        if begun is not None:
            cohort.model.add_implication(begun, now)
        for module in final:
            cohort.model.add_implication(cohort.content[module.id][slot], now)
        cohort.model.add_at_most_one([now, *(cohort.content[module.id][slot] for module in others)])
        begun = now


def _one_mode_a_day(cohort: CohortVariables) -> None:
    """RO-05: both halves of a day are in person, or both are remote."""
    remote = [module for module in cohort.modules if module.mode is Mode.REMOTE]
    if not remote or cohort.by_days:
        return
    in_person = [module for module in cohort.modules if module.mode is Mode.IN_PERSON]
    for session, day in cohort.days:
        for here, there in ((Half.AM, Half.PM), (Half.PM, Half.AM)):
            cohort.model.add_at_most_one(
                [cohort.content[module.id][Slot(session, day, here)] for module in remote]
                + [cohort.content[module.id][Slot(session, day, there)] for module in in_person]
            )


def _smallest_group(cohort: CohortVariables) -> None:
    """CU-07: no group below a strict minimum; of a joint module, no way that has one."""
    for module in cohort.modules:
        if module.id not in cohort.shares:
            sizes = [opening.size for (opening,) in cohort.openings[module.id].values()]
            if module.group_min_strict and any(0 < size < (module.group_min or 0) for size in sizes):
                cohort.model.add_bool_or([])
            continue
        for way in cohort.shares[module.id].ways:
            cluster = way.cluster
            if cluster is not None and cluster.strict and any(map(cluster.missing, cluster.groups)):
                cohort.model.add_bool_or([x.negated() for x in way.conditions])
