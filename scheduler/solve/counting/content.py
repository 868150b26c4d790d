"""Content of the programme: what its half-days cannot be arranged to, whoever teaches."""

from collections.abc import Iterator, Mapping

from scheduler.domain.curriculum import Mode
from scheduler.domain.instance import Instance
from scheduler.solve.counting.reach import Reach
from scheduler.solve.outcome import Obstacle
from scheduler.text import _
from scheduler.text.phrases import listed


def obstacles(instance: Instance, reaches: Mapping[str, Reach]) -> Iterator[Obstacle]:
    """Yield each curriculum followed whose remote half-days make no whole days (RO-05)."""
    followed = {cohort.curriculum for cohort in instance.cohorts}
    for curriculum in instance.curricula:
        remote = [module for module in curriculum.modules if module.mode is Mode.REMOTE]
        count = sum(module.half_days for module in remote)
        if curriculum.id in followed and count % 2:
            message = _(
                "Curriculum {curriculum}: the remote modules ({modules}) take {count} half-days, an odd "
                "number, and a day is wholly remote or wholly in person. Make them whole days, or teach "
                "one in person."
            ).format(curriculum=curriculum.id, modules=listed(x.id for x in remote), count=count)
            yield Obstacle(("RO-05", "SE-05"), curriculum.id, message)
