"""Obstacles that the solver proves rather than the counting: no plan, and roughly why."""

from scheduler.domain.cohort import Cohort
from scheduler.domain.search import Obstacle
from scheduler.text import _


class Impossible(Exception):
    """No plan exists: the search ends, and the obstacles say why."""

    def __init__(self, *obstacles: Obstacle):
        super().__init__()
        self.obstacles = obstacles


def together() -> Obstacle:
    """Return the obstacle of an instance whose parts are possible, but not all at once."""
    return Obstacle(
        (),
        "",
        _("Each part is possible by itself, but no plan keeps all the rules at once: proved by the solver."),
    )


def alone(cohort: Cohort) -> Obstacle:
    """Return the obstacle of a cohort that has no plan, even if it were the only one."""
    return Obstacle(
        (),
        cohort.id,
        _("Cohort {cohort} has no plan, even if it were the only one: proved by the solver.").format(
            cohort=cohort.id
        ),
    )


def no_place(cohort: Cohort) -> Obstacle:
    """Return the obstacle of a cohort that was not placed beside the others, which proves nothing."""
    return Obstacle(
        (),
        cohort.id,
        _("No place was found for cohort {cohort} beside the others, in the time there was.").format(
            cohort=cohort.id
        ),
    )


def no_dates(cohort: Cohort) -> Obstacle:
    """Return the obstacle of a cohort for which no dates keep the rules."""
    return Obstacle(
        ("CA", "SE", "LE"),
        cohort.id,
        _("No dates keep the rules on calendar, sessions and deadlines for cohort {cohort}.").format(
            cohort=cohort.id
        ),
    )


def no_content(cohort: Cohort) -> Obstacle:
    """Return the obstacle of a cohort whose modules do not fit its sessions and rooms."""
    return Obstacle(
        ("CU", "RO"),
        cohort.id,
        _("The modules of cohort {cohort} cannot be laid out in sessions and rooms of its site.").format(
            cohort=cohort.id
        ),
    )


def no_staff() -> Obstacle:
    """Return the obstacle of modules that the trainers cannot share out."""
    return Obstacle(
        ("TR",), "", _("The modules cannot be shared out among the trainers within their days in all.")
    )
