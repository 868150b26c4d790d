"""TR: who teaches, never in two places, only when available, within the load agreed.

TR-02 (qualified) and the sites of TR-05 hold by construction: no literal exists for a
trainer who lacks the skill or does not go to the site.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from math import inf

from ortools.sat.python import cp_model

from scheduler.domain.centre import Trainer
from scheduler.domain.curriculum import Module
from scheduler.domain.time import Half, monday
from scheduler.model.layout import HALVES, Strand
from scheduler.model.occupancy import Occupancy, landing_days, one_at_a_time
from scheduler.model.variables import CohortVariables, Literal


def add(model: cp_model.CpModel, cohorts: Sequence[CohortVariables]) -> None:
    """Add the rules on trainers, inside each cohort and between cohorts."""
    if not cohorts:
        return
    for cohort in cohorts:
        for strand in cohort.strands:
            shared_out(cohort, strand)
            _busy_while_teaching(cohort, strand)
            if strand in cohort.teach:
                _staffed(cohort, strand)
                if cohort.curriculum.by_id[strand.module].one_trainer:
                    _kept(cohort, strand)
        different(cohort)
        for name in cohort.teachers():
            _available(cohort, name)
    occupancy = Occupancy(model, CohortVariables.occupies, lambda cohort, trainer: cohort.busy[trainer])
    for trainer in cohorts[0].instance.trainers:
        concerned = [cohort for cohort in cohorts if trainer.id in cohort.busy]
        one_at_a_time(occupancy, concerned, trainer.id)
        _loads(occupancy, concerned, trainer)
        _one_site_a_day(occupancy, concerned, trainer.id)


def shared_out(cohort: CohortVariables, strand: Strand) -> None:
    """TR-02, TR-06: the half-days of a group are shared among its trainers; one takes all where asked."""
    module: Module = cohort.curriculum.by_id[strand.module]
    assigned, need, opened = cohort.assigned[strand], module.half_days, cohort.when_open(strand)
    _able_where_opened(cohort, strand)
    if cohort.keeps_trainer(strand):
        if opened:
            cohort.model.add(sum(assigned.values()) == sum(opened))
        else:
            cohort.model.add_exactly_one(assigned.values())
        cohort.load[strand] = {name: need * literal for name, literal in assigned.items()}
        return
    loads = {name: cohort.model.new_int_var(0, need, f"load {strand} {name}") for name in assigned}
    cohort.model.add(sum(loads.values()) == (need * sum(opened) if opened else need))
    for name, load in loads.items():
        cohort.model.add(load <= need * assigned[name])
        cohort.model.add(load >= assigned[name])
    cohort.load[strand] = dict(loads)


def _able_where_opened(cohort: CohortVariables, strand: Strand) -> None:
    """TR-02, TR-05: whoever cannot teach all who share a module does not, in the ways that need it."""
    for opening in cohort.openings[strand.module][strand.group]:
        for name, literal in cohort.assigned[strand].items():
            way = opening.way
            if way is None or way.chosen is None or cohort.able_in(way, cohort.instance.trainer[name]):
                continue
            cohort.model.add_implication(way.chosen, literal.negated())


def different(cohort: CohortVariables) -> None:
    """TR-01: parallel groups of a module have different trainers; others never meet in a cohort."""
    for module in cohort.curriculum.modules:
        strands = [strand for strand in cohort.strands if strand.module == module.id]
        if len(strands) < 2:
            continue
        for trainer in cohort.teachers():
            able = [strand for strand in strands if trainer in cohort.assigned[strand]]
            if all(map(cohort.keeps_trainer, able)):
                cohort.model.add_at_most_one(cohort.assigned[strand][trainer] for strand in able)
            elif cohort.teach:
                for slot in cohort.slots:
                    cohort.model.add_at_most_one(cohort.teaches(strand, trainer, slot) for strand in able)


def days_in_all(cohorts: Sequence[CohortVariables], trainer: Trainer) -> None:
    """TR-04 on the content, where no date is needed: a whole day taught is a day of load."""
    if trainer.max_days is not None and all(cohort.by_days for cohort in cohorts):
        loads = [x[trainer.id] for cohort in cohorts for x in cohort.load.values() if trainer.id in x]
        left = trainer.max_days - len(cohorts[0].around.days_of(trainer.id)) if cohorts else 0
        left -= sum(cohort.days_taught(trainer.id) for cohort in cohorts)
        if loads or left < 0:
            cohorts[0].model.add(sum(loads) <= 2 * left)


def _busy_while_teaching(cohort: CohortVariables, strand: Strand) -> None:
    """TR-01, TR-03: whoever teaches a group in a slot is busy in it."""
    content = cohort.content[strand.module]
    for name, assigned in cohort.assigned[strand].items():
        for slot in cohort.slots:
            busy = cohort.busy[name][slot]
            if strand in cohort.teach:
                cohort.model.add_implication(cohort.teach[strand][name][slot], busy)
            else:
                cohort.model.add_bool_or([assigned.negated(), content[slot].negated(), busy])


def _staffed(cohort: CohortVariables, strand: Strand) -> None:
    """TR-02: each half-day of a module that may change trainer has one, who has a share of it."""
    teach, assigned = cohort.teach[strand], cohort.assigned[strand]
    covered = cohort.pieces(cohort.curriculum.by_id[strand.module])
    for _content, slot, _size in covered:
        cohort.model.add(sum(slots[slot] for slots in teach.values()) == cohort.meets(strand, slot))
    for name, slots in teach.items():
        for _content, slot, _size in covered:
            cohort.model.add_implication(slots[slot], assigned[name])
        taught = [size * slots[slot] for _content, slot, size in covered]
        cohort.model.add(sum(taught) == cohort.load[strand][name])


def _kept(cohort: CohortVariables, strand: Strand) -> None:
    """TR-06: the module is somebody's, whose substitutes teach it while they stand in."""
    model, instance = cohort.model, cohort.instance
    module: Module = cohort.curriculum.by_id[strand.module]
    kept = {name: model.new_bool_var(f"{strand} is {name}'s") for name in cohort.keepers(strand)}
    opened = cohort.when_open(strand)
    model.add(sum(kept.values()) == (sum(opened) if opened else 1))
    for keeper, own in kept.items():
        substitutes = instance.substitutes(keeper)
        for name, slots in cohort.teach[strand].items():
            if name != keeper and name not in substitutes:
                model.add_implication(own, cohort.assigned[strand][name].negated())
                continue
            for _content, slot, _size in cohort.pieces(module):
                halves = HALVES if module.whole_days else (slot.half,)
                others = {
                    day
                    for day in landing_days(cohort, [slot])
                    if any(instance.stand_in(keeper, day, half) != name for half in halves)
                }
                if landing := cohort.placed(slot.session, slot.day, others):
                    model.add(own + slots[slot] + sum(landing) <= 2)


def _free(cohort: CohortVariables, trainer: str, day: date, half: Half) -> bool:
    """TR-03, and TR-01, TR-04 and TR-05 towards cohorts outside the model."""
    return (
        cohort.instance.available(trainer, day, half)
        and cohort.around.leaves_trainer(trainer, day, half, cohort.cohort.site)
        and cohort.around.days_left(cohort.instance.trainer[trainer], day) > 0
    )


def _available(cohort: CohortVariables, trainer: str) -> None:
    """TR-03: not busy in a slot that lands on a half-day when unavailable."""
    for half in cohort.halves:
        needed = HALVES if cohort.by_days else (half,)
        slots = [slot for slot in cohort.busy[trainer] if slot.half is half]
        days = landing_days(cohort, slots)
        away = {day for day in days if not all(_free(cohort, trainer, day, each) for each in needed)}
        for slot in slots:
            if landing := cohort.placed(slot.session, slot.day, away):
                cohort.model.add_at_most_one([*cohort.occupies(trainer, slot), *landing])


def _loads(occupancy: Occupancy, cohorts: list[CohortVariables], trainer: Trainer) -> None:
    """TR-04: days with a lesson in one ISO week, and in all."""
    if not cohorts:
        return
    weekly, whole_days = trainer.max_days_per_week, all(cohort.by_days for cohort in cohorts)
    around = cohorts[0].around
    known, known_by_week = around.days_of(trainer.id), around.days_by_week(trainer.id)
    if whole_days:
        days_in_all(cohorts, trainer)
    in_all = None if whole_days else trainer.max_days
    if weekly is None and in_all is None:
        return
    by_week: dict[date, list[Literal]] = defaultdict(list)
    for day in occupancy.days(cohorts, trainer.id):
        # A cohort has two days a week at most, and none where nothing is left of the limit.
        slack = inf if weekly is None else weekly - known_by_week.get(monday(day), 0)
        if day not in known and (in_all is not None or 0 < slack < 2 * len(cohorts)):
            by_week[monday(day)] += _busy(occupancy, cohorts, trainer.id, day)
    if weekly is not None:
        for week, literals in by_week.items():
            left = weekly - known_by_week.get(week, 0)
            if len(literals) > left:
                occupancy.model.add(sum(literals) <= left)
    if in_all is not None:
        every = [x for literals in by_week.values() for x in literals]
        occupancy.model.add(sum(every) <= in_all - len(known))


def weekly(
    model: cp_model.CpModel, cohorts: Sequence[CohortVariables], trainer: Trainer, changed: date
) -> None:
    """TR-04: days with a lesson in one ISO week, in the weeks that begin once the limit has changed."""
    concerned = [cohort for cohort in cohorts if trainer.id in cohort.busy]
    if trainer.max_days_per_week is None or not concerned:
        return
    occupancy = Occupancy(model, CohortVariables.occupies, lambda cohort, trainer: cohort.busy[trainer])
    by_week: dict[date, list[Literal]] = defaultdict(list)
    for day in occupancy.days(concerned, trainer.id):
        if monday(day) >= changed and day not in concerned[0].around.days_of(trainer.id):
            by_week[monday(day)] += _busy(occupancy, concerned, trainer.id, day)
    known = concerned[0].around.days_by_week(trainer.id)
    for week, literals in by_week.items():
        model.add(sum(literals) <= max(0, trainer.max_days_per_week - known.get(week, 0)))


def _busy(occupancy: Occupancy, cohorts: list[CohortVariables], trainer: str, day: date) -> list[Literal]:
    """Return literals of which one is true if the trainer has a lesson on `day`, and never two."""
    taken = {
        literal.index: literal
        for cohort in cohorts
        for half in cohort.halves
        for literal in occupancy.taken(cohort, trainer, day, half)
    }
    if len(taken) < 2 or all(cohort.by_days for cohort in cohorts):
        return list(taken.values())
    busy = occupancy.model.new_bool_var(f"busy {trainer} {day}")
    for literal in taken.values():
        occupancy.model.add_implication(literal, busy)
    return [busy]


def _one_site_a_day(occupancy: Occupancy, cohorts: list[CohortVariables], trainer: str) -> None:
    """TR-05: a morning at one site and an afternoon at another do not go together."""
    if all(cohort.by_days for cohort in cohorts):
        return
    for day in occupancy.days(cohorts, trainer):
        sites: dict[str, dict[int, Literal]] = defaultdict(dict)
        for cohort in cohorts:
            for half in Half:
                for literal in occupancy.taken(cohort, trainer, day, half):
                    sites[cohort.cohort.site][literal.index] = literal
        present = []
        for site, literals in sites.items():
            here = occupancy.model.new_bool_var(f"{trainer} at {site} {day}")
            for literal in literals.values():
                occupancy.model.add_implication(literal, here)
            present.append(here)
        if len(present) > 1:
            occupancy.model.add_at_most_one(present)
