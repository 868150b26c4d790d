"""Models of the plans near to one: what is over stays, what is held stays, changes are counted."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from scheduler.domain.cluster import Sharing, clusters_in
from scheduler.domain.settings import Settings
from scheduler.domain.time import monday
from scheduler.model import PlanModel, Scope
from scheduler.model.distance import Distance, distance
from scheduler.model.grid import Weeks
from scheduler.model.over import with_what_is_over
from scheduler.repair.aim import Aim, Unit
from scheduler.repair.reach import Reach
from scheduler.solve.known import Lessons, dates_of, of_cohorts


class Models:
    """Makes models of some cohorts of an aim, beside lessons of the others."""

    def __init__(self, aim: Aim):
        self.aim = aim

    def fewest(self, names: Sequence[str], around: Lessons, moving: int | None) -> PlanModel:
        """Return the model whose optimum changes fewest half-days; the solver begins with the plan as it was.

        Parameters
        ----------
        moving
            How many sessions of a cohort may leave their weeks; None for any number.
        """
        plan, measured = self.near(names, around, moving, self.aim.settings.free)
        plan.model.minimize(measured.half_days)
        hinted: set[int] = set()
        for cohort in plan.cohorts:
            for literal, value in cohort.write(of_cohorts(self.aim.lessons, (cohort.cohort.id,))):
                # Cohorts have constants in common, and a variable is hinted once.
                if literal.index not in hinted:
                    hinted.add(literal.index)
                    plan.model.add_hint(literal, value)
        return plan

    def near(
        self,
        names: Sequence[str],
        around: Lessons,
        moving: int | None,
        settings: Settings,
        staying: Lessons = (),
    ) -> tuple[PlanModel, Distance]:
        """Return the model of cohorts, its objective their cost under `settings`, and its distance.

        Parameters
        ----------
        staying
            Lessons whose sessions stay in their weeks: the fewer may move, the smaller the model.
        """
        cohorts = [x for x in self.aim.instance.cohorts if x.id in names]
        mine = of_cohorts(self.aim.lessons, names)
        if self.aim.dates_stay:
            scope = Scope(cohorts, dates=dates_of(mine, names), around=around, sharing=self._sharing)
        else:
            reaches = {name: self.reach[name].within(moving) for name in names}
            within = {
                name: _in_their_weeks(weeks, of_cohorts(staying, (name,)))
                for name, weeks in reaches.items()
                if weeks is not None
            }
            scope = Scope(cohorts, within=within, around=around, sharing=self._sharing)
        plan = with_what_is_over(self.aim.instance, settings, scope, mine, self.aim.since)
        measured = distance(plan, mine)
        held = set(self.aim.held)
        for lesson, changed in zip(measured.lessons, measured.changed, strict=True):
            if lesson in held:
                plan.model.add(changed == 0)
        return plan, measured

    def settled(self, units: Iterable[Unit], moving: int | None) -> float:
        """Return up to how many changed half-days in all such models leave nothing out."""
        if self.aim.dates_stay:
            moving = None
        return min(self.reach[name].settled(moving) for unit in units for name in unit)

    @cached_property
    def _sharing(self) -> Sharing:
        return clusters_in(self.aim.instance, self.aim.lessons)

    @cached_property
    def reach(self) -> dict[str, Reach]:
        """The weeks of each cohort, and where its sessions may lie."""
        found = {}
        for cohort in self.aim.instance.cohorts:
            sessions = self.aim.instance.curriculum_of(cohort).sessions
            found[cohort.id] = Reach(of_cohorts(self.aim.lessons, (cohort.id,)), sessions, self.aim.since)
        return found


def _in_their_weeks(weeks: Weeks, staying: Lessons) -> Weeks:
    """Return the weeks of sessions, those of `staying` lessons in the weeks of these."""
    known = {lesson.session - 1: monday(lesson.day) for lesson in staying}
    return [(known[n], known[n]) if n in known else ends for n, ends in enumerate(weeks)]
