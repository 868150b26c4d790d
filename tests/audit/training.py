"""A year of cqp-266 as a coordinator keeps it in mind: dates, modules, and how they are abbreviated."""

from datetime import date, timedelta

MONDAYS = (
    "2027-01-11 2027-01-25 2027-02-08 2027-03-01 2027-03-15 2027-04-05 2027-04-19 2027-05-03 2027-05-24 "
    "2027-06-07 2027-06-21 2027-07-12 2027-08-16 2027-08-30 2027-09-13 2027-09-27 2027-10-11 2027-10-25 "
    "2027-11-08 2027-11-22"
)
DAYS = [date.fromisoformat(x) + timedelta(days=n) for x in MONDAYS.split() for n in (0, 1)]

TAUGHT = (
    ("VOCAB", 2), ("DOSSIER", 4), ("PARCOURS", 4), ("VACCIN", 2), ("SOINS", 2), ("SANTE-PUB", 3),
    ("LOGICIEL", 3), ("COMM", 3), ("TELEMED", 2), ("RISQUE", 3), ("VIGILANCE", 2), ("AFGSU", 2),
    ("CONSTANTES", 2), ("STOCKS", 1), ("ASSISTANCE", 3), ("EVAL", 2),
)  # fmt: skip
"""Modules in the order in which they are taught, each with its days."""

HOURS = {
    "SOINS": 14, "PARCOURS": 28, "VACCIN": 14, "SANTE-PUB": 21, "DOSSIER": 28, "VOCAB": 14, "LOGICIEL": 21,
    "COMM": 21, "TELEMED": 14, "RISQUE": 21, "VIGILANCE": 14, "AFGSU": 14, "CONSTANTES": 14, "STOCKS": 7,
    "ASSISTANCE": 21, "EVAL": 13,
}  # fmt: skip

BLOCKS = {"B1": 77, "B2": 98, "B3": 35, "B4": 56}

WORDS = {
    "VOCAB": ("Vocab. médical", "voc med", "Vocabulaire médical"),
    "DOSSIER": ("Dossier patient", "Créat° dossier patient", "DOSSIER PATIENT", "Suivi dossier"),
    "PARCOURS": ("Parcours de santé", "parcours santé / coordination", "Coordination", "Parcours"),
    "VACCIN": ("Vaccination et dépistages", "Vacc./dépist."),
    "SOINS": ("Examens et soins courants", "Soins courants"),
    "SANTE-PUB": ("Politiques de santé publique", "santé publique", "Pol. santé publ."),
    "LOGICIEL": ("Logiciel médical", "LOGICIEL", "log. médical"),
    "COMM": ("Communication patients", "Com.", "Communication avec les patients"),
    "TELEMED": ("Télémédecine", "télé-médecine"),
    "RISQUE": ("Gestion du risque contaminant", "Risque contam.", "GRC"),
    "VIGILANCE": ("Identitovigilance", "identito / pharmaco"),
    "AFGSU": ("AFGSU 1", "Afgsu niv. 1"),
    "CONSTANTES": ("Constantes", "Constantes & mesures"),
    "STOCKS": ("Gestion des stocks",),
    "ASSISTANCE": ("Assistance technique", "Assist. tech. praticien", "assistance au praticien"),
    "EVAL": ("Évaluations", "Examen"),
}
"""How the planning spells each module, differently from day to day."""

Day = tuple[date, str, str]
"""A date, the module of the morning, that of the afternoon."""


def whole_days() -> list[Day]:
    """Return the year, each day with one module."""
    modules = [module for module, days in TAUGHT for _day in range(days)]
    return [(day, module, module) for day, module in zip(DAYS, modules, strict=True)]


def half_days() -> list[Day]:
    """Return the year with two modules on most days: those of two days that follow one another are mixed."""
    mixed = []
    for one, other in zip(whole_days()[::2], whole_days()[1::2], strict=True):
        mixed += [(one[0], one[1], other[1]), (other[0], one[1], other[1])]
    return mixed


def spelt(module: str, number: int) -> str:
    """Return one of the spellings of a module."""
    return WORDS[module][number % len(WORDS[module])]
