"""How many rooms and trainers are free on a date: what the part on dates knows of the others.

Necessary conditions, linear in the placing literals: they leave dates out on which no plan
can be, and say nothing of who teaches what.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from scheduler.domain.curriculum import Mode, Module
from scheduler.domain.time import Half
from scheduler.model.variables import CohortVariables, Literal


def skilled(cohort: CohortVariables) -> None:
    """TR-02, TR-03, CU-03: each module finds enough days on which someone able to teach it is free."""
    for module in cohort.curriculum.modules:
        if module.skill is None or not module.whole_days or module.id in cohort.shares:
            continue
        free = {x.id: _free_days(cohort, x.id) for x in cohort.able(module)}
        if not module.one_trainer or cohort.instance.relieved(free):
            cohort.model.add(sum(_landing(cohort, set().union(*free.values()))) >= module.days)
            continue
        chosen = {name: cohort.model.new_bool_var(f"{name} for {module.id}") for name in free}
        cohort.model.add_bool_or(chosen.values())
        for name, literal in chosen.items():
            need = module.days * literal
            cohort.model.add(sum(_landing(cohort, free[name])) >= need)
            if module.fills_session:
                cohort.model.add(sum(_whole(cohort, free[name])) >= literal)


def shared(cohorts: Sequence[CohortVariables]) -> None:
    """RO-01, TR-01: no more cohorts at a site than rooms, nor than trainers who go there, at any time.

    Cohorts that share modules may be in one room with one trainer: of such, one is counted.
    """
    cohorts = _apart(cohorts)
    if not cohorts:
        return
    by_site: dict[str, list[CohortVariables]] = defaultdict(list)
    for cohort in cohorts:
        by_site[cohort.cohort.site].append(cohort)
    for members in by_site.values():
        _seated(members)
        _taught(members)
    if len(by_site) > 1:
        _taught(cohorts)


def _apart(cohorts: Sequence[CohortVariables]) -> list[CohortVariables]:
    """Return cohorts of which no two can share a lesson, nor join one outside the model."""
    chosen: list[CohortVariables] = []
    taken: set[str] = set()
    for cohort in cohorts:
        joint = {share.joint.id for share in cohort.shares.values()}
        if taken.isdisjoint(joint) and not (joint and cohort.around.teaching):
            chosen.append(cohort)
        taken |= joint
    return chosen


def _seated(cohorts: Sequence[CohortVariables]) -> None:
    in_person = [
        cohort for cohort in cohorts if all(x.mode is Mode.IN_PERSON for x in cohort.curriculum.items)
    ]
    for (day, half), landing in _landings(in_person, teaching=False).items():
        around = in_person[0].around
        rooms = sum(around.leaves_room(room.id, day, half) for room in in_person[0].rooms)
        _limit(in_person, landing, rooms)


def _taught(cohorts: Sequence[CohortVariables]) -> None:
    names = {name for cohort in cohorts for module in _skilled(cohort) for name in _able(cohort, module)}
    sites = {cohort.cohort.site for cohort in cohorts}
    first = cohorts[0]
    for (day, half), landing in _landings(cohorts, teaching=True).items():
        free = sum(
            first.instance.available(name, day, half)
            and any(first.around.leaves_trainer(name, day, half, site) for site in sites)
            for name in names
        )
        _limit(cohorts, landing, free)


def _limit(cohorts: Sequence[CohortVariables], landing: list[Literal], most: int) -> None:
    if most < len(cohorts):
        cohorts[0].model.add(sum(landing) <= most)


def _landings(
    cohorts: Sequence[CohortVariables], *, teaching: bool
) -> dict[tuple[date, Half], list[Literal]]:
    """Return the literals that bring a cohort to each half-day; if `teaching`, where it has a trainer."""
    found: dict[tuple[date, Half], list[Literal]] = defaultdict(list)
    for cohort in cohorts:
        untaught = _untaught_sessions(cohort) if teaching else 0
        for day, landings in cohort.landings.items():
            for session, _index, literals in landings:
                if session < len(cohort.grid.sessions) - untaught:
                    for half in Half:
                        found[day, half].extend(literals)
    return found


def _untaught_sessions(cohort: CohortVariables) -> int:
    """Return in how many sessions, counted from the last, there may be a half-day without a trainer.

    Parallel groups need no thought: one trainer is the least that a taught half-day asks for.
    """
    without = [module for module in cohort.curriculum.items if module.skill is None]
    if any(not module.last for module in without):
        return len(cohort.grid.sessions)
    days = sum(module.days for module in without)
    return 0 if days == 0 else days // 2 + 1 + cohort.grid.singles


def _skilled(cohort: CohortVariables) -> Iterable[Module]:
    return (module for module in cohort.curriculum.modules if module.skill is not None)


def _able(cohort: CohortVariables, module: Module) -> list[str]:
    return [trainer.id for trainer in cohort.able(module)]


def _free_days(cohort: CohortVariables, trainer: str) -> set[date]:
    """Return the days that sessions can land on and on which `trainer` is free from morning to evening."""
    site, who = cohort.cohort.site, cohort.instance.trainer[trainer]
    return {
        day
        for day in cohort.landings
        if all(
            cohort.instance.available(trainer, day, half)
            and cohort.around.leaves_trainer(trainer, day, half, site)
            for half in Half
        )
        and cohort.around.days_left(who, day) > 0
    }


def _landing(cohort: CohortVariables, days: set[date]) -> list[Literal]:
    """Return the literals that bring the cohort to one of `days`, one per day of a session."""
    return [
        literal
        for day in sorted(days)
        for _session, _index, literals in cohort.landings[day]
        for literal in literals
    ]


def _whole(cohort: CohortVariables, days: set[date]) -> list[Literal]:
    """Return the literals of sessions of two days that both are among `days`."""
    return [
        literal
        for options in cohort.place
        for option, literal in options.items()
        if len(option.days) == 2 and days.issuperset(option.days)
    ]
