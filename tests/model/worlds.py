"""Many small worlds: model and checker agree on their best plan, and on each plan next to it.

Run ``python -m tests.model.worlds --count 2000 --seed 1000``, with ``--joint`` for worlds in which
cohorts share modules. Each world is solved to the optimum;
the checker must accept the plan and count the same cost. Then one thing in it is changed, and the
checker must name a broken rule exactly when the model, held to that plan, has no solution.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from scheduler.check import check, cost_of, costs
from scheduler.domain.curriculum import Mode
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.model import build
from tests.model import joint_worlds
from tests.model import test_neighbours as near

Change = Callable[[near.Plan, Random], near.Plan]


def _one(plan: near.Plan, chance: Random, change: Callable[[Lesson], Lesson]) -> near.Plan:
    chosen = chance.randrange(len(plan))
    return (*plan[:chosen], change(plan[chosen]), *plan[chosen + 1 :])


def a_half_day_elsewhere(plan: near.Plan, chance: Random) -> near.Plan:
    days = timedelta(days=chance.choice([-7, -1, 1, 7]))
    return _one(plan, chance, lambda x: replace(x, day=x.day + days))


def the_other_half(plan: near.Plan, chance: Random) -> near.Plan:
    return _one(plan, chance, lambda x: replace(x, half=Half.PM if x.half is Half.AM else Half.AM))


def another_module(plan: near.Plan, chance: Random) -> near.Plan:
    return _one(plan, chance, lambda x: replace(x, module=chance.choice(["M1", "M2", "M3", "M9"])))


def other_hours(plan: near.Plan, chance: Random) -> near.Plan:
    return _one(plan, chance, lambda x: replace(x, hours=chance.choice([1.0, 3.0, 4.0, 7.0])))


def another_group(plan: near.Plan, chance: Random) -> near.Plan:
    return _one(plan, chance, lambda x: replace(x, group=x.group + chance.choice([-1, 1])))


def the_other_mode(plan: near.Plan, chance: Random) -> near.Plan:
    modes = {Mode.REMOTE: Mode.IN_PERSON, Mode.IN_PERSON: Mode.REMOTE}
    return _one(plan, chance, lambda x: replace(x, mode=modes[x.mode]))


def another_session(plan: near.Plan, chance: Random) -> near.Plan:
    return _one(plan, chance, lambda x: replace(x, session=x.session + chance.choice([-1, 1])))


def no_trainer(plan: near.Plan, chance: Random) -> near.Plan:
    return _one(plan, chance, lambda x: replace(x, trainer=None))


def no_room(plan: near.Plan, chance: Random) -> near.Plan:
    return _one(plan, chance, lambda x: replace(x, room=chance.choice([None, "R1"])))


def one_less(plan: near.Plan, chance: Random) -> near.Plan:
    chosen = chance.randrange(len(plan))
    return (*plan[:chosen], *plan[chosen + 1 :])


def one_twice(plan: near.Plan, chance: Random) -> near.Plan:
    return (*plan, chance.choice(plan))


CHANGES: tuple[Change, ...] = (
    *near.KINDS,
    a_half_day_elsewhere,
    the_other_half,
    another_module,
    other_hours,
    another_group,
    the_other_mode,
    another_session,
    no_trainer,
    no_room,
    one_less,
    one_twice,
)


@dataclass(frozen=True)
class Verdict:
    """What became of one world: whether all agree, and what was done with the changed plan."""

    seed: int
    change: str
    outcome: str
    disagreement: str | None = None


def tried(seed: int, *, joint: bool = False) -> Verdict:
    """Solve the world of `seed`, change one thing in its plan, and compare what the judges say."""
    chance = Random(seed)
    changes = (*joint_worlds.CHANGES, *CHANGES) if joint else CHANGES
    change = changes[seed % len(changes)]
    try:
        instance = joint_worlds.joint_world(seed) if joint else near.random_world(seed)
    except AssertionError:  # pins are drawn from a first plan, and there is none
        return Verdict(seed, change.__name__, "impossible world")
    model = build(instance, near.SETTINGS)
    solver = near.solved(model)
    if solver is None:
        return Verdict(seed, change.__name__, "no plan", "the model finds no plan, though there is one")
    plan = model.lessons(solver.boolean_value)
    if found := check(instance, plan):
        return Verdict(seed, change.__name__, "refused", f"the checker refuses the best plan: {found[0]}")
    counted = cost_of(costs(instance, plan, near.SETTINGS))
    if counted != round(solver.objective_value):
        costly = f"the model counts {solver.objective_value}, the checker {counted}"
        return Verdict(seed, change.__name__, "cost", costly)
    changed = plan
    while sorted(map(str, changed)) == sorted(map(str, plan)):
        changed = change(plan, chance)
    named, admitted = bool(check(instance, changed)), near.admits(model, changed)
    if named == admitted:
        both = "accept" if admitted else "refuse"
        return Verdict(seed, change.__name__, both, f"the checker and the model both {both}: {changed}")
    return Verdict(seed, change.__name__, "named" if named else "another right plan")


def main() -> int:
    """Try many worlds, and exit with 1 if the judges disagree on any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--joint", action="store_true", help="worlds in which cohorts share modules")
    asked = parser.parse_args()
    verdicts = []
    for seed in range(asked.seed, asked.seed + asked.count):
        near.random_world.cache_clear()
        joint_worlds.joint_world.cache_clear()
        verdicts.append(tried(seed, joint=asked.joint))
        if verdicts[-1].disagreement:
            print(f"world {seed}, {verdicts[-1].change}: {verdicts[-1].disagreement}", flush=True)
    told = ", ".join(f"{name} {count}" for name, count in Counter(x.outcome for x in verdicts).most_common())
    wrong = sum(x.disagreement is not None for x in verdicts)
    print(f"{len(verdicts)} worlds from seed {asked.seed}: {told}; {wrong} disagreements")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
