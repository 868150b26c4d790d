"""What a model leaves open, what is given, and the variables that follow from it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from scheduler.calendars import site_calendars
from scheduler.domain.cluster import Sharing
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import Settings
from scheduler.model.grid import CohortGrid, Dates, Weeks
from scheduler.model.layout import Strand
from scheduler.model.planned import PlannedCohort
from scheduler.model.programme import Programme
from scheduler.model.sharing import shares
from scheduler.model.surroundings import Surroundings


@dataclass(frozen=True)
class Scope:
    """What a model of an instance leaves open; by default everything.

    Attributes
    ----------
    cohorts
        The cohorts to plan; None for all of them.
    window
        Open weeks by which a session may leave its even position; None for no limit.
    dates, leeway
        Dates by cohort, from which sessions may move by at most `leeway` weeks; one number
        for all, or by cohort.
    within
        By cohort, Mondays of the first and the last week that each session may take.
    staff
        The trainer of each group of a module, by cohort, where known already.
    among
        By cohort, the trainers of whom one or more teach a group of a module, where not all who can may.
    around
        Lessons of other cohorts, which stay as they are. The cost is then what the
        cohorts planned add to theirs.
    single_runs
        Only plans in which each module is taught without interruption (:mod:`scheduler.model.runs`).
    keep
        Lessons of cohorts among those planned that keep their programme: only their dates move
        (:mod:`scheduler.model.programme`). The cost leaves out what theirs costs but for dates.
    sharing
        The clusters of joint modules, where they are settled; None leaves open what may be chosen.
    choosing
        Joint modules of which the cohorts planned choose anew with whom of them to be.
    """

    cohorts: Sequence[Cohort] | None = None
    window: int | None = None
    dates: Mapping[str, Dates] = field(default_factory=dict)
    leeway: int | Mapping[str, int] = 0
    within: Mapping[str, Weeks] = field(default_factory=dict)
    staff: Mapping[str, Mapping[Strand, str]] = field(default_factory=dict)
    among: Mapping[str, Mapping[Strand, Collection[str]]] = field(default_factory=dict)
    around: Iterable[Lesson] = ()
    single_runs: bool = False
    keep: Iterable[Lesson] = ()
    sharing: Sharing | None = None
    choosing: Sequence[str] = ()

    def trainers_of(self, cohort: str) -> dict[Strand, Collection[str]]:
        """Return who may teach each group of a module of a cohort, where not all who can may."""
        known = {strand: (name,) for strand, name in self.staff.get(cohort, {}).items()}
        return {**self.among.get(cohort, {}), **known}

    def leeway_of(self, cohort: str) -> int:
        """Return by how many weeks the sessions of a cohort may leave their dates."""
        return self.leeway if isinstance(self.leeway, int) else self.leeway[cohort]


def variables(
    instance: Instance, settings: Settings, scope: Scope, model: cp_model.CpModel
) -> tuple[PlannedCohort, ...]:
    """Return the variables of each cohort in scope, added to `model`."""
    calendars, margin = site_calendars(instance), settings.deadline_margin_weeks
    around = tuple(scope.around)
    surroundings, kept = Surroundings.of(instance, around), by_cohort(scope.keep)
    cohorts = instance.cohorts if scope.cohorts is None else scope.cohorts
    keep = [lesson for lessons in kept.values() for lesson in lessons]
    names = [x.id for x in cohorts]
    shared = shares(instance, model, names, around, keep, scope.sharing, scope.choosing)
    planned: list[PlannedCohort] = []
    for cohort in cohorts:
        name, calendar = cohort.id, calendars[cohort.site]
        near, leeway = scope.dates.get(name), scope.leeway_of(name)
        grid = CohortGrid(
            instance, cohort, calendar, margin, scope.window, near, leeway, scope.within.get(name)
        )
        if name in kept:
            planned.append(Programme.keeping(grid, model, surroundings, shared[name], kept[name]))
        else:
            among = scope.trainers_of(name)
            planned.append(PlannedCohort.create(grid, model, among, surroundings, shared[name]))
    partners = {made.cohort.id: made for made in planned}
    for made in planned:
        made.partners = partners
    return tuple(planned)


def by_cohort(lessons: Iterable[Lesson]) -> dict[str, list[Lesson]]:
    """Return the lessons of each cohort that has any."""
    found: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        found.setdefault(lesson.cohort, []).append(lesson)
    return found
