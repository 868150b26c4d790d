"""The cost of a plan told by days, counted as the neutral problem says: for rivals without an objective."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from result import Table, Taught


def cost(problem: Table, taught: Iterable[Taught]) -> int:
    """Return the cost of a complete plan: the sum of weight times quantity."""
    return sum(problem["weights"][term] * found for term, found in quantities(problem, taught).items())


def quantities(problem: Table, taught: Iterable[Taught]) -> dict[str, int]:
    """Return the quantity of each term."""
    by_cohort: dict[str, list[Taught]] = defaultdict(list)
    half_days: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for day in sorted(taught, key=lambda x: x.date):
        by_cohort[day.cohort].append(day)
        for trainer in day.trainers:
            if trainer is not None:
                half_days[trainer] += 2
    for cohort in problem["cohorts"]:
        for term, found in _of_cohort(cohort, by_cohort[cohort["id"]]).items():
            total[term] += found
    total["trainer_balance"] = sum(max(0, half_days[x["id"]] - x["even_share"]) for x in problem["trainers"])
    return dict(total)


def _of_cohort(cohort: Table, taught: Sequence[Taught]) -> dict[str, int]:
    dates = {row["date"]: row for row in cohort["dates"]}
    rows = [dates[day.date] for day in taught]
    weeks = sorted({row["week"] for row in rows})
    positions = [next(row["position"] for row in rows if row["week"] == week) for week in weeks]
    weekdays = [{_weekday(row["date"]) for row in rows if row["week"] == week} for week in weeks]
    rooms = {room for day in taught for room in day.rooms if room is not None}
    found = {
        "rhythm": sum((at - even) ** 2 for at, even in zip(positions, cohort["even"], strict=False)),
        "weekday_stability": min(sum(not days <= {*pair} for days in weekdays) for pair in cohort["pairs"]),
        "continuity": _scattered(cohort, taught, weeks),
        "room_stability": max(0, len(rooms) - 1),
        "deadline_margin": cohort["margin"].get(taught[-1].date, 0) if taught else 0,
    }
    for term in ("school_holidays", "bridges", "preferred_weekdays"):
        found[term] = sum(row[term] for row in rows)
    return found


def _scattered(cohort: Table, taught: Sequence[Taught], weeks: Sequence[str]) -> int:
    total = 0
    for module in cohort["modules"]:
        held = sorted({weeks.index(_monday(day.date)) for day in taught if day.module == module["id"]})
        interruptions = sum(after - before > 1 for before, after in pairwise(held))
        total += max(0, len(held) - module["fewest_sessions"]) + interruptions
    return total


def _weekday(day: str) -> int:
    return date.fromisoformat(day).weekday()


def _monday(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=_weekday(day)))
