"""Many small worlds in which a group changes curriculum: as few new dates, and then changes, as can be.

Run ``python -m tests.migrate.worlds --count 200 --seed 1000``, with ``--joint`` for worlds in which cohorts
share modules. Each world is solved, then its first cohort changes to a curriculum of other hours, on a day
drawn at random. The plan must pass the checker, touch nothing that is over, and no plan of the whole model
may give up fewer days, or of those that give up as few, change fewer half-days.
"""

import sys
from dataclasses import replace
from datetime import date
from random import Random

from scheduler.check import check
from scheduler.curricula.changeover import Changeover, shared_differently
from scheduler.domain.changes import changes
from scheduler.domain.cluster import clusters_in
from scheduler.domain.curriculum import Curriculum
from scheduler.domain.plan import Lesson, Status
from scheduler.domain.search import Limits
from scheduler.model import build
from scheduler.model.distance import distance
from scheduler.model.scope import Scope
from scheduler.model.settled import settle
from scheduler.solve.known import of_cohorts, of_others
from tests.many import run_many
from tests.migrate.training import SETTINGS, change, moved
from tests.model.joint_worlds import joint_world
from tests.model.test_neighbours import random_world, solved

GROUP = "A"
LIMITS = Limits(seconds=60, workers=1)


def drawn(old: Curriculum, chance: Random) -> Curriculum:
    """Return a curriculum of the same modules with other hours, one of them gone now and then."""
    blocks = list(old.blocks)
    for at, block in enumerate(blocks):
        modules = [
            replace(x, hours=max(7.0, x.hours + chance.choice([-7, 0, 0, 7])), after=())
            for x in block.modules
        ]
        if len(modules) > 1 and chance.random() < 0.3:
            modules.pop()
        blocks[at] = replace(block, modules=tuple(modules), hours=sum(x.hours for x in modules))
    return replace(old, id="new", blocks=tuple(blocks))


def least(after: Changeover, since: date, names: tuple[str, ...]) -> tuple[int, int] | None:
    """Return days given up and half-days changed of the best plan of the whole model; None without one."""
    instance, lessons = after.instance, after.lessons
    found: list[int] = []
    for _step in range(2):
        scope = Scope(
            [instance.cohort[x] for x in names],
            around=of_others(lessons, names),
            sharing=clusters_in(instance, lessons),
        )
        plan = build(instance, SETTINGS.free, scope)
        mine = of_cohorts(lessons, names)
        settle(plan, mine, since)
        measured = distance(plan, mine)
        lost = sum(measured.lost.values())
        if found:
            plan.model.add(lost <= found[0])
        plan.model.minimize(measured.half_days if found else lost)
        solver = solved(plan)
        if solver is None:
            return None
        found.append(round(solver.objective_value))
    return found[0], found[1]


def tried(seed: int, joint: bool = False) -> str:
    """Let the first cohort of the world of a seed change; return what it was, or raise if it is not right."""
    chance = Random(seed)
    instance = replace(joint_world(seed) if joint else random_world(seed), pins=())
    first = build(instance, SETTINGS)
    solver = solved(first)
    if solver is None:
        return "impossible from the start"
    lessons = first.lessons(lambda x: bool(solver.value(x)))
    mine = [x for x in lessons if x.cohort == GROUP]
    since = chance.choice(sorted({x.day for x in mine}))
    found, after = change(instance, drawn(instance.curricula[0], chance), lessons, since)
    over = tuple(x for x in mine if x.day < since)
    if shared_differently(instance, GROUP, mine, found.curriculum, over):
        return "half shared"
    if not found.whole.left:
        return "nothing left"
    for balance in found.balances:
        assert balance.done + balance.left == balance.due + balance.beyond + balance.added
        assert balance.counted + balance.beyond == balance.done
    ended = moved(after, found, since, LIMITS)
    told = f"seed {seed}, joint {joint}: {ended.given_up} given up, {ended.changed} changed, {ended.status}"
    if ended.status is Status.IMPOSSIBLE:
        every = tuple(x.id for x in after.instance.cohorts)
        assert least(after, since, every) is None, told
        return "impossible"
    assert check(after.instance, ended.lessons) == (), told
    assert _before(ended.lessons, since) == _before(after.lessons, since), told
    assert ended.status is Status.OPTIMAL, told
    best = least(after, since, ended.cohorts)
    assert best is not None, told
    more = ended.changed - best[1]
    added = len([x for x in changes(after.lessons, ended.lessons) if x.old is None])
    assert (ended.given_up, more) == (best[0], added), f"{told}, {best} due"
    if ended.cohorts == (GROUP,):
        return "changed over"
    # Where nobody is left alone in a shared module, the others had to change for the group itself.
    assert after.partners or least(after, since, (GROUP,)) is None, told
    return "changed over, others too"


def _before(lessons: tuple[Lesson, ...], since: date) -> set[Lesson]:
    return {replace(x, pinned=False) for x in lessons if x.day < since}


if __name__ == "__main__":
    sys.exit(run_many(tried, __doc__, "joint"))
