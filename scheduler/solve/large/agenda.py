"""What to prove, and in which order: first what proves most per second."""

from collections.abc import Iterator

from scheduler.domain.instance import Instance
from scheduler.solve.large.proofs import Kind

GROUP = 3
"""Cohorts of one site whose whole models are proved together, before all of the site."""

FIRST_SECONDS = 15.0
"""Seconds of the first proofs of groups; each round doubles them."""

Planned = tuple[Kind, tuple[str, ...], float]
"""What to look at, of which cohorts, and for how many seconds at most."""


def agenda(instance: Instance) -> Iterator[Planned]:
    """Yield proofs without end if some site has several cohorts."""
    names = tuple(cohort.id for cohort in instance.cohorts)
    for name in names:
        yield Kind.PARTS, (name,), 4.0
    yield Kind.STAFF, names, 10.0
    sites = [
        group
        for site in instance.sites
        if len(group := tuple(x.id for x in instance.cohorts if x.site == site.id)) > 1
    ]
    for group in sites:
        yield Kind.DATES, group, 15.0
    for cohort in instance.cohorts:
        if not instance.curriculum_of(cohort).by_days:
            yield Kind.WHOLE, (cohort.id,), 6.0
    seconds = FIRST_SECONDS
    while sites:
        for group in sites:
            for start in range(0, len(group), GROUP):
                some = group[start : start + GROUP]
                if 1 < len(some) < len(group):
                    yield Kind.WHOLE, some, seconds
        for group in sites:
            yield Kind.WHOLE, group, 2 * seconds
        seconds *= 2
