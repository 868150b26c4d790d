"""Where weekdays and trainers by name meet, whatever the dates.

The teams that teach a cohort's modules (:mod:`scheduler.model.weekdays`) are those to whom the part on
staff gives them, so that whoever comes on the right weekdays carries the load.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from ortools.sat.python import cp_model

from scheduler.domain.cluster import must_share
from scheduler.domain.curriculum import Module
from scheduler.domain.time import Half, Weekday
from scheduler.model.layout import Strand
from scheduler.model.teams import groups_to_teach, keeps_trainers
from scheduler.model.variables import CohortVariables
from scheduler.model.weekdays import Spread


def tie(spreads: Sequence[Spread], staff: Sequence[CohortVariables]) -> None:
    """Have the teams of each cohort be those to whom its modules are assigned, on days that there are.

    Parameters
    ----------
    staff
        The part on staff of all cohorts, in the same model.
    """
    assigned = {cohort.cohort.id: cohort for cohort in staff}
    for spread in spreads:
        for module in spread.cohort.curriculum.modules:
            _assigned(spread, module, assigned)
        _once_a_week(spread)
    _same_weekdays(spreads)
    _days_there_are(spreads)


def _assigned(spread: Spread, module: Module, staff: Mapping[str, CohortVariables]) -> None:
    """TR-02, TR-06: whoever is in the team of a module is assigned to it, and has its days for a load."""
    groups = groups_to_teach(spread.cohort, module)
    if not groups or not _named(spread, module):
        return
    finder, theirs = _finder(spread.cohort, module, staff)
    if finder is None:
        return
    strands = [Strand(theirs.id, group) for group in groups]
    kept = keeps_trainers(spread.cohort, module)
    if kept and all(map(finder.keeps_trainer, strands)):
        for name in sorted({name for strand in strands for name in finder.assigned[strand]}):
            inside = [x for team, x in spread.chosen[module.id].items() if name in team.trainers]
            given = [finder.assigned[x][name] for x in strands if name in finder.assigned[x]]
            spread.cohort.model.add(sum(inside) == sum(given))
    elif theirs is module and not kept:
        for name in sorted({name for strand in strands for name in finder.load[strand]}):
            days = [x for _day, id_, team, x in spread.days() if id_ == module.id and name in team.trainers]
            loads = [finder.load[strand][name] for strand in strands if name in finder.load[strand]]
            spread.cohort.model.add(sum(loads) == 2 * sum(days))


def _named(spread: Spread, module: Module) -> bool:
    return all(team.trainers for _day, name, team, _x in spread.days() if name == module.id)


def _finder(
    cohort: CohortVariables, module: Module, staff: Mapping[str, CohortVariables]
) -> tuple[CohortVariables | None, Module]:
    """Return the cohort that finds the trainers of a module, and what its curriculum calls it."""
    share = cohort.shares.get(module.id)
    if share is None:
        return staff.get(cohort.cohort.id), module
    lead = next((name for name in share.joint.cohorts if name in staff), None)
    if lead is None:
        return None, module
    return staff[lead], staff[lead].curriculum.by_id[share.joint.module(lead)]


def _once_a_week(spread: Spread) -> None:
    """TR-04: whoever comes once a week teaches on one day of a session."""
    trainers = spread.cohort.instance.trainer
    for kind, sessions in spread.sessions.items():
        days: dict[str, list[cp_model.IntVar]] = defaultdict(list)
        for index in range(len(kind.weekdays)):
            for (_module, team), number in spread.held[kind, index].items():
                for name in sorted(team.trainers):
                    days[name].append(number)
        for name, numbers in days.items():
            if trainers[name].max_days_per_week == 1:
                spread.cohort.model.add(sum(numbers) <= sessions)


def _same_weekdays(spreads: Sequence[Spread]) -> None:
    """JO-01: cohorts that have to share a module hold it on the same weekdays as often."""
    held: dict[str, list[tuple[Spread, dict[Weekday, list[cp_model.IntVar]]]]] = defaultdict(list)
    for spread in spreads:
        for module, share in spread.cohort.shares.items():
            if must_share(share.joint):
                days: dict[Weekday, list[cp_model.IntVar]] = defaultdict(list)
                for day, name, _team, number in spread.days():
                    if name == module:
                        days[day].append(number)
                held[share.joint.id].append((spread, days))
    for members in held.values():
        for (one, mine), (_other, theirs) in pairwise(members):
            for day in Weekday:
                one.cohort.model.add(sum(mine[day]) == sum(theirs[day]))


def _days_there_are(spreads: Sequence[Spread]) -> None:
    """TR-01, TR-03: a trainer teaches no more days of a weekday than there are, all cohorts together.

    Of a joint module only the first cohort counts the days: for the others they are no further ones.
    """
    taught: dict[tuple[str, Weekday], list[cp_model.IntVar]] = defaultdict(list)
    usable: dict[tuple[str, Weekday], set[date]] = defaultdict(set)
    counted: set[str] = set()
    for spread in spreads:
        cohort = spread.cohort
        joint = {name: share.joint.id for name, share in cohort.shares.items()}
        days = {day for options in cohort.grid.options for option in options for day in option.days}
        known = {
            name: {x for x in days if all(cohort.instance.available(name, x, half) for half in Half)}
            for name in {name for _d, _m, team, _x in spread.days() for name in team.trainers}
        }
        for day, module, team, number in spread.days():
            if joint.get(module) not in counted:
                for name in sorted(team.trainers):
                    taught[name, day].append(number)
        for name, free in known.items():
            for date_ in free:
                usable[name, Weekday(date_.weekday())].add(date_)
        counted |= set(joint.values())
    for (name, day), numbers in taught.items():
        spreads[0].cohort.model.add(sum(numbers) <= len(usable[name, day]))
