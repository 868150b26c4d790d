"""What FET does not choose, chosen beforehand: the trainer of each group, and the span of each cohort.

FET takes the teachers of every activity as given, and knows no span that begins with the first
lesson. Both are settled here as a planner would by hand, before FET starts.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from result import Table

Strand = tuple[str, str, int]
"""Cohort, module and group; groups are numbered from 0."""


class NotGiven(ValueError):
    """No choice beforehand keeps the rules."""


def trainers(problem: Table, seed: int = 0) -> dict[Strand, str]:
    """Return the trainer of each group of each module, the loads as even as a simple greedy makes them.

    The module with the fewest able trainers comes first. It takes the one least loaded for an
    even share, who has the days left (TR-04), no other group of it (TR-01) and, for a module
    in one session, weeks with two days in a row. Other seeds decide near ties otherwise.

    Raises
    ------
    NotGiven
        Nobody is left for a module: a greedy never takes back what it gave.
    """
    chance = Random(seed)
    by_id = {trainer["id"]: trainer for trainer in problem["trainers"]}
    taken: dict[str, int] = defaultdict(int)
    chosen: dict[Strand, str] = {}
    for cohort, module in sorted(_taught(problem), key=lambda x: (len(x[1]["trainers"]), -x[1]["days"])):
        need = module["days"]
        for group in range(len(module["groups"])):
            others = {chosen[cohort["id"], module["id"], other] for other in range(group)}
            able = [
                name
                for name in module["trainers"]
                if name not in others
                and taken[name] + need <= _most_days(by_id[name])
                and (not module["one_session"] or need < 2 or pair_weeks(cohort, by_id[name]))
            ]
            if not able:
                raise NotGiven(f"{cohort['id']}: nobody has {need} days left for {module['id']}")
            load = {
                name: 2 * (taken[name] + need) / max(1, by_id[name]["even_share"])
                + (0.2 * chance.random() if seed else 0)
                for name in able
            }
            name = min(able, key=lambda x: load[x])
            chosen[cohort["id"], module["id"], group] = name
            taken[name] += need
    return chosen


def pair_weeks(cohort: Table, trainer: Table) -> int:
    """Return in how many weeks a trainer can teach a cohort on two days in a row."""
    if trainer["max_days_per_week"] == 1:
        return 0
    both = {row["date"]: row["week"] for row in cohort["dates"] if row["date"] in set(trainer["days"])}
    following = {day: str(date.fromisoformat(day) + timedelta(days=1)) for day in both}
    return len({both[day] for day, after in following.items() if both.get(after) == both[day]})


@dataclass(frozen=True)
class Span:
    """The dates of which one is the first day, and those of which one is the last."""

    firsts: tuple[str, ...]
    lasts: tuple[str, ...]


def span(cohort: Table) -> Span:
    """Return a span in which any first day goes with any last day (CA-04, CA-05, LE-01).

    The last days lie in no more weeks than a gap may have, those around the even position of
    the last session, so that windows of weeks tell the longest gap exactly.
    """
    firsts = sorted(cohort["ends"])
    while firsts:
        earliest = max(cohort["ends"][first][0] for first in firsts)
        latest = min(cohort["ends"][first][1] for first in firsts)
        lasts = [row for row in cohort["dates"] if earliest <= row["date"] <= latest]
        if lasts:
            return Span(tuple(firsts), tuple(_around_even(cohort, lasts)))
        firsts.pop()
    raise NotGiven(f"{cohort['id']}: no day can be the last")


def _around_even(cohort: Table, lasts: list[Table]) -> Iterator[str]:
    ideal = min(lasts, key=lambda row: abs(row["position"] - cohort["even"][-1]))
    middle = date.fromisoformat(ideal["week"])
    before = cohort["max_gap_weeks"] // 2
    low = str(middle - timedelta(weeks=before))
    high = str(middle + timedelta(weeks=cohort["max_gap_weeks"] - before))
    return (row["date"] for row in lasts if low <= row["week"] <= high)


def _taught(problem: Table) -> list[tuple[Table, Table]]:
    return [
        (cohort, module)
        for cohort in problem["cohorts"]
        for module in cohort["modules"]
        if module["trainers"]
    ]


def _most_days(trainer: Table) -> int:
    available = len(trainer["days"])
    return available if trainer["max_days"] is None else min(available, trainer["max_days"])
