"""The neutral problem: all that a rival must know of a centre, in plain dates and numbers.

``problem.json`` says what an instance and its settings say, worked out as far as no choice is
left: no curriculum to look up, no holiday to compute, no month to add. A rival reads this file
and nothing else. Dates are ISO texts, weeks are named by their Monday, weekdays are 0 (Monday)
to 4 (Friday), half-days are 3.5 h.

**Everything goes by whole days.** In the shipped curricula each module takes whole days, a multiple
of 7 h, and keeps one trainer per group; only the 13 h of assessment end an hour early. A rival may
thus decide per day, and :func:`problem` refuses (:class:`Unsaid`) an instance of which that is not
true. A trainer can teach on a day if available in both half-days of it.

The file, one object::

    format      1
    name        text
    weights     {term: whole number}, the ten terms below; the cost is the sum of weight * quantity
    cohorts     [cohort]
    trainers    [{id, days: [date], max_days_per_week: n|null, max_days: n|null, even_share: n}]
    rooms       [{id, site, kind, capacity, closed: [date]}]

``trainers[].days`` are the dates within the reach of the cohorts on which the trainer is available
in both half-days (TR-03). ``max_days_per_week`` and ``max_days`` count dates with a lesson (TR-04).
``rooms[].closed`` are dates on which the room alone is shut (RO-04).

A cohort::

    id, site, curriculum
    days            training days of its programme
    sessions        sessions: blocks of two consecutive days of one ISO week (SE-01)
    singles         how many of these are a single day instead: 1 if `days` is odd, else 0 (SE-01)
    dates           [{date, week, position, school_holidays, bridges, preferred_weekdays}]: the
                    only dates on which it may train (CA-01, CA-02, CA-03, CA-06, SE-04, and days
                    forbidden by hand, PI-02), in order
    weeks           [{week, position}]: the weeks of `dates`, in order
    ends            {first day: [earliest last day, latest last day]}: the first day of the first
                    session is one of these keys (CA-04, LE-01); the last day of the last session
                    lies between the two, both included (CA-05, LE-01)
    max_gap_weeks   two sessions in a row are at most so many weeks apart (SE-03): the difference
                    of their Mondays, in weeks; at most one session lies in a week (SE-02)
    even            [position of session 1, of session 2, …]: the even rhythm
    pairs           [[weekday, weekday]]: the pairs of which one is the cohort's usual one
    margin          {last day: weeks missing to the margin before the tightest deadline}; a last
                    day that is not a key misses none
    fixed           [{date, module: id|null}]: it trains on that date, with that module (PI-01)
    groups          most parallel groups of any module
    modules         [module], the assessment last

A module of a cohort::

    id
    days            training days it takes (CU-01), one module a day (SE-05, CU-06)
    half_days       half-days with a lesson: 2 a day, but an assessment may end before its last does
    hours           of each of these half-days: [3.5, …]
    mode            "in_person" or "remote": needs no room, `rooms` is empty for each group
    one_session     all its days lie in one session (CU-03)
    last            comes after all modules that are not last (CU-04)
    after           [module id]: all their days come before its first day (CU-02)
    fewest_sessions fewest sessions that can hold it
    groups          [learners of group 1, of group 2, …]: all groups follow it on the same days (CU-05),
                    each with its trainer and its room
    trainers        [trainer id]: who can teach it to this cohort (TR-02, sites of TR-05); each group
                    has one of them for all its days (TR-06); [] if it takes no trainer
    rooms           [[room id] for each group]: rooms of the site, of a kind the module accepts (RO-02) and
                    large enough (RO-03); in each day of it, each group sits in one of them all day
    kinds           [kind of room]

What remains to be said of trainers and rooms: each has one group a day (TR-01, RO-01). As a trainer
has one cohort a day, one site a day (TR-05) follows; as a day has one module, so do RO-05 and, with
CU-01, LE-02.

The terms of the cost, each a quantity at 0 or above:

``rhythm``
    Sum over the sessions k of a cohort of (position of its week - even[k])².
``school_holidays``, ``bridges``, ``preferred_weekdays``
    Sum of the numbers of these names (0 or 1) over the dates on which each cohort trains.
``weekday_stability``
    Sessions of a cohort with a day outside its usual pair of weekdays: the pair of `pairs` with the
    fewest of these.
``continuity``
    Over the modules of each cohort: sessions it lies in, less `fewest_sessions`, plus interruptions
    (times that sessions of the cohort without it lie between two in a row that hold it, each
    stretch once).
``trainers_per_module``
    0, as each module keeps one trainer.
``trainer_balance``
    Over the trainers: half-days taught (2 a day, each group by itself) above `even_share`.
``room_stability``
    Rooms beyond the first that each cohort uses.
``deadline_margin``
    ``margin`` of the last day of each cohort.

What a rival writes is described in :mod:`tests.bench.rivals.result`.
"""

import json
from dataclasses import replace
from datetime import date
from math import ceil
from pathlib import Path
from typing import Any

from scheduler.calendars import SiteCalendar, even_weeks, open_weeks, site_calendars, week_position
from scheduler.domain.cohort import Cohort, Pin, PinKind
from scheduler.domain.curriculum import Mode, Module
from scheduler.domain.fairness import can_teach, even_shares
from scheduler.domain.instance import Instance
from scheduler.domain.settings import Settings
from scheduler.domain.time import HALF_DAY_HOURS, WORKING_WEEK, Half, add_months, days, monday
from scheduler.settings import load_settings

Table = dict[str, Any]


CONSTANT = ("group_size", "shared_teaching")
"""Terms that no choice changes where nothing is shared."""


def rival_settings() -> Settings:
    """Return the shipped settings without the terms that the neutral problem leaves out."""
    settings = load_settings(None)
    return replace(settings, weights=settings.weights | dict.fromkeys(CONSTANT, 0))


class Unsaid(ValueError):
    """The instance has something that the neutral problem does not say."""


def write_problem(instance: Instance, settings: Settings, path: Path, name: str = "") -> Path:
    """Write ``problem.json`` to `path`; return `path`."""
    path.write_text(json.dumps(problem(instance, settings, name), ensure_ascii=False), encoding="utf-8")
    return path


def problem(instance: Instance, settings: Settings, name: str = "") -> Table:
    """Return the neutral problem of an instance.

    Raises
    ------
    Unsaid
        Cohorts share modules, a module is not taught by whole days or may change trainer, or a pin
        names more than a cohort, a day and, if it fixes, a module.
    """
    if instance.joint_modules:
        raise Unsaid(f"cohorts share modules: {', '.join(x.id for x in instance.joint_modules)}")
    calendars = site_calendars(instance)
    reach = _reach(instance)
    shares = even_shares(instance)
    return {
        "format": 1,
        "name": name,
        "weights": {name: weight for name, weight in settings.weights.items() if name not in CONSTANT},
        "cohorts": [
            _cohort(instance, settings, cohort, calendars[cohort.site]) for cohort in instance.cohorts
        ],
        "trainers": [
            {
                "id": trainer.id,
                "days": [
                    str(day) for day in reach if all(instance.available(trainer.id, day, x) for x in Half)
                ],
                "max_days_per_week": trainer.max_days_per_week,
                "max_days": trainer.max_days,
                "even_share": shares[trainer.id],
            }
            for trainer in instance.trainers
        ],
        "rooms": [
            {
                "id": room.id,
                "site": room.site,
                "kind": room.kind,
                "capacity": room.capacity,
                "closed": [
                    str(day)
                    for day in reach
                    if any(x.room == room.id and x.first <= day <= x.last for x in instance.closures)
                ],
            }
            for room in instance.rooms
        ],
    }


def _last_reach(instance: Instance, cohort: Cohort) -> date:
    return add_months(cohort.start_to, instance.months(cohort)[1])


def _reach(instance: Instance) -> list[date]:
    """Return the working days on which some cohort could train."""
    first = min(cohort.start_from for cohort in instance.cohorts)
    last = max(_last_reach(instance, cohort) for cohort in instance.cohorts)
    return [day for day in days(first, last) if day.weekday() in WORKING_WEEK]


def _cohort(instance: Instance, settings: Settings, cohort: Cohort, calendar: SiteCalendar) -> Table:
    curriculum = instance.curriculum_of(cohort)
    weeks = open_weeks(instance, cohort, calendar)
    fixed, forbidden = _pins(instance, cohort)
    dates = [
        day
        for day in days(cohort.start_from, _last_reach(instance, cohort))
        if day.weekday() in cohort.weekdays and calendar.is_open(day) and day not in forbidden
    ]
    pairs = [(first, first + 1) for first in range(4)]
    allowed = [pair for pair in pairs if {*pair} <= {int(x) for x in cohort.weekdays}] or pairs
    preferred = cohort.preferred_weekdays
    return {
        "id": cohort.id,
        "site": cohort.site,
        "curriculum": curriculum.id,
        "days": curriculum.days,
        "sessions": curriculum.sessions,
        "singles": curriculum.days % 2,
        "dates": [
            {
                "date": str(day),
                "week": str(monday(day)),
                "position": week_position(weeks, monday(day)),
                "school_holidays": int(calendar.avoided_school(day)),
                "bridges": int(calendar.avoided_bridge(day)),
                "preferred_weekdays": int(bool(preferred) and day.weekday() not in preferred),
            }
            for day in dates
        ],
        "weeks": [
            {"week": str(week), "position": week_position(weeks, week)}
            for week in sorted({monday(day) for day in dates})
        ],
        "ends": _ends(instance, cohort, dates),
        "max_gap_weeks": instance.max_gap_weeks(cohort),
        "even": list(even_weeks(instance, cohort, calendar, settings.deadline_margin_weeks)),
        "pairs": [list(pair) for pair in allowed],
        "margin": _margin(instance, settings, cohort, dates),
        "fixed": fixed,
        "groups": max(len(instance.groups(cohort, module)) for module in curriculum.items),
        "modules": [_module(instance, cohort, module) for module in curriculum.items],
    }


def _deadlines(instance: Instance, cohort: Cohort) -> tuple[date | None, date | None]:
    """Return the tightest deadlines of the learners to start and to finish."""
    learners = instance.learners_of[cohort.id]
    starts = [day for x in learners if (day := instance.start_deadline(x))]
    ends = [day for x in learners if (day := instance.finish_deadline(x))]
    return min(starts, default=None), min(ends, default=None)


def _ends(instance: Instance, cohort: Cohort, dates: list[date]) -> dict[str, list[str]]:
    least, most = instance.months(cohort)
    start, finish = _deadlines(instance, cohort)
    found = {}
    for first in dates:
        if cohort.start_from <= first <= min(cohort.start_to, start or date.max):
            latest = min(add_months(first, most), finish or date.max)
            found[str(first)] = [str(add_months(first, least)), str(latest)]
    return found


def _margin(instance: Instance, settings: Settings, cohort: Cohort, dates: list[date]) -> dict[str, int]:
    finish = _deadlines(instance, cohort)[1]
    if finish is None:
        return {}
    missing = {day: 7 * settings.deadline_margin_weeks - (finish - day).days for day in dates}
    return {str(day): ceil(missed / 7) for day, missed in missing.items() if missed > 0}


def _pins(instance: Instance, cohort: Cohort) -> tuple[list[Table], set[date]]:
    """Return what is fixed for a cohort, and the days forbidden to it."""
    fixed: list[Table] = []
    forbidden: set[date] = set()
    for pin in instance.pins:
        if pin.half or pin.trainer or pin.room or (pin.kind is PinKind.FORBID and pin.module):
            raise Unsaid(f"a pin says more than a cohort and its day: {_named(pin)}")
        if pin.cohort not in (None, cohort.id):
            continue
        if pin.kind is PinKind.FIX:
            fixed.append({"date": str(pin.day), "module": pin.module})
        else:
            forbidden.add(pin.day)
    return fixed, forbidden


def _named(pin: Pin) -> str:
    return f"{pin.kind} {pin.day} {pin.cohort} {pin.half} {pin.module} {pin.trainer} {pin.room}"


def _module(instance: Instance, cohort: Cohort, module: Module) -> Table:
    if not module.whole_days or not module.one_trainer or (module.teaching and module.half_days % 2):
        raise Unsaid(f"module {module.id} does not take whole days with one trainer")
    groups = [len(learners) for learners in instance.groups(cohort, module)]
    taught = module.teaching and module.skill is not None
    remote = module.mode is Mode.REMOTE
    full, rest = divmod(module.hours, HALF_DAY_HOURS)
    return {
        "id": module.id,
        "days": module.days,
        "half_days": module.half_days,
        "hours": [HALF_DAY_HOURS] * int(full) + ([rest] if rest else []),
        "mode": module.mode.value,
        "one_session": module.one_session,
        "last": module.last,
        "after": list(module.after),
        "fewest_sessions": ceil(module.half_days / 4),
        "groups": groups,
        "trainers": [x.id for x in instance.trainers if taught and can_teach(x, cohort, module)],
        "rooms": [
            [
                room.id
                for room in instance.rooms
                if not remote
                and room.site == cohort.site
                and room.kind in module.rooms
                and room.capacity >= learners
            ]
            for learners in groups
        ],
        "kinds": list(module.rooms),
    }
