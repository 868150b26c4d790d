"""Parts of the model that stand alone: small relaxations whose optima add up to a bound.

Dates, content and staffing meet only where a trainer or a room is wanted on a date. Leave
that meeting out, and three small models remain. Each one's optimum bounds its own terms
from below; no term goes below zero and no two parts share a term, so their sum bounds
the whole. The dates found are also where the search starts.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ortools.sat.python import cp_model

from scheduler.calendars import site_calendars
from scheduler.domain.cluster import Sharing
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import Settings
from scheduler.model import (
    cost,
    meeting,
    nested,
    pins,
    positions,
    rooms,
    sessions,
    staffing,
    supply,
    trainers,
    weekdays,
)
from scheduler.model.families import OF_CONTENT, OF_DATES
from scheduler.model.grid import CohortGrid, Dates
from scheduler.model.layout import Strand
from scheduler.model.sharing import Share, partly_known, shares
from scheduler.model.surroundings import Surroundings
from scheduler.model.translation import dates_in, staff_in
from scheduler.model.variables import CohortVariables, Literal


@dataclass(frozen=True)
class Part:
    """A relaxation: its optimum bounds the terms of its objective from below.

    Attributes
    ----------
    cohorts
        The cohorts with their dates, or what of them the part is on.
    staffed
        The cohorts with their trainers, if it is on staff.
    own
        What each cohort taught by whole days costs in terms on dates and content, by name, where all of these
        are in it.
    cost
        Its objective, where more may be said of it.
    """

    model: cp_model.CpModel
    cohorts: tuple[CohortVariables, ...] = ()
    staffed: tuple[CohortVariables, ...] = ()
    own: Mapping[str, cp_model.LinearExprT] = field(default_factory=dict)
    cost: cp_model.LinearExprT = 0

    def dates(self, value: Callable[[Literal], bool]) -> dict[str, Dates]:
        """Return the dates that a solution of a part on dates gives each cohort."""
        return {cohort.cohort.id: dates_in(cohort, value) for cohort in self.cohorts}

    def staff(self, value: Callable[[Literal], bool]) -> dict[str, dict[Strand, str]]:
        """Return the trainer that a solution gives each group of a module that keeps one."""
        return {cohort.cohort.id: staff_in(cohort, value) for cohort in self.staffed}


def dates_part(
    instance: Instance,
    settings: Settings,
    cohort: Cohort,
    window: int | None = None,
    *,
    on_weekdays: bool = False,
) -> Part:
    """Return the part that places the sessions of one cohort, whatever they hold.

    Parameters
    ----------
    on_weekdays
        True to place them on weekdays on which trainers come, where modules fill whole days. The
        terms on content are then bounded too (:mod:`scheduler.model.weekdays`).
    """
    return _dates(instance, settings, [cohort], window, Surroundings(), on_weekdays)


def dates_together(
    instance: Instance, settings: Settings, cohorts: Sequence[Cohort], window: int | None = None
) -> Part:
    """Return the part that places the sessions of several cohorts on the rooms and trainers they share.

    No more of them meet on a date than there are rooms, and trainers, for. Cohorts taught by whole days
    are placed on weekdays on which trainers come; their terms on content are bounded too.
    """
    part = _dates(instance, settings, cohorts, window, Surroundings(), on_weekdays=True)
    supply.shared(part.cohorts)
    return part


def dates_around(
    instance: Instance,
    settings: Settings,
    cohort: Cohort,
    window: int | None,
    around: Iterable[Lesson],
    met: Collection[date] = (),
) -> Part:
    """Return the part that places the sessions of one cohort on what fixed lessons of others leave.

    Each module finds enough days on which a trainer is left for it: the dates are seldom
    refused by what the sessions have to hold.

    Parameters
    ----------
    met
        Days on which the others are taught what it shares with them: it trains on each.
    """
    part = _dates(instance, settings, [cohort], window, Surroundings.of(instance, around))
    for day in sorted(met):
        landing = part.cohorts[0].landings.get(day, ())
        part.model.add_exactly_one(x for _session, _index, literals in landing for x in literals)
    supply.shared(part.cohorts)
    supply.skilled(part.cohorts[0])
    return part


def _dates(
    instance: Instance,
    settings: Settings,
    cohorts: Sequence[Cohort],
    window: int | None,
    around: Surroundings,
    on_weekdays: bool = False,
) -> Part:
    model = cp_model.CpModel()
    planned = _placed(instance, settings, cohorts, window, around, model)
    costs = [cost.weighted(cost.of_dates(planned, settings), settings)]
    for made in planned if on_weekdays else ():
        if made.by_days:
            spread = weekdays.spread(made)
            weekdays.meet(spread)
            positions.at_the_ends(spread)
            costs += weekdays.costs(spread, settings)
    model.minimize(sum(costs))
    return Part(model, planned)


def _placed(
    instance: Instance,
    settings: Settings,
    cohorts: Sequence[Cohort],
    window: int | None,
    around: Surroundings,
    model: cp_model.CpModel,
) -> tuple[CohortVariables, ...]:
    """Return cohorts whose sessions are placed, whatever they hold."""
    planned = []
    for cohort in cohorts:
        made = _variables(instance, settings, cohort, model, window)
        made.around = around
        made.create_dates()
        for add in OF_DATES:
            add(made)
        pins.add_days(made, instance.pins)
        planned.append(made)
    return tuple(planned)


def content_part(instance: Instance, settings: Settings, cohort: Cohort) -> Part:
    """Return the part that fills and seats the sessions of one cohort, whenever they are."""
    model = cp_model.CpModel()
    made = _variables(instance, settings, cohort, model)
    made.create_content()
    made.create_rooms()
    sessions.lengths(made)
    for add in OF_CONTENT:
        add(made)
    rooms.suited(made)
    model.minimize(cost.weighted(cost.of_content([made], settings), settings))
    return Part(model, (made,))


def weekday_part(instance: Instance, settings: Settings, cohort: Cohort) -> Part | None:
    """Return the part that spreads the modules of one cohort over weekdays, whenever its sessions are.

    It bounds :data:`~scheduler.model.weekdays.WEEKDAY_TERMS`, terms of the part on dates and of that on
    content: it adds up with neither of them whole. None where modules are taught by half-days.
    """
    made = _variables(instance, settings, cohort, cp_model.CpModel())
    if not made.by_days:
        return None
    spread = weekdays.spread(made)
    made.model.minimize(
        sum([*weekdays.costs(spread, settings), *weekdays.costs_of_weekdays(spread, settings)])
    )
    return Part(made.model, (made,))


def staff_part(
    instance: Instance, settings: Settings, cohorts: Sequence[Cohort], around: Iterable[Lesson] = ()
) -> Part:
    """Return the part that shares the modules of some cohorts out among trainers, whenever they are.

    Parameters
    ----------
    around
        Lessons of the others, which stay, and of which these share none; it then bounds what these add to
        their cost.
    """
    model = cp_model.CpModel()
    planned = _staff(instance, settings, cohorts, model, Surroundings.of(instance, around))
    model.minimize(cost.weighted(cost.of_staff(instance, planned, settings), settings))
    return Part(model, staffed=planned)


def teams_part(instance: Instance, settings: Settings, cohorts: Sequence[Cohort]) -> Part:
    """Return the part that shares modules out among trainers, on the weekdays on which these come.

    It bounds the terms on staff of all cohorts and, of those taught by whole days, also
    :data:`~scheduler.model.weekdays.WEEKDAY_TERMS`.
    """
    model = cp_model.CpModel()
    made = [_variables(instance, settings, cohort, model) for cohort in cohorts]
    spreads = [weekdays.spread(each, named=True) for each in made if each.by_days]
    staff = _staff(instance, settings, cohorts, model)
    staffing.tie(spreads, staff)
    costs = [cost.weighted(cost.of_staff(instance, staff, settings), settings)]
    for spread in spreads:
        costs += [*weekdays.costs(spread, settings), *weekdays.costs_of_weekdays(spread, settings)]
    model.minimize(sum(costs))
    return Part(model, staffed=staff)


def dates_of_teams(
    instance: Instance,
    settings: Settings,
    cohorts: Sequence[Cohort],
    window: int | None = None,
    *,
    sharing: Sharing | None = None,
    absences: bool = False,
    around: Iterable[Lesson] = (),
) -> Part:
    """Return the part that knows dates, weekdays and trainers by name, and not what each session holds.

    It bounds all terms but those on content of cohorts that are not taught by whole days.

    Parameters
    ----------
    sharing
        Clusters that meet on the days of their joint modules.
    absences
        True to tell dates apart by who is away on them.
    around
        Lessons of other cohorts, which stay, and of which these share none; it then bounds what these
        add to their cost.
    """
    model, taken = cp_model.CpModel(), Surroundings.of(instance, around)
    planned = _placed(instance, settings, cohorts, window, taken, model)
    spreads = [weekdays.spread(each, named=True, absences=absences) for each in planned if each.by_days]
    staff = _staff(instance, settings, cohorts, model, taken)
    staffing.tie(spreads, staff)
    supply.shared(planned)
    meeting.meet(planned, sharing or {})
    costs = {each.cohort.id: [cost.weighted(cost.of_dates([each], settings), settings)] for each in planned}
    for spread in spreads:
        weekdays.meet(spread)
        positions.at_the_ends(spread)
        costs[spread.cohort.cohort.id] += weekdays.costs(spread, settings)
    own = {name: sum(terms) for name, terms in costs.items()}
    between = nested.interruptions(instance, planned, sharing or {}, settings)
    of_staff = cost.weighted(cost.of_staff(instance, staff, settings), settings)
    total = sum([*own.values(), of_staff, *between])
    model.minimize(total)
    by_days = {spread.cohort.cohort.id for spread in spreads}
    whole = {name: terms for name, terms in own.items() if name in by_days}
    return Part(model, planned, staff, whole, total)


def _staff(
    instance: Instance,
    settings: Settings,
    cohorts: Sequence[Cohort],
    model: cp_model.CpModel,
    around: Surroundings | None = None,
) -> tuple[CohortVariables, ...]:
    planned = []
    shared = shares(instance, model, [cohort.id for cohort in cohorts])
    for cohort in cohorts:
        made = _variables(instance, settings, cohort, model, shared=shared[cohort.id])
        made.around = around or Surroundings()
        made.create_assigned()
        for strand in made.strands:
            trainers.shared_out(made, strand)
        trainers.different(made)
        planned.append(made)
    for trainer in instance.trainers:
        trainers.days_in_all(planned, trainer)
    return tuple(planned)


def _variables(
    instance: Instance,
    settings: Settings,
    cohort: Cohort,
    model: cp_model.CpModel,
    window: int | None = None,
    shared: Mapping[str, Share] | None = None,
) -> CohortVariables:
    calendar = site_calendars(instance)[cohort.site]
    grid = CohortGrid(instance, cohort, calendar, settings.deadline_margin_weeks, window)
    shares = partly_known(instance, cohort.id) if shared is None else shared
    return CohortVariables(grid, model, shares=shares)
