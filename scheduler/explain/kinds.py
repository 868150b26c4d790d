"""The kinds of change tried, those a centre can make most easily first."""

from scheduler.explain import calendar_changes as calendar
from scheduler.explain import people_changes as people
from scheduler.explain import programme_changes as programme
from scheduler.explain import room_changes as rooms
from scheduler.explain.change import Kind
from scheduler.text import N_

KINDS: tuple[Kind, ...] = (
    Kind(N_("nothing fixed or forbidden by hand"), programme.pins),
    Kind(N_("no closure of the centre or of a site"), calendar.closures),
    Kind(N_("no closure of a room"), rooms.closures),
    Kind(N_("no absence of a trainer"), people.absences),
    Kind(N_("trainers available on all weekdays"), people.availability),
    Kind(N_("trainers without limits of days"), people.limits),
    Kind(N_("trainers at all sites"), people.sites),
    Kind(N_("cohorts on all weekdays"), calendar.weekdays),
    Kind(N_("wider start windows"), calendar.starts),
    Kind(N_("longer gaps between sessions"), calendar.gaps),
    Kind(N_("no shortest duration"), calendar.shortest),
    Kind(N_("longer durations"), calendar.longest),
    Kind(N_("a second room beside each"), rooms.doubled),
    Kind(N_("further trainers for each skill"), people.more_trainers),
    Kind(N_("sites open in school holidays"), calendar.school_holidays),
    Kind(N_("sites open on bridges"), calendar.bridges),
    Kind(N_("modules in any order"), programme.order),
    Kind(N_("modules over several sessions"), programme.one_session),
    Kind(N_("modules with several trainers"), programme.one_trainer),
    Kind(N_("modules by half-days"), programme.whole_days),
    Kind(N_("learners without deadlines"), people.deadlines),
)
