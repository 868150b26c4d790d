"""Plans to put on papers: the samples with exemptions, acquired blocks, and names that ask for trouble."""

from dataclasses import replace
from datetime import UTC, datetime

from scheduler.domain.plan import Plan
from scheduler.exchange.papers import Dossier, Edition
from tests.exchange_output.samples import joint_plan, plan

MADE = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
LATER = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "quote \" and ' and `",
    "line one\nline two; with, all\\these",
    "abc\u202edcba\u200f",
    "\N{PARTY POPPER} fête",
    "x" * 200,
    "CON",
    "  . ",
    "a/b\\c:d*e?f",
)


def exempting(whole: Plan, module: str = "AFGSU") -> Plan:
    """Return a plan whose first learner is exempted from a module, the second from a whole block."""
    first, second, *others = whole.instance.learners
    block = whole.instance.curriculum_of(whole.instance.cohort[second.cohort]).blocks[2]
    learners = (
        replace(first, exempted=(module,)),
        replace(second, acquired_blocks=(block.id,)),
        *others,
    )
    return replace(whole, instance=replace(whole.instance, learners=learners))


def hostile(whole: Plan) -> Plan:
    """Return a plan in which people, rooms, groups, sites and the centre have such names."""
    instance = whole.instance
    odd = [HOSTILE[number % len(HOSTILE)] for number in range(len(instance.learners))]
    return replace(
        whole,
        instance=replace(
            instance,
            centre=replace(instance.centre, name=HOSTILE[1], address=HOSTILE[3]),
            sites=tuple(replace(x, name=name) for x, name in zip(instance.sites, HOSTILE, strict=False)),
            rooms=tuple(replace(x, name=name) for x, name in zip(instance.rooms, HOSTILE, strict=False)),
            trainers=tuple(replace(x, name=name) for x, name in zip(instance.trainers, HOSTILE, strict=True)),
            cohorts=tuple(
                replace(x, name=name) for x, name in zip(instance.cohorts, HOSTILE[2:], strict=False)
            ),
            learners=tuple(replace(x, name=name) for x, name in zip(instance.learners, odd, strict=True)),
        ),
    )


PLANS = {
    "two groups": lambda: plan(2),
    "a joint module": lambda: joint_plan(),
    "exemptions": lambda: exempting(plan(2)),
    "exemptions and a joint module": lambda: exempting(joint_plan(), "STOCKS"),
}


def edition(whole: Plan, made: datetime = MADE) -> Edition:
    return Edition(whole, 123456789, made)


def dossier(whole: Plan, **more: object) -> Dossier:
    return Dossier(edition(whole), **more)  # type: ignore[arg-type]
