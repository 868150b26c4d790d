"""Trainers: somebody able for each module, and days enough for all that is theirs alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scheduler.domain.centre import Trainer
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Module
from scheduler.domain.fairness import can_teach, can_teach_all
from scheduler.domain.instance import Instance
from scheduler.domain.search import Obstacle
from scheduler.solve.counting.joint import counted
from scheduler.solve.counting.reach import UsableDates
from scheduler.solve.counting.supply import Demand, Shortage, half_days, shortages
from scheduler.solve.counting.words import day_count, some
from scheduler.text import _
from scheduler.text.phrases import listed


def obstacles(instance: Instance, reaches: Mapping[str, UsableDates]) -> Iterator[Obstacle]:
    """Yield modules that nobody can teach, then sets of trainers with too few days."""
    staff = _Staff(instance, reaches)
    needs: list[Demand] = []
    for cohort in instance.cohorts:
        for module in instance.curriculum_of(cohort).modules:
            if module.skill is None:
                continue
            if (cohort.id, module.id) in instance.joint:
                needs += staff.shared(cohort, module)
                continue
            obstacle = staff.nobody(cohort, module) or staff.none_has_time(cohort, module)
            if obstacle:
                yield obstacle
            elif staff.reach[cohort.id].options:
                needs += staff.needs(cohort, module)
    for shortage in shortages(needs, staff.supply):
        yield _too_few_days(instance, shortage)


@dataclass(frozen=True)
class _Staff:
    """Who can teach what, and how much."""

    instance: Instance
    reach: Mapping[str, UsableDates]
    counted: dict[tuple[str, frozenset[str], bool], int] = field(default_factory=dict)

    def able(self, cohort: Cohort, module: Module) -> list[Trainer]:
        """Return those who have the skill and go to the site."""
        return [x for x in self.instance.trainers if can_teach(x, cohort, module)]

    def groups(self, cohort: Cohort, module: Module) -> int:
        """Return how many groups follow the module at once."""
        return len(self.instance.groups(cohort, module))

    def supply(self, trainer: str, needs: Sequence[Demand]) -> int:
        """Return how many half-days a trainer can give to `needs` at most."""
        cohorts = frozenset(need.cohort.id for need in needs)
        whole = all(need.module.whole_days for need in needs)
        if (trainer, cohorts, whole) not in self.counted:
            known = self.instance.trainer[trainer]
            self.counted[trainer, cohorts, whole] = half_days(
                [self.reach[name] for name in sorted(cohorts)],
                lambda day, half: self.instance.available(trainer, day, half),
                whole=whole,
                days_a_week=known.max_days_per_week,
                days_in_all=known.max_days,
            )
        return self.counted[trainer, cohorts, whole]

    def needs(self, cohort: Cohort, module: Module) -> list[Demand]:
        """Return the needs of a module by group; for one kept by one trainer, only those with time."""
        able = frozenset(x.id for x in self.able(cohort, module))
        needs = [
            Demand(cohort, module, group, module.half_days, able)
            for group in range(1, self.groups(cohort, module) + 1)
        ]
        if not self.keeps_trainer(cohort, module):
            return needs
        fit = frozenset(name for name in able if self.supply(name, needs[:1]) >= module.half_days)
        return [replace(need, able=fit) for need in needs]

    def shared(self, cohort: Cohort, module: Module) -> list[Demand]:
        """Return the needs of a joint module that it leads, one per group of all who must share it."""
        cluster = counted(self.instance, self.instance.joint[cohort.id, module.id], cohort)
        if cluster is None or not self.reach[cohort.id].options:
            return []
        able = frozenset(x.id for x in self.instance.trainers if can_teach_all(x, cluster, self.instance))
        return [Demand(cohort, module, x, module.half_days, able) for x in cluster.groups] if able else []

    def keeps_trainer(self, cohort: Cohort, module: Module) -> bool:
        """Tell whether one person teaches all of a module: nobody ever stands in."""
        able = [x.id for x in self.able(cohort, module)]
        return module.one_trainer and not self.instance.relieved(able)

    def nobody(self, cohort: Cohort, module: Module) -> Obstacle | None:
        """Return why the module lacks able trainers, if it does (TR-02, TR-05, CU-05)."""
        able, groups = self.able(cohort, module), self.groups(cohort, module)
        words = {"cohort": cohort.id, "module": module.id, "skill": module.skill, "site": cohort.site}
        if groups <= len(able):
            return None
        if able:
            message = _(
                "{cohort}: module {module} is taught in {groups} parallel groups, which takes as many "
                "trainers with the skill “{skill}” at site {site}; there is only {trainers}. Add a "
                "trainer, or allow larger groups."
            ).format(groups=groups, trainers=listed(x.label for x in able), **words)
            return Obstacle(("CU-05", "TR-01", "TR-02"), cohort.id, message)
        elsewhere = [x for x in self.instance.trainers if module.skill in x.skills]
        if elsewhere:
            message = _(
                "{cohort}: nobody teaches module {module} at site {site}: those with the skill "
                "“{skill}” ({trainers}) do not go there. Add the site to one of them."
            ).format(trainers=listed(x.label for x in elsewhere), **words)
            return Obstacle(("TR-02", "TR-05"), cohort.id, message)
        message = _(
            "{cohort}: nobody teaches module {module}: no trainer has the skill “{skill}”. Add it to the "
            "skills of a trainer."
        ).format(**words)
        return Obstacle(("TR-02",), cohort.id, message)

    def none_has_time(self, cohort: Cohort, module: Module) -> Obstacle | None:
        """Return why too few trainers have the days of the module, each taken alone (TR-03, TR-04, TR-06)."""
        if not self.reach[cohort.id].options:
            return None
        able, groups = self.able(cohort, module), self.groups(cohort, module)
        need = Demand(cohort, module, 1, module.half_days, frozenset())
        supply = {x.id: self.supply(x.id, [need]) for x in able}
        if module.whole_days and not any(supply.values()):
            by_halves = replace(need, module=replace(module, whole_days=False))
            if any(self.supply(x.id, [by_halves]) for x in able):
                return self._never_whole_days(cohort, module, able)
        if not self.keeps_trainer(cohort, module):
            return None
        fit = [name for name, given in supply.items() if given >= module.half_days]
        if len(fit) >= groups:
            return None
        message = _(
            "{cohort}: module {module} ({days}) keeps one trainer per group, and {groups} must have the "
            "time within the reach of the cohort; at most: {supply}. Free days, raise a limit, or let the "
            "module have several trainers (one_trainer: false)."
        ).format(
            cohort=cohort.id,
            module=module.id,
            days=day_count(module.half_days),
            groups=groups,
            supply=_given(self.instance, supply),
        )
        return Obstacle(("TR-03", "TR-04", "TR-06"), cohort.id, message)

    def _never_whole_days(self, cohort: Cohort, module: Module, able: list[Trainer]) -> Obstacle:
        message = _(
            "{cohort}: module {module} is taught by whole days, and its trainers ({trainers}) are never "
            "available a whole day when the cohort can train. Extend their availability, or teach the "
            "module by half-days (whole_days: false)."
        ).format(cohort=cohort.id, module=module.id, trainers=listed(x.label for x in able))
        return Obstacle(("CU-06", "TR-03"), cohort.id, message)


def _too_few_days(instance: Instance, shortage: Shortage) -> Obstacle:
    cohorts: dict[str, set[str]] = {}
    for need in shortage.needs:
        cohorts.setdefault(need.module.id, set()).add(need.cohort.id)
    message = _(
        "{modules} take {demand} in all, and only these trainers can teach them, for so many days at most: "
        "{supply}. Add a trainer with one of these skills, raise a limit of days, or free days."
    ).format(
        modules=listed(f"{module} ({some(sorted(names))})" for module, names in cohorts.items()),
        demand=day_count(shortage.demand),
        supply=_given(instance, shortage.supply),
    )
    return Obstacle(("TR-03", "TR-04"), some(shortage.supply), message)


def _given(instance: Instance, supply: Mapping[str, int]) -> str:
    return some(f"{instance.trainer[name].label} {day_count(x)}" for name, x in supply.items())
