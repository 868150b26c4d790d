"""The families of corrections: a table of contents, those a centre can make most easily first."""

from scheduler.explain.corrections import dates, programmes, resources
from scheduler.explain.corrections.correction import CorrectionFamily
from scheduler.text import N_

FAMILIES: tuple[CorrectionFamily, ...] = (
    CorrectionFamily(N_("nothing fixed or forbidden by hand"), programmes.pins),
    CorrectionFamily(N_("no closure of the centre or of a site"), dates.closures),
    CorrectionFamily(N_("no closure of a room"), resources.room_closures),
    CorrectionFamily(N_("no absence of a trainer"), resources.absences),
    CorrectionFamily(N_("trainers available on all weekdays"), resources.availability),
    CorrectionFamily(N_("trainers without limits of days"), resources.limits),
    CorrectionFamily(N_("trainers at all sites"), resources.sites),
    CorrectionFamily(N_("cohorts on all weekdays"), dates.weekdays),
    CorrectionFamily(N_("wider start windows"), dates.starts),
    CorrectionFamily(N_("longer gaps between sessions"), dates.gaps),
    CorrectionFamily(N_("no shortest duration"), dates.shortest),
    CorrectionFamily(N_("longer durations"), dates.longest),
    CorrectionFamily(N_("a second room beside each"), resources.more_rooms),
    CorrectionFamily(N_("further trainers for each skill"), resources.more_trainers),
    CorrectionFamily(N_("sites open in school holidays"), dates.school_holidays),
    CorrectionFamily(N_("sites open on bridges"), dates.bridges),
    CorrectionFamily(N_("joint modules followed apart"), programmes.apart),
    CorrectionFamily(N_("groups below their smallest size"), programmes.small_groups),
    CorrectionFamily(N_("modules in any order"), programmes.order),
    CorrectionFamily(N_("modules over several sessions"), programmes.one_session),
    CorrectionFamily(N_("modules with several trainers"), programmes.one_trainer),
    CorrectionFamily(N_("modules by half-days"), programmes.whole_days),
    CorrectionFamily(N_("learners without deadlines"), resources.deadlines),
)
