"""Credible centres from a seed: sites, rooms, trainers with their skills and absences, cohorts.

What tightness changes is what makes a real year hard: how many cohorts share a site and its
rooms, how many trainers there are and on how many days, and how narrow the start windows are.
No number here has a source: they are assumptions, chosen so that the tight centres leave
little room and still have a plan.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from tests.centres.sharing import Joint, joint_rows
from tests.centres.tables import Row, Tables

Tightness = Literal["loose", "normal", "tight"]


@dataclass(frozen=True)
class Scarcity:
    """What a degree of tightness means.

    Attributes
    ----------
    cohorts_per_site
        Most cohorts that share the rooms of a site.
    trainers, trainers_per_cohort
        Trainers at least, and more with each cohort.
    sites_per_trainer
        Neighbouring sites that a trainer goes to.
    days_off
        Weekdays on which a trainer never teaches.
    days_per_week
        Most days a week of most trainers; 0 for no limit.
    weeks_away
        Weeks of absence of a trainer in a year.
    waves
        First days of the start windows, in the order in which cohorts take them.
    window_weeks
        Length of a start window.
    """

    cohorts_per_site: int
    trainers: int
    trainers_per_cohort: float
    sites_per_trainer: int
    days_off: int
    days_per_week: int
    weeks_away: int
    waves: tuple[date, ...]
    window_weeks: int


SCARCITY: dict[str, Scarcity] = {
    "loose": Scarcity(4, 8, 2 / 3, 4, 0, 0, 4,
                      (date(2026, 9, 7), date(2026, 10, 5), date(2026, 11, 9), date(2027, 1, 4),
                       date(2027, 2, 1), date(2027, 3, 1)), 8),
    "normal": Scarcity(5, 6, 1 / 2, 3, 1, 4, 5,
                       (date(2026, 9, 7), date(2026, 11, 2), date(2027, 1, 4), date(2027, 2, 22)), 5),
    "tight": Scarcity(6, 5, 3 / 8, 3, 1, 3, 6,
                      (date(2026, 9, 14), date(2027, 1, 11)), 3),
}  # fmt: skip

PROFESSIONS: tuple[tuple[str, ...], ...] = (
    ("soins", "constantes", "assistance-technique", "hygiene"),
    ("dossier-patient", "logiciel", "telemedecine", "communication"),
    ("coordination", "sante-publique", "prevention", "vocabulaire"),
    ("afgsu", "hygiene", "vigilances", "soins"),
    ("vocabulaire", "communication", "stocks", "dossier-patient"),
    ("sante-publique", "vigilances", "coordination", "prevention"),
    ("afgsu", "assistance-technique", "constantes", "stocks"),
    ("logiciel", "telemedecine", "coordination", "sante-publique"),
)
"""What trainers of one profession teach; taken in turn."""

SKILLS = tuple(sorted({skill for skills in PROFESSIONS for skill in skills}))
CURRICULA = ("cqp-266", "cqp-371", "cqp-266", "fae-112", "cqp-266", "cqp-266")
PREFERRED = ("lun, mar", "jeu, ven", "mar, mer", "", "mer, jeu")
WEEKDAYS = ("lun", "mar", "mer", "jeu", "ven")
TOWNS = ("Angers", "Bourges", "Cholet", "Dijon", "Évreux", "Foix", "Gap", "Hyères", "Istres", "Lille",
         "Mâcon", "Nevers", "Orléans", "Pau", "Quimper", "Rennes", "Saumur", "Tours", "Vannes", "Vichy",
         "Amiens", "Brest", "Caen", "Niort")  # fmt: skip
FIRST, LAST = date(2026, 9, 1), date(2028, 3, 31)
"""Absences lie between them."""


def centre_tables(
    cohorts: int, tightness: str = "tight", seed: int = 0, joint: Joint | None = None
) -> Tables:
    """Return the tables of a centre, the same for the same arguments on every machine.

    Parameters
    ----------
    joint
        Whether its groups may, or must, share modules (:mod:`tests.centres.sharing`); None makes
        the same centre without joint modules.

    Raises
    ------
    ValueError
        For another tightness than loose, normal and tight, or less than one cohort.
    """
    if tightness not in get_args(Tightness) or cohorts < 1:
        raise ValueError(f"no centre of {cohorts} cohorts is {tightness}: {get_args(Tightness)}")
    scarcity, chance = SCARCITY[tightness], random.Random(f"{cohorts} {tightness} {seed}")
    sites = [f"S{number:02}" for number in range(1, 1 + -(-cohorts // scarcity.cohorts_per_site))]
    seats = _seats(sites, cohorts)
    rooms = [row for site in sites for row in _rooms(site, seats[site], tightness)]
    trainers = _trainers(sites, cohorts, scarcity, chance)
    groups = list(_cohorts(sites, cohorts, scarcity, chance))
    absences = [row for trainer in trainers for row in absence_rows(trainer, scarcity, chance)]
    learners = [row for group in groups for row in _learners(group, seats[group["Site"]], chance)]
    return {
        "centre": [{"Nom": f"Centre {tightness} de {cohorts} groupes ({seed})"}],
        "sites": [site_row(site, number) for number, site in enumerate(sites)],
        "salles": rooms,
        "formateurs": trainers,
        "absences": absences,
        "fermetures": [
            {"Du": "2027-08-02", "Au": "2027-08-13", "Libellé": "Fermeture d'été"},
            {"Du": "2026-12-24", "Au": "2026-12-31", "Libellé": "Fermeture de fin d'année"},
            {"Du": "2027-12-24", "Au": "2027-12-31", "Libellé": "Fermeture de fin d'année"},
        ],
        "groupes": groups,
        "modules_communs": list(joint_rows(groups, rooms, learners, joint)) if joint else [],
        "apprenants": learners,
    }


def _seats(sites: list[str], cohorts: int) -> dict[str, int]:
    """Return how many cohorts each site has."""
    return {site: len(range(number, cohorts, len(sites))) for number, site in enumerate(sites)}


def site_row(site: str, number: int) -> Row:
    """Return the row of a site, in one school zone after another."""
    return {
        "Identifiant": site,
        "Nom": TOWNS[number % len(TOWNS)],
        "Territoire": "métropole",
        "Zone scolaire": "ABC"[number % 3],
        "Vacances scolaires": "éviter",
        "Ponts": "éviter",
    }


def _rooms(site: str, cohorts: int, tightness: str) -> Iterator[Row]:
    """Yield a computer room and a practice room; a classroom if many share them or there is room."""
    kinds = ["informatique", "pratique"]
    if tightness != "tight" or cohorts > 4:
        kinds.append("cours")
    if tightness == "loose":
        kinds.append("informatique")
    for number, kind in enumerate(kinds, 1):
        yield {"Identifiant": f"{site}-{number}", "Site": site, "Type": kind, "Places": "14"}


def _trainers(sites: list[str], cohorts: int, scarcity: Scarcity, chance: random.Random) -> list[Row]:
    count = scarcity.trainers + round(scarcity.trainers_per_cohort * cohorts)
    skills = [list(PROFESSIONS[number % len(PROFESSIONS)]) for number in range(count)]
    homes = [
        sorted({sites[(number + step) % len(sites)] for step in range(scarcity.sites_per_trainer)})
        for number in range(count)
    ]
    off = [chance.sample(WEEKDAYS, scarcity.days_off) for _number in range(count)]
    cover(sites, skills, homes, off, chance)
    made = []
    for number in range(count):
        limit = scarcity.days_per_week if chance.random() < 0.75 else 0
        made.append(
            {
                "Identifiant": f"F{number + 1:03}",
                "Nom": f"Formatrice {number + 1}",
                "Compétences": ", ".join(skills[number]),
                "Disponibilités": ", ".join(day for day in WEEKDAYS if day not in off[number]),
                "Jours max par semaine": str(limit) if limit else "",
                "Sites": ", ".join(homes[number]),
            }
        )
    return made


def cover(
    sites: list[str],
    skills: list[list[str]],
    homes: list[list[str]],
    off: list[list[str]],
    chance: random.Random,
) -> None:
    """Give trainers more skills until each site has two for each, and one on every weekday.

    A centre where nobody teaches hygiene on Tuesdays would have hired somebody.
    """
    for site in sites:
        local = [number for number, home in enumerate(homes) if site in home]
        for day in WEEKDAYS:
            if all(day in off[number] for number in local):
                off[local[0]].remove(day)
        for skill in SKILLS:
            for day in (None, *WEEKDAYS):
                able = [n for n in local if skill in skills[n] and day not in off[n]]
                others = [n for n in local if skill not in skills[n] and day not in off[n]]
                for _missing in range((1 if day else 2) - len(able)):
                    chosen = min(others, key=lambda n: (len(skills[n]), chance.random()))
                    skills[chosen].append(skill)
                    others.remove(chosen)


def absence_rows(trainer: Row, scarcity: Scarcity, chance: random.Random) -> Iterator[Row]:
    """Yield weeks off: a stretch in summer, the others anywhere; each at most once."""
    mondays = [FIRST + timedelta(days=7 * n - FIRST.weekday()) for n in range(1, (LAST - FIRST).days // 7)]
    years = (LAST - FIRST).days / 365
    for monday in sorted(chance.sample(mondays, round(years * (scarcity.weeks_away - 2)))):
        yield _absence(trainer, monday, 1)
    yield _absence(trainer, date(2027, 7, 12) + timedelta(weeks=chance.randrange(5)), 2)


def _absence(trainer: Row, monday: date, weeks: int) -> Row:
    last = monday + timedelta(days=7 * weeks - 3)
    return {"Formateur": trainer["Identifiant"], "Du": monday.isoformat(), "Au": last.isoformat()}


def _cohorts(sites: list[str], cohorts: int, scarcity: Scarcity, chance: random.Random) -> Iterator[Row]:
    for number in range(cohorts):
        site, turn = sites[number % len(sites)], number // len(sites)
        first = scarcity.waves[turn % len(scarcity.waves)] + timedelta(weeks=chance.randrange(2))
        yield {
            "Identifiant": f"G{number + 1:03}",
            "Parcours": CURRICULA[turn % len(CURRICULA)],
            "Site": site,
            "Début au plus tôt": first.isoformat(),
            "Début au plus tard": (first + timedelta(weeks=scarcity.window_weeks, days=-3)).isoformat(),
            "Jours préférés": chance.choice(PREFERRED),
        }


def _learners(group: Row, cohorts: int, chance: random.Random) -> Iterator[Row]:
    """Yield eight to twelve learners; at sites with a third room at times up to fourteen, in two groups."""
    size = chance.randint(8, 14 if cohorts > 4 and chance.random() < 0.3 else 12)
    for number in range(1, size + 1):
        yield learner(group, number, chance)


def learner(group: Row, number: int, chance: random.Random) -> Row:
    """Return the row of a learner of a group, hired in the half-year before it starts."""
    adaptation = group["Parcours"] == "fae-112"
    hired = date.fromisoformat(group["Début au plus tôt"]) - timedelta(days=chance.randrange(10, 200))
    return {
        "Identifiant": f"{group['Identifiant']}-A{number:02}",
        "Nom": f"Apprenante {number}",
        "Groupe": group["Identifiant"],
        "Cabinet": f"Cabinet {chance.randint(1, 400)}",
        "Profil": "aide-soignant" if adaptation else "secrétaire médicale",
        "Prérequis": "" if adaptation else "diplôme de niveau 4",
        "Date d'embauche": hired.isoformat(),
    }
