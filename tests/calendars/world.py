"""A world of one site and one cohort, small enough to count on fingers."""

from datetime import date
from typing import Any

from scheduler.domain.centre import Centre, Closure, Policy, Site
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.curriculum import Block, Curriculum, DeadlineRegime, Module
from scheduler.domain.instance import Instance

SITE = Site(id="S", name="Site", school_zone="A", bridges=Policy.IGNORE)
COHORT = Cohort(
    id="G",
    curriculum="C",
    site="S",
    start_from=date(2026, 9, 7),
    start_to=date(2026, 9, 7),
    min_months=1,
    max_months=3,
)
"""Starts on Monday 7 September 2026; the middle of its 1 to 3 months is 7 November."""


def curriculum(sessions: int) -> Curriculum:
    """Return a curriculum of that many two-day sessions, to be ended 24 months after hire."""
    module = Module(id="M", title="M", hours=14 * sessions)
    return Curriculum(
        id="C",
        title="C",
        leads_to="",
        sources=(),
        min_months=10,
        max_months=12,
        max_gap_weeks=6,
        blocks=(Block("B", "B", module.hours, (module,)),),
        regimes=(DeadlineRegime(source="", finish_within_months=24, suspendable=True),),
    )


def world(
    sessions: int = 5,
    site: Site = SITE,
    cohort: Cohort = COHORT,
    closures: tuple[Closure, ...] = (),
    learners: tuple[Learner, ...] = (),
) -> Instance:
    """Return the small world, with what a test changes in it."""
    return Instance(
        centre=Centre(name="Centre"),
        sites=(site,),
        rooms=(),
        trainers=(),
        cohorts=(cohort,),
        curricula=(curriculum(sessions),),
        closures=closures,
        learners=learners,
    )


def site(**changes: Any) -> Site:
    """Return a site of zone A with `changes` made to it."""
    return Site(**({"id": "S", "name": "Site", "school_zone": "A"} | changes))
