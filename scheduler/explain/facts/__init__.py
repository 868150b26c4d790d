"""The families of facts: a table of contents, those a centre can concede most easily first."""

from scheduler.explain.facts import dates, learners, programmes, rooms, trainers
from scheduler.explain.facts.fact import FactFamily
from scheduler.text import N_

FAMILIES: tuple[FactFamily, ...] = (
    FactFamily(N_("what is fixed or forbidden by hand"), programmes.pins),
    FactFamily(N_("longest gaps between sessions"), dates.gaps),
    FactFamily(N_("earliest starts"), dates.earliest),
    FactFamily(N_("latest starts"), dates.latest),
    FactFamily(N_("weekdays of cohorts"), dates.weekdays),
    FactFamily(N_("closures of the centre or of a site"), dates.closures),
    FactFamily(N_("closures of a room"), rooms.closures),
    FactFamily(N_("longest durations"), dates.longest),
    FactFamily(N_("shortest durations"), dates.shortest),
    FactFamily(N_("weekdays of trainers"), trainers.availability),
    FactFamily(N_("most days of trainers"), trainers.days_in_all),
    FactFamily(N_("most days of trainers in a week"), trainers.days_a_week),
    FactFamily(N_("sites of trainers"), trainers.sites),
    FactFamily(N_("absences of trainers"), trainers.absences),
    FactFamily(N_("joint modules"), programmes.joint),
    FactFamily(N_("smallest groups"), programmes.small_groups),
    FactFamily(N_("rooms of each site"), rooms.rooms),
    FactFamily(N_("trainers with each skill"), trainers.skills),
    FactFamily(N_("sites closed in school holidays"), dates.school_holidays),
    FactFamily(N_("sites closed on bridges"), dates.bridges),
    FactFamily(N_("deadlines of learners"), learners.deadlines),
    FactFamily(N_("order of modules"), programmes.order),
    FactFamily(N_("modules in one session"), programmes.one_session),
    FactFamily(N_("modules with one trainer"), programmes.one_trainer),
    FactFamily(N_("modules by whole days"), programmes.whole_days),
)
