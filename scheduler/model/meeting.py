"""The days on which cohorts meet for joint modules: what a part on dates knows of them.

Necessary conditions alone. Each joint module takes days on which all who share it train, and on which
enough trainers and rooms could be there; what else those days hold, and in which order, is left out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from ortools.sat.python import cp_model

from scheduler.domain.cluster import Cluster, Sharing, module_of, rooms_for
from scheduler.domain.curriculum import Mode, Module
from scheduler.domain.fairness import can_teach_all
from scheduler.domain.instance import Instance
from scheduler.domain.time import Half
from scheduler.model.grid import Option
from scheduler.model.variables import CohortVariables, Literal


def meet(cohorts: Sequence[CohortVariables], sharing: Sharing) -> None:
    """Have cohorts train on the same days as often as the joint modules that they share take days."""
    by_id = {cohort.cohort.id: cohort for cohort in cohorts}
    taken: dict[tuple[str, date], list[Literal]] = defaultdict(list)
    for clusters in sharing.values():
        for cluster in clusters:
            members = [by_id[name] for name in cluster.cohorts if name in by_id]
            if len(members) > 1:
                for day, literal in _days(members, cluster).items():
                    for member in members:
                        taken[member.cohort.id, day].append(literal)
    for (name, _day), literals in taken.items():
        by_id[name].model.add_at_most_one(literals)


def _days(members: Sequence[CohortVariables], cluster: Cluster) -> dict[date, Literal]:
    """Return a literal per day on which a joint module may be taught, true on as many as it takes."""
    instance, model = members[0].instance, members[0].model
    module = module_of(instance, cluster.joint, cluster.cohorts[0])
    common = set.intersection(*(set(member.landings) for member in members))
    seated = sorted(day for day in common if _seated(instance, cluster, module, day))
    taught = {day: model.new_bool_var(f"{cluster.joint.id} on {day}") for day in seated}
    if not module.whole_days:
        # Of half-days, as many as it takes lie on at least so many days.
        model.add(sum(taught.values()) >= module.days)
    else:
        model.add(sum(taught.values()) == module.days)
        _staffed(instance, model, cluster, module, taught)
    for member in members:
        for day, literal in taught.items():
            model.add(literal <= sum(x for _s, _i, literals in member.landings[day] for x in literals))
    if module.whole_days and module.fills_session:
        _in_one_session(members, taught)
    # Two modules may share a day where they take half-days: nothing is said of those.
    return taught if module.whole_days else {}


def _seated(instance: Instance, cluster: Cluster, module: Module, day: date) -> bool:
    """Tell whether rooms for all groups are open on a day (RO-01 to RO-04)."""
    if module.mode is Mode.REMOTE:
        return True
    shut = {x.room for x in instance.closures if x.room and x.first <= day <= x.last}
    return cluster.seated(x for x in rooms_for(instance, cluster) if x.id not in shut)


def _staffed(
    instance: Instance,
    model: cp_model.CpModel,
    cluster: Cluster,
    module: Module,
    taught: Mapping[date, Literal],
) -> None:
    """TR-01 to TR-03, TR-06: as many trainers as groups, there on each of the days."""
    if module.skill is None:
        return
    free = {
        trainer.id: {day for day in taught if all(instance.available(trainer.id, day, x) for x in Half)}
        for trainer in instance.trainers
        if can_teach_all(trainer, cluster, instance)
    }
    if not module.one_trainer or instance.relieved(free):
        for day, literal in taught.items():
            if sum(day in own for own in free.values()) < len(cluster.groups):
                model.add(literal == 0)
        return
    team = {name: model.new_bool_var(f"{name} for {cluster.joint.id}") for name in free}
    model.add(sum(team.values()) == len(cluster.groups))
    for name, chosen in team.items():
        for day, literal in taught.items():
            if day not in free[name]:
                model.add_at_most_one([chosen, literal])


def _in_one_session(members: Sequence[CohortVariables], taught: Mapping[date, Literal]) -> None:
    """CU-03: both days of a module that fills a session are those of one session of each cohort."""
    model = members[0].model
    placed: list[dict[Option, list[Literal]]] = []
    for member in members:
        found: dict[Option, list[Literal]] = defaultdict(list)
        for options in member.place:
            for option, literal in options.items():
                if len(option.days) == 2 and set(option.days) <= set(taught):
                    found[option].append(literal)
        placed.append(found)
    both = [x for x in placed[0] if all(x in found for found in placed)]
    chosen = {option: model.new_bool_var(f"on {option.days[0]} and the day after") for option in both}
    model.add_exactly_one(chosen.values())
    for option, literal in chosen.items():
        # That days of it are days of theirs says so already, a week having one session; told for the bound.
        for found in placed:
            model.add(literal <= sum(found[option]))
        for day in option.days:
            model.add_implication(literal, taught[day])
