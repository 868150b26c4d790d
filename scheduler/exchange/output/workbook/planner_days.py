"""Kinds of days on a year planner: what each is called and how it is shaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scheduler.calendars import SiteCalendar
from scheduler.domain.curriculum import Mode
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Weekday
from scheduler.exchange.output.workbook.style import Look
from scheduler.text import N_, _

DAY = Look(size=7.5, framed=True, across="center", shrink=True)
TAUGHT = DAY.but(bold=True)
LONGEST_NAME = 16
"""Signs that a day's cell can show at a legible size."""

REMOTE_SIGN = "@ "
"""In front of what is taught at a distance."""


@dataclass(frozen=True)
class DayKind:
    """A kind of day: its name in the legend, and its look."""

    title: str
    look: Look

    @cached_property
    def date_look(self) -> Look:
        """How the weekday's letter and the day's number look."""
        return self.look.but(size=DAY.size, italic=False)


HOLIDAY = DayKind(N_("Public holiday"), DAY.but(fill="F6C9CE", ink="8E1B2E", size=6, italic=True))
WEEKEND = DayKind(N_("Weekend"), DAY.but(fill="D9DCE1", ink="7B828C"))
CLOSURE = DayKind(
    N_("Closed"),
    DAY.but(fill="AEB8C6", hatch="lightUp", hatch_ink="6E7B8D", ink="26303D", size=6, italic=True),
)
BRIDGE = DayKind(
    N_("Bridge"),
    DAY.but(fill="FFF3C4", hatch="lightDown", hatch_ink="D9A514", ink="6B4E00", size=6, italic=True),
)
SCHOOL = DayKind(N_("School holidays"), DAY.but(fill="EAE3F4", ink="5B4A7A", size=6, italic=True))
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


def taught(lessons: Sequence[Lesson]) -> str:
    """Return what a day's cell says of its lessons: each module once, in order."""
    signs = {x.module: REMOTE_SIGN if x.mode is Mode.REMOTE else "" for x in lessons}
    return " / ".join(sign + module for module, sign in signs.items())
