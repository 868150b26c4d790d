"""When a site is open: public holidays, school holidays, bridges, closures, and the even rhythm."""

from scheduler.calendars.bridges import bridge_days
from scheduler.calendars.problems import calendar_problems
from scheduler.calendars.public import TERRITORIES, public_holidays
from scheduler.calendars.rhythm import even_weeks, open_weeks, week_position
from scheduler.calendars.school import SCHOOL_ZONES, SchoolPeriod, school_known, school_periods
from scheduler.calendars.site import Shut, SiteCalendar, site_calendars
from scheduler.calendars.zones import ZONES, Zone

__all__ = [
    "SCHOOL_ZONES",
    "TERRITORIES",
    "ZONES",
    "SchoolPeriod",
    "Shut",
    "SiteCalendar",
    "Zone",
    "bridge_days",
    "calendar_problems",
    "even_weeks",
    "open_weeks",
    "public_holidays",
    "school_known",
    "school_periods",
    "site_calendars",
    "week_position",
]
