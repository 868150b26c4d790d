"""The catalogue of hard rules: one code, one name, one sentence each.

A code never changes its meaning. The model has one file per family, the checker
one file of the same name; ``docs/rules.md`` is generated from here.
"""

from dataclasses import dataclass

from scheduler.text import N_


@dataclass(frozen=True)
class Rule:
    """A hard rule.

    Attributes
    ----------
    code
        Two letters of the family and a number: ``CA-01``.
    title, sentence
        Marked for the catalogue of texts: translate with ``_`` when shown.
    source
        The text or the practice it comes from.
    """

    code: str
    title: str
    sentence: str
    source: str

    @property
    def family(self) -> str:
        """The two letters in front."""
        return self.code[:2]


FAMILIES: dict[str, str] = {
    "CA": N_("Calendar"),
    "SE": N_("Sessions"),
    "CU": N_("Curriculum"),
    "JO": N_("Joint modules"),
    "TR": N_("Trainers"),
    "RO": N_("Rooms"),
    "LE": N_("Learners"),
    "PI": N_("Pins"),
}

RULES: tuple[Rule, ...] = (
    Rule("CA-01", N_("Public holidays and weekends"),
         N_("No training on a public holiday of the site, on a Saturday or on a Sunday."),
         N_("Labour code L3133-1; Alsace-Moselle L3134-13; overseas L3422-2")),
    Rule("CA-02", N_("Closures"),
         N_("No training on a day on which the centre or the site is closed."),
         N_("Table of closures")),
    Rule("CA-03", N_("School holidays"),
         N_("No training in the school holidays of a site whose policy is “closed”."),
         N_("Choice of each site")),
    Rule("CA-04", N_("Start window"),
         N_("The first training day lies in the cohort's start window."),
         N_("Table of cohorts")),
    Rule("CA-05", N_("Duration"),
         N_("The last day lies between the minimum and the maximum number of months after the first."),
         N_("10 to 12 months: ameli.fr")),
    Rule("CA-06", N_("Bridges"),
         N_("No training on a bridge day of a site whose policy is “closed”."),
         N_("Choice of each site")),
    Rule("SE-01", N_("Shape of a session"),
         N_("A session is two consecutive days of one ISO week; exactly one session is a single day "
            "where the programme's days are odd, none where they are even."),
         N_("Two days a week: YSCHOOLS")),
    Rule("SE-02", N_("One session a week"),
         N_("A cohort has at most one session in an ISO week."),
         N_("Two days a week: YSCHOOLS")),
    Rule("SE-03", N_("Longest gap"),
         N_("Two sessions in a row are never more than the maximum number of weeks apart."),
         N_("Assumption of the curriculum, changed per cohort")),
    Rule("SE-04", N_("Weekdays"),
         N_("A cohort trains only on the weekdays it allows."),
         N_("Table of cohorts")),
    Rule("SE-05", N_("Full days"),
         N_("Every half-day of a session is used, by one module a group; an assessment may end early."),
         N_("7 h a day: 112 h are 16 days")),
    Rule("CU-01", N_("Hours"),
         N_("Each module gets exactly its hours, and nothing else is taught."),
         N_("RNCP36358, RNCP40913, decree of 7 November 2019")),
    Rule("CU-02", N_("Order"),
         N_("A module starts only when the modules it comes after are finished."),
         N_("Assumption of the curriculum")),
    Rule("CU-03", N_("Within one session"),
         N_("A module marked “one session” lies in a single session."),
         N_("AFGSU: presence for the whole of it, decree of 30 December 2014")),
    Rule("CU-04", N_("Last of all"),
         N_("A module marked “last” comes after all the others."),
         N_("Assumption of the curriculum")),
    Rule("CU-05", N_("Group size"),
         N_("A cohort above a module's maximum is split into as few parallel groups as hold it; "
            "the groups follow the module at the same time. Cohorts that share a module form its groups "
            "together."),
         N_("AFGSU: 10 to 12, decree of 30 December 2014, art. 3")),
    Rule("CU-06", N_("Whole days"),
         N_("A module marked “whole days” fills both half-days of a day, with the same trainers and rooms."),
         N_("Every module is a multiple of 7 h: YSCHOOLS")),
    Rule("CU-07", N_("Smallest group"),
         N_("A group of a module whose minimum is strict has at least that many learners."),
         N_("AFGSU: 10 to 12, decree of 30 December 2014, art. 3")),
    Rule("JO-01", N_("One lesson"),
         N_("A joint lesson is one lesson: all the groups that share it have it on the same half-days, with "
            "the same trainers and rooms, from the first half-day of the module to the last."),
         N_("Table of joint modules")),
    Rule("JO-02", N_("Together"),
         N_("The groups of a joint module marked “must” are all in the same lessons."),
         N_("Table of joint modules")),
    Rule("JO-03", N_("Only as agreed"),
         N_("Only groups of one joint module share a lesson, and in person only at one site."),
         N_("Table of joint modules")),
    Rule("TR-01", N_("One place at a time"),
         N_("A trainer teaches one group at a time."),
         N_("CAA Nantes, April and June 2021")),
    Rule("TR-02", N_("Qualified trainer"),
         N_("Every half-day of teaching has a trainer with the module's skill; an assessment has none."),
         N_("Qualiopi indicator 17; AFGSU: accredited trainers only")),
    Rule("TR-03", N_("Available trainer"),
         N_("A trainer teaches only on available half-days, outside absences."),
         N_("Tables of trainers and absences")),
    Rule("TR-04", N_("Trainer's load"),
         N_("A trainer has no more days in a week, nor in all, than agreed."),
         N_("Table of trainers")),
    Rule("TR-05", N_("One site a day"),
         N_("A trainer teaches for one site a day, and only for the sites he or she goes to."),
         N_("Table of trainers")),
    Rule("TR-06", N_("One trainer per module"),
         N_("A module marked “one trainer” keeps the same trainer for a group; during an absence with a "
            "substitute, the substitute teaches it."),
         N_("Assumption of the curriculum")),
    Rule("RO-01", N_("One group at a time"),
         N_("A room holds one group at a time."),
         N_("CAA Nantes, April and June 2021")),
    Rule("RO-02", N_("Right room"),
         N_("Every half-day in person has a room of a kind its module accepts; a remote one has none."),
         N_("Qualiopi indicator 17")),
    Rule("RO-03", N_("Capacity"),
         N_("A room holds the learners of the group."),
         N_("CAA Nantes, April and June 2021")),
    Rule("RO-04", N_("Open room of the site"),
         N_("A room is at the cohort's site and is not closed."),
         N_("Tables of rooms and closures")),
    Rule("RO-05", N_("Remote days"),
         N_("A half-day is taught in its module's mode, and a day is wholly remote or wholly in person."),
         N_("Choice of each centre")),
    Rule("LE-01", N_("Deadlines"),
         N_("The cohort starts and ends within the deadlines of each of its learners."),
         N_("24 or 36 months after hire: ameli.fr, amendment 7, decree of 7 November 2019")),
    Rule("LE-02", N_("Learner's hours"),
         N_("Each learner receives the hours of the curriculum less the exempted modules."),
         N_("RNCP36358, RNCP40913; positioning and VAE")),
    Rule("PI-01", N_("Fixed by hand"),
         N_("What the user fixed is in the plan."),
         N_("Table of pins")),
    Rule("PI-02", N_("Forbidden by hand"),
         N_("What the user forbade is not in the plan."),
         N_("Table of pins")),
)  # fmt: skip

RULE: dict[str, Rule] = {rule.code: rule for rule in RULES}
