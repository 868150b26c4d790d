"""The one description of the input: every sheet and every column.

The readers of workbooks and of CSV folders, the template and the filled demo all read
it, so what one writes the others understand.
"""

from datetime import date, time

from scheduler.caps import FIRST_HIRE_YEAR
from scheduler.domain.centre import Absence, Centre, Closure, Policy, Room, Site, Trainer
from scheduler.domain.cohort import Cohort, Learner, Pin, PinKind
from scheduler.domain.joint import Together
from scheduler.domain.time import Half, Weekday
from scheduler.exchange.tables import words
from scheduler.exchange.tables.columns import Column, Kind, TableSheet
from scheduler.text import N_

_DAYS = N_("Day/month/year, for example 31/01/2027.")
_SITE = N_("Identifier of a site of the sheet of sites.")

CENTRE = TableSheet(
    "centre", "Centre", "Centre", N_("Your organisation: one single row."),
    (
        Column("name", "Nom", "Name", Kind.TEXT,
               N_("Name of the training organisation, as on the attendance sheets."),
               required=True, example="Institut Loire Santé Formation"),
        Column("address", "Adresse", "Address", Kind.TEXT, N_("Postal address."),
               example="12 quai des Tanneurs, 44000 Nantes"),
        Column("declaration_number", "Numéro de déclaration", "Declaration number", Kind.IDENTIFIER,
               N_("Declaration number of activity (NDA), which every attendance sheet bears."),
               example="52 44 09999 44"),
        Column("morning_start", "Début du matin", "Morning start", Kind.TIME,
               N_("When the morning begins (it lasts 3.5 h); 09:00 if empty."), example=time(9, 0)),
        Column("afternoon_start", "Début de l'après-midi", "Afternoon start", Kind.TIME,
               N_("When the afternoon begins (it lasts 3.5 h); 13:30 if empty."), example=time(13, 30)),
        Column("logo", "Logo", "Logo", Kind.TEXT,
               N_("Name of a picture beside the tables (.png, .jpg or .svg, at most 256 kB): it is shown on "
                  "papers, on the page for the browser and in the calendar."),
               example="logo.png"),
        Column("colour", "Couleur", "Colour", Kind.COLOUR,
               N_("Colour of titles on papers, on the page for the browser and in the calendar, as #RRGGBB."),
               example="#1F3A5F"),
    ),
    record=Centre, required=True,
)  # fmt: skip

SITES = TableSheet(
    "sites", "Sites", "Sites", N_("The places where you train: holidays depend on them."),
    (
        Column("id", "Identifiant", "Id", Kind.IDENTIFIER,
               N_("A short name of your own, different for each site; other sheets refer to it."),
               required=True, example="NANTES"),
        Column("name", "Nom", "Name", Kind.TEXT, N_("Name of the site, as people read it."),
               required=True, example="Nantes Madeleine"),
        Column("address", "Adresse", "Address", Kind.TEXT, N_("Postal address."),
               example="12 quai des Tanneurs, 44000 Nantes"),
        Column("territory", "Territoire", "Territory", Kind.CHOICE,
               N_("Whose public holidays apply; mainland France if empty."),
               choices=words.TERRITORIES, example="metropole"),
        Column("good_friday", "Vendredi saint", "Good Friday", Kind.YES_NO,
               N_("Alsace-Moselle only: yes where Good Friday is a public holiday in the commune."),
               example=False),
        Column("school_zone", "Zone scolaire", "School zone", Kind.CHOICE,
               N_("School zone A, B or C; leave empty in Corsica and overseas."),
               choices=words.ZONES, example="B"),
        Column("school_holidays", "Vacances scolaires", "School holidays", Kind.CHOICE,
               N_("What the site does in school holidays: ignore, avoid or closed; ignore if empty."),
               choices=words.POLICIES, example=Policy.AVOID),
        Column("bridges", "Ponts", "Bridges", Kind.CHOICE,
               N_("What the site does on bridge days: ignore, avoid or closed; avoid if empty."),
               choices=words.POLICIES, example=Policy.AVOID),
    ),
    record=Site, required=True,
)  # fmt: skip

ROOMS = TableSheet(
    "rooms", "Salles", "Rooms", N_("The rooms of each site, with what they are fit for."),
    (
        Column("id", "Identifiant", "Id", Kind.IDENTIFIER,
               N_("A short name of your own, different for each room."), required=True, example="N-COURS"),
        Column("name", "Nom", "Name", Kind.TEXT, N_("Name of the room, as people read it."),
               example="Salle Erdre"),
        Column("site", "Site", "Site", Kind.REFERENCE, _SITE, required=True, to="sites", example="NANTES"),
        Column("kind", "Type", "Kind", Kind.CHOICE,
               N_("classroom, computer or practice; another word is a kind of your own, "
                  "which your curricula name."),
               required=True, choices=words.ROOM_KINDS, open_choice=True,
               vocabulary="rooms", example="classroom"),
        Column("capacity", "Places", "Capacity", Kind.WHOLE, N_("Learners the room holds."),
               required=True, least=1, most=1000, example=18),
    ),
    record=Room, required=True,
)  # fmt: skip

TRAINERS = TableSheet(
    "trainers", "Formateurs", "Trainers", N_("Who teaches what, when and where."),
    (
        Column("id", "Identifiant", "Id", Kind.IDENTIFIER,
               N_("A short name of your own, different for each trainer."), required=True, example="F01"),
        Column("name", "Nom", "Name", Kind.TEXT, N_("First name and name."), required=True,
               example="Claire Maugendre"),
        Column("skills", "Compétences", "Skills", Kind.WORDS,
               N_("What the trainer can teach, separated by commas, in the words of the sheet "
                  "“Skills and modules”: soins, coordination, logiciel, hygiene…"),
               required=True, example=("soins", "constantes", "hygiene")),
        Column("availability", "Disponibilités", "Availability", Kind.AVAILABILITY,
               N_("Usual days, for example “Mon, Tue, Wed morning, Fri”; Monday to Friday if empty."),
               example=frozenset({(Weekday.MON, Half.AM), (Weekday.MON, Half.PM), (Weekday.WED, Half.AM)})),
        Column("max_days_per_week", "Jours max par semaine", "Max days per week", Kind.WHOLE,
               N_("Most days of teaching in one week; no limit if empty."), least=1, most=7, example=3),
        Column("max_days", "Jours max en tout", "Max days in all", Kind.WHOLE,
               N_("Most days of teaching in the whole plan; no limit if empty."),
               least=1, most=1000, example=45),
        Column("sites", "Sites", "Sites", Kind.REFERENCES,
               N_("Sites the trainer goes to, separated by commas; all of them if empty."),
               to="sites", example=("NANTES",)),
    ),
    record=Trainer, required=True,
)  # fmt: skip

ABSENCES = TableSheet(
    "absences", "Absences", "Absences", N_("Leave and other dates on which a trainer is away."),
    (
        Column("trainer", "Formateur", "Trainer", Kind.REFERENCE, N_("Identifier of the trainer."),
               required=True, to="trainers", example="F01"),
        Column("first", "Du", "From", Kind.DATE, _DAYS, required=True, example=date(2027, 4, 26)),
        Column("last", "Au", "To", Kind.DATE, N_("Last day of absence, included."),
               required=True, example=date(2027, 4, 30)),
        Column("half", "Demi-journée", "Half-day", Kind.CHOICE,
               N_("morning or afternoon; the whole day if empty."), choices=words.HALVES),
        Column("reason", "Motif", "Reason", Kind.TEXT, N_("For your own use."), example="congés"),
        Column("substitute", "Remplaçant", "Substitute", Kind.REFERENCE,
               N_("Who takes over the modules that keep this trainer meanwhile; they wait if empty."),
               to="trainers"),
    ),
    record=Absence,
)  # fmt: skip

CLOSURES = TableSheet(
    "closures", "Fermetures", "Closures", N_("Dates on which the centre, one site or one room is closed."),
    (
        Column("label", "Libellé", "Label", Kind.TEXT, N_("Shown in the calendars."),
               example="Fermeture d'été"),
        Column("first", "Du", "From", Kind.DATE, _DAYS, required=True, example=date(2027, 8, 9)),
        Column("last", "Au", "To", Kind.DATE, N_("Last day of closure, included."),
               required=True, example=date(2027, 8, 20)),
        Column("site", "Site", "Site", Kind.REFERENCE,
               N_("The site that closes; the whole centre if site and room are empty."), to="sites"),
        Column("room", "Salle", "Room", Kind.REFERENCE,
               N_("Only this room closes; leave empty to close the site or the centre."), to="rooms"),
    ),
    record=Closure,
)  # fmt: skip

COHORTS = TableSheet(
    "cohorts", "Groupes", "Cohorts", N_("The groups to plan: curriculum, site, start and rhythm."),
    (
        Column("id", "Identifiant", "Id", Kind.IDENTIFIER,
               N_("A short name of your own, different for each group."),
               required=True, example="CQP266-NANTES"),
        Column("name", "Nom", "Name", Kind.TEXT, N_("Name of the group, as people read it."),
               example="CQP Nantes, février 2027"),
        Column("curriculum", "Parcours", "Curriculum", Kind.REFERENCE,
               N_("cqp-266, cqp-371, fae-112, or a curriculum of your own."),
               required=True, to="curricula", example="cqp-266"),
        Column("site", "Site", "Site", Kind.REFERENCE, _SITE, required=True, to="sites", example="NANTES"),
        Column("start_from", "Début au plus tôt", "Start from", Kind.DATE,
               N_("The first training day is on this date or later."),
               required=True, example=date(2027, 1, 25)),
        Column("start_to", "Début au plus tard", "Start to", Kind.DATE,
               N_("The first training day is on this date or earlier; leave a few weeks of choice."),
               required=True, example=date(2027, 2, 19)),
        Column("weekdays", "Jours", "Weekdays", Kind.WEEKDAYS,
               N_("The only weekdays on which the group may train; Monday to Friday if empty. "
                  "A session needs two days in a row."),
               example=(Weekday.MON, Weekday.TUE, Weekday.THU, Weekday.FRI)),
        Column("preferred_weekdays", "Jours préférés", "Preferred weekdays", Kind.WEEKDAYS,
               N_("The weekdays employers prefer, usually two in a row."),
               example=(Weekday.THU, Weekday.FRI)),
        Column("min_months", "Durée min (mois)", "Min months", Kind.WHOLE,
               N_("Least months from first to last day; the curriculum's own if empty."),
               least=0, most=60),
        Column("max_months", "Durée max (mois)", "Max months", Kind.WHOLE,
               N_("Most months from first to last day; the curriculum's own if empty."),
               least=1, most=60),
        Column("max_gap_weeks", "Écart max (semaines)", "Max gap (weeks)", Kind.WHOLE,
               N_("Most weeks between two sessions in a row; the curriculum's own if empty."),
               least=1, most=60),
    ),
    record=Cohort, required=True,
)  # fmt: skip

LEARNERS = TableSheet(
    "learners", "Apprenants", "Learners", N_("Who follows which group, and what each need not follow."),
    (
        Column("id", "Identifiant", "Id", Kind.IDENTIFIER,
               N_("A short name or number of your own, different for each learner."),
               required=True, example="A01"),
        Column("name", "Nom", "Name", Kind.TEXT, N_("First name and name."), example="Aurélie Bardin"),
        Column("cohort", "Groupe", "Cohort", Kind.REFERENCE, N_("Identifier of the group."),
               required=True, to="cohorts", example="CQP266-NANTES"),
        Column("employer", "Cabinet", "Employer", Kind.TEXT, N_("The practice that employs the learner."),
               example="Cabinet médical du Parc, Nantes"),
        Column("profile", "Profil", "Profile", Kind.CHOICE,
               N_("Profession before; it tells which curriculum is due. “other” if empty."),
               choices=words.PROFILES, vocabulary="profiles", example="medical_secretary"),
        Column("prerequisite", "Prérequis", "Prerequisite", Kind.CHOICE,
               N_("What opens the CQP to the learner: diploma, certificate or experience."),
               choices=words.PREREQUISITES, vocabulary="prerequisites", example="level4_diploma"),
        Column("hire_date", "Date d'embauche", "Hire date", Kind.DATE,
               N_("Opens the deadline to be certified; no deadline if empty."),
               least=FIRST_HIRE_YEAR.most, example=date(2026, 9, 1)),
        Column("suspended", "Échéance suspendue", "Deadline suspended", Kind.YES_NO,
               N_("yes if the deadline is suspended because ProA funding is blocked; no if empty."),
               example=False),
        Column("exempted", "Modules dispensés", "Exempted modules", Kind.REFERENCES,
               N_("Modules the learner need not follow, separated by commas, for example VOCAB."),
               to="modules", example=("VOCAB",)),
        Column("acquired_blocks", "Blocs acquis", "Acquired blocks", Kind.REFERENCES,
               N_("Blocks validated by experience (VAE), separated by commas, for example B3."),
               to="blocks"),
    ),
    record=Learner,
)  # fmt: skip

PINS = TableSheet(
    "pins", "Épinglages", "Pins", N_("What you fix or forbid by hand, day by day."),
    (
        Column("kind", "Action", "Action", Kind.CHOICE,
               N_("fix: the group trains on that day, with what the row names. "
                  "forbid: no lesson matches the row."),
               required=True, choices=words.PINS, example=PinKind.FIX),
        Column("day", "Jour", "Day", Kind.DATE, _DAYS, required=True, example=date(2027, 3, 11)),
        Column("cohort", "Groupe", "Cohort", Kind.REFERENCE,
               N_("Identifier of the group; needed to fix something."), to="cohorts",
               example="CQP266-NANTES"),
        Column("half", "Demi-journée", "Half-day", Kind.CHOICE,
               N_("morning or afternoon; the whole day if empty."), choices=words.HALVES),
        Column("module", "Module", "Module", Kind.REFERENCE, N_("Identifier of a module."), to="modules"),
        Column("trainer", "Formateur", "Trainer", Kind.REFERENCE, N_("Identifier of a trainer."),
               to="trainers"),
        Column("room", "Salle", "Room", Kind.REFERENCE, N_("Identifier of a room."), to="rooms"),
    ),
    record=Pin,
)  # fmt: skip

JOINT = TableSheet(
    "joint_modules", "Modules communs", "Joint modules",
    N_("Modules that several groups follow together, in the same lessons."),
    (
        Column("id", "Identifiant", "Id", Kind.IDENTIFIER,
               N_("A short name of your own, different for each joint module; calendars show it."),
               required=True, example="AFGSU-NANTES"),
        Column("modules", "Modules", "Modules", Kind.WORDS,
               N_("Identifier of the module, for example AFGSU; where curricula call it differently, each "
                  "with its curriculum: cqp-266:DOSSIER = fae-112:DOSSIER. One joint module per row."),
               required=True, to="modules", example=("AFGSU",), width=34),
        Column("cohorts", "Groupes", "Cohorts", Kind.REFERENCES,
               N_("Identifiers of the groups that share it, separated by commas; if empty, all the groups "
                  "whose curriculum has the module."),
               to="cohorts", example=("CQP371-NANTES", "CQP266-NANTES"), width=34),
        Column("together", "Ensemble", "Together", Kind.CHOICE,
               N_("must: all of them are in the same lessons. may: the program groups those for whom "
                  "it is worth while."),
               required=True, choices=words.TOGETHER, example=Together.MUST),
        Column("group_min", "Effectif min", "Group min", Kind.WHOLE,
               N_("Least learners in a group; the curriculum's own if empty."), least=1, most=1000),
        Column("group_max", "Effectif max", "Group max", Kind.WHOLE,
               N_("Most learners in a group: more are divided; the curriculum's own if empty."),
               least=1, most=1000),
        Column("strict", "Minimum impératif", "Minimum strict", Kind.YES_NO,
               N_("yes: a group below the least is forbidden; else it is avoided as far as possible, unless "
                  "the curriculum forbids it."),
               example=False),
    ),
)  # fmt: skip

HOURS = TableSheet(
    "hours", "Heures", "Hours",
    N_("Hours of modules that you change; the total of each block must stay the same."),
    (
        Column("curriculum", "Parcours", "Curriculum", Kind.REFERENCE,
               N_("cqp-266, cqp-371, fae-112, or a curriculum of your own."),
               required=True, to="curricula", example="cqp-266"),
        Column("module", "Module", "Module", Kind.REFERENCE, N_("Identifier of a module."),
               required=True, to="modules", example="SOINS"),
        Column("hours", "Heures", "Hours", Kind.HOURS,
               N_("New hours of the module, by half-days of 3.5 h; the block keeps its total."),
               required=True, example=21.0),
    ),
)  # fmt: skip

SHEETS: tuple[TableSheet, ...] = (
    CENTRE, SITES, ROOMS, TRAINERS, ABSENCES, CLOSURES, COHORTS, LEARNERS, PINS, JOINT, HOURS,
)  # fmt: skip

BY_KEY: dict[str, TableSheet] = {sheet.key: sheet for sheet in SHEETS}
"""Sheets by key, in the order in which they are shown."""

INSTRUCTIONS = ("Mode d'emploi", "Read me")
"""French and English names of the sheet of instructions, which is not read."""

CATALOGUE = ("Compétences et modules", "Skills and modules")
"""French and English names of the sheet of what curricula ask for, which is not read."""

RESULT = "scheduler-plan"
"""The hidden sheet by which a calendar.xlsx is told from a workbook to fill in."""
