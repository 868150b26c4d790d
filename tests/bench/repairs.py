"""Repairs of a solved plan after events drawn at random: what changes, and how long the proof takes.

Run ``python -m tests.bench.repairs PLAN --events 20 --seed 0``, PLAN being a ``plan.json``. Three kinds of
event: the busiest trainer away for a week, the same for a day, and any (a trainer, a room, a site, or a
session that moves by a week). Times are those of the search, loading the solver apart.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median

from scheduler.check import check
from scheduler.domain.events import Absent, Event, RoomClosed, SessionMoved, SiteClosed, after
from scheduler.domain.plan import Plan
from scheduler.domain.search import Limits, Progress
from scheduler.domain.time import monday
from scheduler.exchange.output import read_plan
from scheduler.repair import Aim, Repair
from scheduler.settings import load_settings

LONGEST = 60.0
START = date(2026, 1, 1)


def busiest(plan: Plan) -> str:
    """Return the trainer of most half-days."""
    return Counter(x.trainer for x in plan.lessons if x.trainer).most_common(1)[0][0]


def week(plan: Plan, chance: Random) -> Event:
    """Return an absence of the busiest trainer for a week in which he or she teaches."""
    first = monday(chance.choice([x.day for x in plan.lessons if x.trainer == busiest(plan)]))
    return Absent(busiest(plan), first, first + timedelta(days=6))


def day(plan: Plan, chance: Random) -> Event:
    """Return an absence of the busiest trainer for a day on which he or she teaches."""
    day = chance.choice(sorted({x.day for x in plan.lessons if x.trainer == busiest(plan)}))
    return Absent(busiest(plan), day, day)


def anything(plan: Plan, chance: Random) -> Event:
    """Return something that may happen to any lesson."""
    lesson = chance.choice([x for x in plan.lessons if x.trainer and x.room])
    first = monday(lesson.day)
    kind = chance.choice(["trainer", "room", "site", "move"])
    if kind == "trainer":
        return Absent(lesson.trainer or "", first, first + timedelta(days=6))
    if kind == "room":
        return RoomClosed(lesson.room or "", first, first + timedelta(days=6))
    if kind == "site":
        return SiteClosed(plan.instance.cohort[lesson.cohort].site, lesson.day, lesson.day)
    begin = min(x.day for x in plan.lessons if (x.cohort, x.session) == (lesson.cohort, lesson.session))
    return SessionMoved(lesson.cohort, begin, begin + timedelta(days=7))


KINDS: dict[str, Callable[[Plan, Random], Event]] = {"week": week, "day": day, "any": anything}


def measured(plan: Plan, happened: Event) -> tuple[str, int, float, float]:
    """Return the status of a repair, its changes, seconds to the proof, and seconds in all."""
    told: list[Progress] = []
    facts = after(plan.instance, plan.lessons, [happened], START)
    settings = replace(plan.settings, told=load_settings().told)
    repair = Repair(
        Aim(facts, settings, plan.lessons, START), Limits(seconds=LONGEST, workers=1), told.append
    )
    begun = time.monotonic()
    found = repair.run()
    whole = time.monotonic() - begun
    assert not found.lessons or check(facts, found.lessons) == ()
    proved = next((x.elapsed for x in told if x.best is not None and x.best <= x.bound), whole)
    return found.status.value, found.changed, proved, whole


def main() -> int:
    """Draw events, repair, and print a line for each and one for each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--events", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    plan = read_plan(asked.plan)
    for kind, draw in KINDS.items():
        chance = Random(asked.seed)
        rows = []
        for _number in range(asked.events):
            happened = draw(plan, chance)
            rows.append(measured(plan, happened))
            print(f"{kind}  {happened}  {rows[-1][0]}  {rows[-1][1]} changed", end="  ")
            print(f"proved after {rows[-1][2]:.1f} s, {rows[-1][3]:.1f} s in all", flush=True)
        proved = [x[2] for x in rows if x[0] in ("optimal", "impossible")]
        print(
            f"{kind}: {dict(Counter(x[0] for x in rows))}; to the proof: median {median(proved):.1f} s, "
            f"longest {max(proved):.1f} s; in all: longest {max(x[3] for x in rows):.1f} s",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
