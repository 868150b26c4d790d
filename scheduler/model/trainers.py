"""TR: who teaches, never in two places, only when available, within the load agreed.

TR-02 (qualified) and the sites of TR-05 hold by construction: no literal exists for a
trainer who lacks the skill or does not go to the site.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ortools.sat.python import cp_model

from scheduler.domain.centre import Trainer
from scheduler.domain.curriculum import Module
from scheduler.domain.time import Half, monday
from scheduler.model.content import amount, pieces
from scheduler.model.occupancy import Occupancy, one_at_a_time
from scheduler.model.variables import HALVES, CohortVariables, Literal, Strand


def add(model: cp_model.CpModel, cohorts: Sequence[CohortVariables]) -> None:
    """Add the rules on trainers, inside each cohort and between cohorts."""
    for cohort in cohorts:
        for strand in cohort.strands:
            shared_out(cohort, strand)
            _staffed(cohort, strand)
        for trainer in cohort.teachers():
            _one_group_when_available(cohort, trainer)
    occupancy = Occupancy(model, CohortVariables.taught_by)
    if not cohorts:
        return
    for trainer in cohorts[0].instance.trainers:
        concerned = [cohort for cohort in cohorts if trainer.id in set(cohort.teachers())]
        days = sorted({day for cohort in concerned for day in cohort.landings})
        one_at_a_time(occupancy, concerned, trainer.id, days)
        _loads(occupancy, concerned, trainer, days)
        _one_site_a_day(occupancy, concerned, trainer.id, days)


def shared_out(cohort: CohortVariables, strand: Strand) -> None:
    """TR-02, TR-06: the half-days of a group are shared among its trainers; one takes all where asked."""
    module: Module = cohort.curriculum.by_id[strand.module]
    assigned, need = cohort.assigned[strand], module.half_days
    if module.one_trainer:
        cohort.model.add_exactly_one(assigned.values())
        cohort.load[strand] = {name: need * literal for name, literal in assigned.items()}
        return
    loads = {name: cohort.model.new_int_var(0, need, f"load {strand} {name}") for name in assigned}
    cohort.model.add(sum(loads.values()) == need)
    for name, load in loads.items():
        cohort.model.add(load <= need * assigned[name])
        cohort.model.add(load >= assigned[name])
    cohort.load[strand] = dict(loads)


def one_each(cohorts: Sequence[CohortVariables]) -> None:
    """TR-01: the parallel groups of a module taught by one trainer each have different ones."""
    for cohort in cohorts:
        for module in cohort.curriculum.modules:
            strands = [Strand(module.id, group) for group in range(1, cohort.groups(module) + 1)]
            if len(strands) > 1 and module.one_trainer and module.skill is not None:
                for trainer in cohort.assigned[strands[0]]:
                    cohort.model.add_at_most_one(cohort.assigned[strand][trainer] for strand in strands)


def days_in_all(cohorts: Sequence[CohortVariables], trainer: Trainer) -> None:
    """TR-04 on the content, where no date is needed: a whole day taught is a day of load."""
    if trainer.max_days is not None and all(cohort.by_days for cohort in cohorts):
        loads = [x[trainer.id] for cohort in cohorts for x in cohort.load.values() if trainer.id in x]
        if loads:
            cohorts[0].model.add(sum(loads) <= 2 * trainer.max_days)


def _staffed(cohort: CohortVariables, strand: Strand) -> None:
    """TR-02, TR-06: each half-day of a group has one trainer, among those it was shared out to."""
    teach, assigned = cohort.teach[strand], cohort.assigned[strand]
    covered = list(pieces(cohort, cohort.curriculum.by_id[strand.module]))
    for content, slot, _size in covered:
        cohort.model.add(sum(slots[slot] for slots in teach.values()) == content)
    for name, slots in teach.items():
        for _content, slot, _size in covered:
            cohort.model.add_implication(slots[slot], assigned[name])
        taught = [size * slots[slot] for _content, slot, size in covered]
        cohort.model.add(sum(taught) == cohort.load[strand][name])


def _one_group_when_available(cohort: CohortVariables, trainer: str) -> None:
    """TR-01 between parallel groups, and TR-03: not in a slot that lands where unavailable."""
    for slot in cohort.slots:
        teaching = cohort.taught_by(trainer, slot)
        halves = HALVES if cohort.by_days else (slot.half,)
        away = [
            literal
            for option, literal in cohort.place[slot.session].items()
            if slot.day < len(option.days)
            and not all(cohort.instance.available(trainer, option.days[slot.day], half) for half in halves)
        ]
        if len(teaching) + len(away) > 1:
            cohort.model.add_at_most_one([*teaching, *away])


def _loads(occupancy: Occupancy, cohorts: list[CohortVariables], trainer: Trainer, days: list[date]) -> None:
    """TR-04: days with a lesson in one ISO week, and in all."""
    weekly, whole_days = trainer.max_days_per_week, all(cohort.by_days for cohort in cohorts)
    if weekly is not None and weekly >= 2 * len(cohorts):
        weekly = None
    if cohorts and whole_days:
        days_in_all(cohorts, trainer)
    in_all = None if whole_days else trainer.max_days
    if weekly is None and in_all is None:
        return
    by_week: dict[date, list[Literal]] = defaultdict(list)
    for day in days:
        by_week[monday(day)].extend(_busy(occupancy, cohorts, trainer.id, day))
    if weekly is not None:
        for literals in by_week.values():
            if len(literals) > weekly:
                occupancy.model.add(sum(literals) <= weekly)
    if in_all is not None:
        occupancy.model.add(sum(x for literals in by_week.values() for x in literals) <= in_all)


def _busy(occupancy: Occupancy, cohorts: list[CohortVariables], trainer: str, day: date) -> list[Literal]:
    """Return at most one literal per date, implied by any lesson of the trainer on it."""
    taken = [
        x
        for cohort in cohorts
        for half in cohort.halves
        if (x := occupancy.taken(cohort, trainer, day, half)) is not None
    ]
    if len(taken) < 2:
        return taken
    busy = occupancy.model.new_bool_var(f"busy {trainer} {day}")
    for literal in taken:
        occupancy.model.add_implication(literal, busy)
    return [busy]


def _one_site_a_day(
    occupancy: Occupancy, cohorts: list[CohortVariables], trainer: str, days: list[date]
) -> None:
    """TR-05: a morning at one site and an afternoon at another do not go together."""
    if all(cohort.by_days for cohort in cohorts):
        return
    for day in days:
        sites: dict[str, list[Literal]] = defaultdict(list)
        for cohort in cohorts:
            for half in Half:
                literal = occupancy.taken(cohort, trainer, day, half)
                if literal is not None and literal not in sites[cohort.cohort.site]:
                    sites[cohort.cohort.site].append(literal)
        present = []
        for site, literals in sites.items():
            here = occupancy.model.new_bool_var(f"{trainer} at {site} {day}")
            for literal in literals:
                occupancy.model.add_implication(literal, here)
            present.append(here)
        if len(present) > 1:
            occupancy.model.add_at_most_one(present)

