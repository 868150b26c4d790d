"""Kinds of days on a year planner: what each is called and how it is shaded."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scheduler.calendars import SiteCalendar
from scheduler.domain.time import Weekday
from scheduler.exchange import look
from scheduler.exchange.look import Look
from scheduler.text import N_, _

DAY = Look(size=7.5, framed=True, across="center", shrink=True)
TAUGHT = DAY.but(bold=True)
LONGEST_NAME = 16
"""Signs that a day's cell can show at a legible size."""

REMOTE_SIGN = "@ "
"""In front of what is taught at a distance."""

JOINT_SIGN = "+ "
"""In front of what other cohorts follow in the same lesson."""


@dataclass(frozen=True)
class DayKind:
    """A kind of day: its name in the legend, and its look."""

    title: str
    look: Look

    @cached_property
    def date_look(self) -> Look:
        """How the weekday's letter and the day's number look."""
        return self.look.but(size=DAY.size, italic=False)


_NAMED = DAY.but(size=6.5)

HOLIDAY = DayKind(N_("Public holiday"), _NAMED.but(fill=look.HOLIDAY, ink=look.HOLIDAY_INK))
WEEKEND = DayKind(N_("Weekend"), DAY.but(fill=look.WEEKEND, ink=look.WEEKEND_INK))
CLOSURE = DayKind(
    N_("Closed"),
    _NAMED.but(fill=look.CLOSURE, hatch="lightUp", hatch_ink=look.CLOSURE_HATCH, ink=look.CLOSURE_INK),
)
BRIDGE = DayKind(
    N_("Bridge"),
    _NAMED.but(fill=look.BRIDGE, hatch="lightDown", hatch_ink=look.BRIDGE_HATCH, ink=look.BRIDGE_INK),
)
SCHOOL = DayKind(N_("School holidays"), _NAMED.but(fill=look.SCHOOL, ink=look.SCHOOL_INK))
PLAIN = DayKind(N_("Working day"), DAY)

KINDS = (HOLIDAY, CLOSURE, BRIDGE, SCHOOL, WEEKEND)
"""Those that a legend explains."""


def day_kind(calendar: SiteCalendar, day: date) -> tuple[DayKind, str]:
    """Return the kind of `day` and its own name (of the holiday, closure, bridge), if it has one."""
    if holiday := calendar.holiday(day):
        return HOLIDAY, holiday
    if day.weekday() >= Weekday.SAT:
        return WEEKEND, ""
    if closure := calendar.closure(day):
        return CLOSURE, _short(CLOSURE, closure)
    if bridge := calendar.bridge(day):
        return BRIDGE, _short(BRIDGE, bridge)
    if school := calendar.school_holiday(day):
        return SCHOOL, school
    if shut := calendar.shut(day):  # for a reason that has no look of its own
        return CLOSURE, _short(CLOSURE, shut.label)
    return PLAIN, ""


def _short(kind: DayKind, name: str) -> str:
    """Return a name that can be read in a day's cell: the kind's own if it is too long."""
    return name if len(name) <= LONGEST_NAME else _(kind.title)
