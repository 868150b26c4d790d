"""The words of choices, in French and in English, feminine forms included."""

from typing import Any

from scheduler.domain.centre import Policy
from scheduler.domain.cohort import PinKind
from scheduler.domain.curriculum import Mode
from scheduler.domain.joint import Together
from scheduler.domain.time import Half, Weekday
from scheduler.exchange.tables.columns import Choice

YES_NO = (
    Choice(True, ("oui", "vrai", "o", "x", "1"), ("yes", "true", "y")),
    Choice(False, ("non", "faux", "n", "0"), ("no", "false")),
)

PINNED = (
    Choice(
        True, ("oui", "fixe", "figé", "épinglé", "vrai", "o", "x", "1"), ("yes", "fixed", "pinned", "true")
    ),
    Choice(False, ("non", "faux", "n", "0"), ("no", "false")),
)

HALVES = (
    Choice(Half.AM, ("matin", "matinée"), ("morning",)),
    Choice(Half.PM, ("après-midi", "aprem"), ("afternoon",)),
)

MODES = (
    Choice(Mode.IN_PERSON, ("présentiel", "en présentiel"), ("in person",)),
    Choice(Mode.REMOTE, ("à distance", "distanciel", "en distanciel"), ("remote",)),
)

WEEKDAYS = (
    Choice(Weekday.MON, ("lun", "lundi"), ("Mon", "Monday")),
    Choice(Weekday.TUE, ("mar", "mardi"), ("Tue", "Tues", "Tuesday")),
    Choice(Weekday.WED, ("mer", "mercredi"), ("Wed", "Wednesday")),
    Choice(Weekday.THU, ("jeu", "jeudi"), ("Thu", "Thur", "Thurs", "Thursday")),
    Choice(Weekday.FRI, ("ven", "vendredi"), ("Fri", "Friday")),
    Choice(Weekday.SAT, ("sam", "samedi"), ("Sat", "Saturday")),
    Choice(Weekday.SUN, ("dim", "dimanche"), ("Sun", "Sunday")),
)

POLICIES = (
    Choice(Policy.IGNORE, ("ignorer", "ignoré", "ouvert"), ("ignore", "open")),
    Choice(Policy.AVOID, ("éviter", "évité"), ("avoid",)),
    Choice(Policy.CLOSED, ("fermé", "fermer", "fermeture"), ("closed", "close")),
)

PINS = (
    Choice(PinKind.FIX, ("fixer", "fixe", "fixé"), ("fix", "fixed")),
    Choice(PinKind.FORBID, ("interdire", "interdit"), ("forbid", "forbidden")),
)

TOGETHER = (
    Choice(Together.MUST, ("obligatoire", "obligatoirement", "toujours"), ("must", "always")),
    Choice(Together.MAY, ("possible", "possiblement", "facultatif"), ("may", "possible")),
)

ZONES = (
    Choice("A", ("A", "zone A"), ("A", "zone A")),
    Choice("B", ("B", "zone B"), ("B", "zone B")),
    Choice("C", ("C", "zone C"), ("C", "zone C")),
)

ROOM_KINDS = (
    Choice("classroom", ("cours", "salle de cours"), ("classroom", "class")),
    Choice("computer", ("informatique", "salle informatique"), ("computer", "computers")),
    Choice("practice", ("pratique", "salle de pratique", "travaux pratiques", "TP"), ("practice",)),
)

PROFILES = (
    Choice("nurse", ("infirmier", "infirmière", "IDE"), ("nurse",)),
    Choice("nursing_assistant", ("aide-soignant", "aide-soignante", "AS"), ("nursing assistant",)),
    Choice(
        "childcare_assistant",
        ("auxiliaire de puériculture", "auxiliaire puériculture", "AP"),
        ("childcare assistant",),
    ),
    Choice("medical_secretary", ("secrétaire médicale", "secrétaire médical"), ("medical secretary",)),
    Choice("dental_assistant", ("assistant dentaire", "assistante dentaire"), ("dental assistant",)),
    Choice("other", ("autre",), ("other",)),
)

PREREQUISITES = (
    Choice(
        "level4_diploma",
        ("diplôme de niveau 4", "niveau 4", "bac", "baccalauréat"),
        ("level 4 diploma", "level 4"),
    ),
    Choice(
        "level4_medical_secretary",
        ("titre de secrétaire médicale", "titre de secrétaire médical"),
        ("level 4 medical secretary", "medical secretary certificate"),
    ),
    Choice(
        "three_years_medical_secretary",
        ("3 ans d'expérience", "trois ans d'expérience"),
        ("3 years as medical secretary", "three years as medical secretary", "3 years"),
    ),
)

TERRITORIES = (
    Choice("metropole", ("métropole", "France métropolitaine"), ("mainland France", "mainland")),
    Choice("alsace-moselle", ("Alsace-Moselle",), ("Alsace-Moselle",)),
    Choice("guadeloupe", ("Guadeloupe",), ("Guadeloupe",)),
    Choice("martinique", ("Martinique",), ("Martinique",)),
    Choice("guyane", ("Guyane",), ("French Guiana", "Guyane")),
    Choice("reunion", ("La Réunion", "Réunion"), ("Reunion", "La Réunion")),
    Choice("mayotte", ("Mayotte",), ("Mayotte",)),
)


def word(choices: tuple[Choice, ...], value: Any) -> str:
    """Return how `value` is written in the language now spoken: its own name if it is none of `choices`."""
    return next((choice.word for choice in choices if choice.value == value), str(value))
