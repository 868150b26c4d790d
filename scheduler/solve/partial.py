"""Which cohorts can be planned at all, where not all can."""

from scheduler.domain.instance import Instance
from scheduler.solve.counting import obstacles
from scheduler.solve.outcome import Obstacle


def possible_part(instance: Instance) -> tuple[Instance, dict[str, Obstacle]]:
    """Return the instance without the cohorts that counting rules out, and why each is left out.

    First those that have no plan even alone; then, while the others cannot go together, the
    last of the table, one by one: cohorts come in the order in which a centre promised them.
    """
    left_out: dict[str, Obstacle] = {}
    while found := obstacles(instance):
        alone: dict[str, Obstacle] = {}
        for cohort in instance.cohorts:
            others = {x.id for x in instance.cohorts} - {cohort.id}
            if reasons := obstacles(instance.without(others)):
                alone[cohort.id] = reasons[0]
        if not alone and instance.cohorts:
            alone = {instance.cohorts[-1].id: found[0]}
        if not alone:
            break
        left_out |= alone
        instance = instance.without(alone)
    return instance, left_out
