"""Who holds what a cohort wants: one of them is taken out where the others leave it no place.

Whoever is taken out is placed again, and may take out others in turn; how often each had no place tells who
comes last (ejections: Y. Nagata and O. Bräysy, Operations Research Letters 37, 2009).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from scheduler.calendars import site_calendars
from scheduler.domain.cohort import Cohort
from scheduler.domain.fairness import can_teach
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import Settings
from scheduler.model.grid import CohortGrid


def holders(instance: Instance, settings: Settings, cohort: Cohort, around: Iterable[Lesson]) -> list[str]:
    """Return the other cohorts that hold trainers or rooms of a cohort on days it might want, most first.

    A half-day of a trainer counts as one over the number of those able to teach, of the modules that the
    trainer could, the one for which they are fewest; a half-day of a room, as one over the rooms of the site.
    """
    grid = CohortGrid(instance, cohort, site_calendars(instance)[cohort.site], settings.deadline_margin_weeks)
    wanted = {day for options in grid.options for option in options for day in option.days}
    trainers = _scarcity(instance, cohort)
    rooms = [room.id for room in instance.rooms if room.site == cohort.site]
    held: dict[str, float] = defaultdict(float)
    for lesson in around:
        if lesson.day not in wanted:
            continue
        weight = trainers.get(lesson.trainer or "", 0.0)
        if lesson.room in rooms:
            weight += 1 / len(rooms)
        if weight:
            held[lesson.cohort] += weight
    return sorted(held, key=lambda name: -held[name])


def _scarcity(instance: Instance, cohort: Cohort) -> Mapping[str, float]:
    """Return for each trainer of a cohort one over the number of those able, for the scarcest module."""
    found: dict[str, float] = defaultdict(float)
    for module in instance.curriculum_of(cohort).modules:
        able = [trainer for trainer in instance.trainers if can_teach(trainer, cohort, module)]
        for trainer in able:
            found[trainer.id] = max(found[trainer.id], 1 / len(able))
    return found
