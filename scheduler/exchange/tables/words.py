"""The words of choices, in French and in English, feminine forms included."""

from typing import Any

from scheduler.domain.centre import Policy
from scheduler.domain.cohort import PinKind
from scheduler.domain.curriculum import Mode
from scheduler.domain.joint import Together
from scheduler.domain.time import Half, Weekday
from scheduler.exchange.tables.columns import WordChoice

YES_NO = (
    WordChoice(True, ("oui", "vrai", "o", "x", "1"), ("yes", "true", "y")),
    WordChoice(False, ("non", "faux", "n", "0"), ("no", "false")),
)

PINNED = (
    WordChoice(
        True, ("fixe", "oui", "figé", "épinglé", "vrai", "o", "x", "1"), ("fixed", "yes", "pinned", "true")
    ),
    WordChoice(False, ("non", "faux", "n", "0"), ("no", "false")),
)

HALVES = (
    WordChoice(Half.AM, ("matin", "matinée"), ("morning",)),
    WordChoice(Half.PM, ("après-midi", "aprem"), ("afternoon",)),
)

MODES = (
    WordChoice(Mode.IN_PERSON, ("présentiel", "en présentiel"), ("in person",)),
    WordChoice(Mode.REMOTE, ("à distance", "distanciel", "en distanciel"), ("remote",)),
)

WEEKDAYS = (
    WordChoice(Weekday.MON, ("lun", "lundi"), ("Mon", "Monday")),
    WordChoice(Weekday.TUE, ("mar", "mardi"), ("Tue", "Tues", "Tuesday")),
    WordChoice(Weekday.WED, ("mer", "mercredi"), ("Wed", "Wednesday")),
    WordChoice(Weekday.THU, ("jeu", "jeudi"), ("Thu", "Thur", "Thurs", "Thursday")),
    WordChoice(Weekday.FRI, ("ven", "vendredi"), ("Fri", "Friday")),
    WordChoice(Weekday.SAT, ("sam", "samedi"), ("Sat", "Saturday")),
    WordChoice(Weekday.SUN, ("dim", "dimanche"), ("Sun", "Sunday")),
)

POLICIES = (
    WordChoice(Policy.IGNORE, ("ignorer", "ignoré", "ouvert"), ("ignore", "open")),
    WordChoice(Policy.AVOID, ("éviter", "évité"), ("avoid",)),
    WordChoice(Policy.CLOSED, ("fermé", "fermer", "fermeture"), ("closed", "close")),
)

PINS = (
    WordChoice(PinKind.FIX, ("fixer", "fixe", "fixé"), ("fix", "fixed")),
    WordChoice(PinKind.FORBID, ("interdire", "interdit"), ("forbid", "forbidden")),
)

TOGETHER = (
    WordChoice(Together.MUST, ("obligatoire", "obligatoirement", "toujours"), ("must", "always")),
    WordChoice(Together.MAY, ("possible", "possiblement", "facultatif"), ("may", "possible")),
)

ZONES = (
    WordChoice("A", ("A", "zone A"), ("A", "zone A")),
    WordChoice("B", ("B", "zone B"), ("B", "zone B")),
    WordChoice("C", ("C", "zone C"), ("C", "zone C")),
)

ROOM_KINDS = (
    WordChoice("classroom", ("cours", "salle de cours"), ("classroom", "class")),
    WordChoice("computer", ("informatique", "salle informatique"), ("computer", "computers")),
    WordChoice("practice", ("pratique", "salle de pratique", "travaux pratiques", "TP"), ("practice",)),
)

PROFILES = (
    WordChoice("nurse", ("infirmier", "infirmière", "IDE"), ("nurse",)),
    WordChoice("nursing_assistant", ("aide-soignant", "aide-soignante", "AS"), ("nursing assistant",)),
    WordChoice(
        "childcare_assistant",
        ("auxiliaire de puériculture", "auxiliaire puériculture", "AP"),
        ("childcare assistant",),
    ),
    WordChoice("medical_secretary", ("secrétaire médicale", "secrétaire médical"), ("medical secretary",)),
    WordChoice("dental_assistant", ("assistant dentaire", "assistante dentaire"), ("dental assistant",)),
    WordChoice("other", ("autre",), ("other",)),
)

PREREQUISITES = (
    WordChoice(
        "level4_diploma",
        ("diplôme de niveau 4", "niveau 4", "bac", "baccalauréat"),
        ("level 4 diploma", "level 4"),
    ),
    WordChoice(
        "level4_medical_secretary",
        ("titre de secrétaire médicale", "titre de secrétaire médical"),
        ("level 4 medical secretary", "medical secretary certificate"),
    ),
    WordChoice(
        "three_years_medical_secretary",
        ("3 ans d'expérience", "trois ans d'expérience"),
        ("3 years as medical secretary", "three years as medical secretary", "3 years"),
    ),
)

TERRITORIES = (
    WordChoice("metropole", ("métropole", "France métropolitaine"), ("mainland France", "mainland")),
    WordChoice("alsace-moselle", ("Alsace-Moselle",), ("Alsace-Moselle",)),
    WordChoice("guadeloupe", ("Guadeloupe",), ("Guadeloupe",)),
    WordChoice("martinique", ("Martinique",), ("Martinique",)),
    WordChoice("guyane", ("Guyane",), ("French Guiana", "Guyane")),
    WordChoice("reunion", ("La Réunion", "Réunion"), ("Reunion", "La Réunion")),
    WordChoice("mayotte", ("Mayotte",), ("Mayotte",)),
)


def word(choices: tuple[WordChoice, ...], value: Any) -> str:
    """Return how `value` is written in the language now spoken: its own name if it is none of `choices`."""
    return next((choice.word for choice in choices if choice.value == value), str(value))
