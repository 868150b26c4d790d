"""Little worlds in which somebody lacks something: told by hand, or drawn at random."""

from datetime import date, timedelta
from random import Random
from typing import Any

from scheduler.catchup import CatchUpSearch, Diary, LearnerAbsence
from scheduler.domain.catching_up import CatchUp
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.search import Limits
from scheduler.domain.time import Half
from tests.cases import world
from tests.cases.reader import lessons_of
from tests.catchup.judge import Judge, faults

LIMITS = Limits(seconds=60, workers=1)
PLAN = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M3 T1 R1
    B1 Mon 2027-02-15  M1 T1 R1
    B1 Tue 2027-02-16  M2 T1 R1
    B2 Mon 2027-02-22  M3 T1 R1
    B2 Tue 2027-02-23  M3 T1 R1
    """
"""B has the programme two weeks after A; each has 12 seats."""

LEARNERS = {f"B{number}": {"cohort": "B"} for number in range(1, 4)}


def judge_of(
    instance: Instance,
    lessons: tuple[Lesson, ...],
    *missed: str,
    learner: str = "L1",
    joined: str | None = None,
    since: str = "2027-02-03",
) -> Judge:
    """Return who lacks what: days, or half-days such as ``2027-02-01 AM``."""
    moments = set()
    for told in missed:
        day, _space, half = told.partition(" ")
        moments |= {(date.fromisoformat(day), x) for x in ([Half(half)] if half else Half)}
    return Judge(
        instance,
        lessons,
        learner,
        frozenset(moments),
        date.fromisoformat(joined) if joined else None,
        date.fromisoformat(since),
    )


def answered(judge: Judge) -> CatchUp:
    """Return the answer of the search, in which the judge finds no fault."""
    diary = Diary(
        judge.instance,
        judge.lessons,
        judge.me,
        LearnerAbsence(judge.missed, judge.joined),
        judge.since,
    )
    found = CatchUpSearch(diary, LIMITS).run()
    assert list(faults(judge, found)) == []
    return found


def asked(*missed: str, plan: str = PLAN, facts: dict[str, Any] | None = None, **who: str) -> CatchUp:
    """Return the answer in a little world with two cohorts, A and B."""
    changes = {"cohorts": {"B": {}}, "learners": LEARNERS} | (facts or {})
    instance = world.build(changes)
    return answered(judge_of(instance, lessons_of(plan, instance), *missed, **who))


def attended(found: CatchUp) -> list[str]:
    """Return what is to be attended: ``M2 16/02 AM B``; ``!`` is out of order, ``-`` cannot be had."""
    told = []
    for row in found.rows:
        if row.sitting is None:
            told.append(f"{row.settled.need.module.id} -")
        else:
            mark = "" if row.settled.verdict == "had" else " !"
            when = f"{row.sitting.lesson.day:%d/%m} {row.sitting.lesson.half}"
            told.append(f"{row.settled.need.module.id} {when} {row.sitting.group}{mark}")
    return told


def bars(found: CatchUp, need: int = 0) -> dict[str, set[str]]:
    """Return what stands in the way of each group that has a need."""
    return {
        offer.sittings[0].group: {x.bar.value for x in (*offer.hindrances, *offer.disorder)}
        for offer in found.settled[need].offers
    }


def drawn(seed: int) -> Judge:
    """Return a world at random: its plan keeps few rules, but the search does not rely on them."""
    chance = Random(f"catch-up {seed}")
    cohorts = ["A", "B", "C", "D"][: chance.randint(2, 4)]
    sites = ["LYON", "PARIS"]
    modules = {
        "M1": {"hours": 3.5 * chance.randint(1, 2), "whole_days": False},
        "M2": {"hours": 7, "one_session": chance.random() < 0.3, "after": chance.choice([[], ["M1"]])},
        "M3": {
            "hours": 3.5 * chance.randint(2, 3),
            "whole_days": False,
            "after": chance.choice([[], ["M1"], ["M2"]]),
            "last": chance.random() < 0.3,
            "mode": chance.choice(["in_person", "in_person", "remote"]),
            "group_max": chance.choice([None, 2, 3]),
        },
    }
    learners = {
        f"{name}{number}": {
            "cohort": name,
            "exempted": chance.choice([[], [], [], ["M1"], ["M3"]]),
            "deadlines": chance.choice([None, None, {"start": None, "finish": "2027-02-11"}]),
        }
        for name in cohorts
        for number in range(1, chance.randint(2, 4))
    }
    instance = world.build(
        {
            "sites": {"PARIS": {}},
            "rooms": {"R1": {"capacity": chance.randint(2, 4)}, "P1": {"site": "PARIS", "capacity": 3}},
            "cohorts": {name: {"site": chance.choice(sites)} for name in cohorts},
            "learners": {"L1": None, "L2": None} | learners,
            "modules": modules,
        }
    )
    lessons = tuple(x for cohort in instance.cohorts for x in _scattered(instance, cohort.id, chance))
    learner = chance.choice(list(learners))
    own = sorted({(x.day, x.half) for x in lessons if x.cohort == instance_cohort(instance, learner)})
    missed = frozenset(chance.sample(own, min(len(own), chance.randint(1, 4))))
    joined = chance.choice([None, None, None, own[len(own) // 2][0]])
    return Judge(
        instance, lessons, learner, missed, joined, date(2027, 2, 1) + timedelta(days=chance.randint(0, 4))
    )


def instance_cohort(instance: Instance, learner: str) -> str:
    return next(x.cohort for x in instance.learners if x.id == learner)


def _scattered(instance: Instance, name: str, chance: Random) -> list[Lesson]:
    """Return the lessons of a cohort on days at random, all parallel groups of a module at once."""
    cohort = instance.cohort[name]
    room = "R1" if cohort.site == "LYON" else "P1"
    modules = list(instance.curriculum_of(cohort).items)
    if chance.random() < 0.3:
        chance.shuffle(modules)
    parts = [module for module in modules for _part in range(module.half_days)]
    days = sorted(chance.sample(range(12), len(parts) // 2 + 1))
    slots = [
        (date(2027, 2, 1) + timedelta(days=day), half, 1 + n // 2)
        for n, day in enumerate(days)
        for half in Half
    ]
    return [
        Lesson(
            name,
            group,
            session,
            day,
            half,
            module.id,
            3.5,
            module.mode,
            "T1",
            None if module.mode == "remote" else room,
        )
        for module, (day, half, session) in zip(parts, slots, strict=False)
        for group in range(1, 1 + len(instance.groups(cohort, module)))
    ]
