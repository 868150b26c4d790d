"""Judge what a program wrote: our checker and our costs, whoever made the plans.

A rival that cannot say a rule has it left out: its breaches are counted apart. The cost is always
the whole cost, terms a rival cannot say included: it is what a planner would pay for the plan.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import ceil, inf
from pathlib import Path
from typing import Any

from scheduler.check import check, cost_of, costs
from scheduler.domain.curriculum import Mode
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import Settings
from scheduler.domain.time import Half

Table = dict[str, Any]
DUST = 1e-4
"""What a float bound exceeds a whole number by without exceeding it."""


@dataclass(frozen=True)
class Judged:
    """A complete plan as our checker sees it.

    Attributes
    ----------
    seconds
        Since the start of the process that wrote it.
    violations, forgiven
        Violations by code: of the rules that hold for the program, and of those left out.
    """

    seconds: float
    cost: int
    violations: Mapping[str, int] = field(default_factory=dict)
    forgiven: Mapping[str, int] = field(default_factory=dict)

    @property
    def quality(self) -> tuple[int, int]:
        """Violations, then cost: less is better."""
        return sum(self.violations.values()), self.cost

    def __str__(self) -> str:
        if not self.violations:
            return str(self.cost)
        codes = ", ".join(sorted(self.violations))
        return f"{sum(self.violations.values())} broken ({codes}) / {self.cost}"


@dataclass(frozen=True)
class Trajectory:
    """What a program found in its time.

    Attributes
    ----------
    plans
        Its complete plans in order of time.
    bound
        Best lower bound it proved, as a whole number; None without one.
    seconds
        When its process ended.
    peak
        Largest resident memory of its processes together, in MB.
    status, note
        How it ended, in its own words and in the harness's.
    """

    program: str
    plans: tuple[Judged, ...]
    bound: int | None
    seconds: float
    status: str
    note: str = ""
    peak: float = 0.0
    versions: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def first(self) -> float | None:
        """Seconds to the first complete plan, violations or not."""
        return self.plans[0].seconds if self.plans else None

    def at(self, seconds: float) -> Judged | None:
        """Return the best plan by then: fewest violations, then least cost."""
        return min((x for x in self.plans if x.seconds <= seconds), key=lambda x: x.quality, default=None)

    @cached_property
    def final(self) -> Judged | None:
        """The best plan of all, the first one of that quality."""
        return min(self.plans, key=lambda x: x.quality, default=None)

    def reaches(self, quality: tuple[int, int]) -> float | None:
        """Return the seconds to a plan of that quality or better; None if there is none."""
        return next((x.seconds for x in self.plans if x.quality <= quality), None)


def read_lessons(rows: Iterable[Table]) -> tuple[Lesson, ...]:
    """Return the lessons of a plan file (:mod:`tests.bench.rivals.result`)."""
    return tuple(
        Lesson(
            row["cohort"],
            row["group"],
            row["session"],
            date.fromisoformat(row["date"]),
            Half(row["half_day"]),
            row["module"],
            row["hours"],
            Mode(row["mode"]),
            row["trainer"],
            row["room"],
        )
        for row in rows
    )


def judge(
    instance: Instance,
    settings: Settings,
    lessons: Iterable[Lesson],
    seconds: float = 0.0,
    left_out: Collection[str] = (),
) -> Judged:
    """Return what our checker and our costs say of one plan."""
    made = tuple(lessons)
    found = Counter(violation.code for violation in check(instance, made))
    return Judged(
        seconds,
        cost_of(costs(instance, made, settings)),
        {code: number for code, number in found.items() if code not in left_out},
        {code: number for code, number in found.items() if code in left_out},
    )


def trajectory(
    program: str, folder: Path, instance: Instance, settings: Settings, ran: Table | None = None
) -> Trajectory:
    """Judge all that a rival wrote into `folder`.

    Parameters
    ----------
    ran
        What the harness knows of it: `seconds`, `peak`, `note`, `until`, when its time was over
        (later plans do not count), and `left_out`, which a rival ended by force could not say itself.
    """
    ran = ran or {}
    end = _read(folder / "end.json") if (folder / "end.json").exists() else {}
    left_out = end.get("left_out") or ran.get("left_out", {})
    plans, bounds = [], [end.get("bound")]
    for path in sorted(folder.glob("plan-*.json")):
        seconds = int(path.stem.removeprefix("plan-")) / 1000
        if seconds > ran.get("until", inf):
            break
        plan = _read(path)
        plans.append(judge(instance, settings, read_lessons(plan["lessons"]), seconds, left_out))
        bounds.append(plan.get("bound"))
    notes = [note for note in (end.get("note"), ran.get("note")) if note]
    return Trajectory(
        program,
        tuple(plans),
        whole_bound(bounds),
        ran.get("seconds") or end.get("seconds", 0.0),
        end.get("status", "ended without a word"),
        "; ".join(notes),
        ran.get("peak", 0.0),
        end.get("versions", {}),
        left_out,
    )


def own_trajectory(
    folder: Path, instance: Instance, settings: Settings, ran: Table | None = None
) -> Trajectory:
    """Judge what our own program wrote (:mod:`tests.bench.rivals.ours`): its log and its last plan.

    Raises
    ------
    ValueError
        The last plan breaks a rule or costs other than the log says: a fault of this program.
    """
    ran = ran or {}
    final = trajectory("scheduler", folder, instance, settings, ran | {"until": inf})
    log = [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    plans: list[Judged] = []
    for line in log:
        if line["best"] is not None and (not plans or line["best"] < plans[-1].cost):
            plans.append(Judged(line["seconds"], line["best"]))
    if final.plans and (not plans or final.plans[-1].quality != plans[-1].quality):
        raise ValueError(f"our last plan is judged {final.plans[-1]}, the log says {plans[-1:]}")
    bounds = [final.bound, *(line["bound"] for line in log)]
    in_time = tuple(plan for plan in plans if plan.seconds <= ran.get("until", inf))
    values = {**vars(final), "plans": in_time, "bound": whole_bound(bounds)}
    return Trajectory(**{name: values[name] for name in Trajectory.__dataclass_fields__})


def whole_bound(bounds: Iterable[float | None]) -> int | None:
    """Return the best of some lower bounds as a whole cost, 0 at least; None if there is none."""
    known = [bound for bound in bounds if bound is not None]
    return max(0, ceil(max(known) - DUST)) if known else None


def _read(path: Path) -> Table:
    content: Table = json.loads(path.read_text(encoding="utf-8"))
    return content
