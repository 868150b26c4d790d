"""Every day on which a site is shut looks shut on the year planner, whatever the reason."""

from datetime import date, timedelta

import pytest

from scheduler.calendars import Shut, SiteCalendar
from scheduler.domain.centre import Closure, Policy, Site
from scheduler.exchange.output.workbook.planner_days import CLOSURE, PLAIN, day_kind

SITE = Site("LYON", "Lyon", school_zone="A", school_holidays=Policy.CLOSED, bridges=Policy.CLOSED)
CALENDAR = SiteCalendar(SITE, [Closure(date(2027, 8, 2), date(2027, 8, 13))])
YEAR = [date(2027, 1, 1) + timedelta(days=number) for number in range(365)]


def test_a_day_looks_working_exactly_when_nothing_shuts_it() -> None:
    wrong = [day for day in YEAR if CALENDAR.shut(day) and day_kind(CALENDAR, day)[0] is PLAIN]
    assert wrong == []
    assert any(day_kind(CALENDAR, day)[0] is PLAIN for day in YEAR)


def test_a_reason_without_a_look_of_its_own_looks_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SiteCalendar, "shut", lambda _calendar, _day: Shut("CA-99", "strike"))
    assert day_kind(CALENDAR, date(2027, 3, 10)) == (CLOSURE, "strike")
