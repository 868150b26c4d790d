"""Small centres from a seed: one to four cohorts, four to nine trainers, each of whom teaches much.

Made as :mod:`tests.centres.generator` makes larger ones: each skill has two trainers and somebody on each
weekday. What is drawn besides is what small centres differ in: how many trainers there are, how
many weekdays each comes, whether first aid is taught in two parallel groups. No number has a source.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.centres.generator import (
    PREFERRED,
    PROFESSIONS,
    WEEKDAYS,
    Scarcity,
    absence_rows,
    cover,
    learner,
    site_row,
)
from tests.centres.tables import Row, Tables, write_tables

SIZES = (1, 2, 3, 4)
"""Cohorts of such a centre."""

CURRICULA = ("cqp-266", "cqp-266", "cqp-371", "fae-112")
ROOMS = ("cours", "informatique", "pratique")
AWAY = Scarcity(4, 0, 0, 1, 1, 0, 5, (), 0)
"""Only the weeks of absence are read of it."""

FIRST_WEEK, LAST_WEEK = date(2026, 9, 7), 26
"""Start windows begin in one of so many weeks."""


def few_tables(cohorts: int, seed: int = 0) -> Tables:
    """Return the tables of a small centre, the same for the same arguments on every machine.

    Raises
    ------
    ValueError
        It would not be one of :data:`SIZES`.
    """
    if cohorts not in SIZES:
        raise ValueError(f"no small centre has {cohorts} cohorts: {SIZES}")
    chance = random.Random(f"few {cohorts} {seed}")
    sites = ["S01", "S02"] if cohorts > 2 and chance.random() < 0.25 else ["S01"]
    trainers = _trainers(sites, cohorts, chance)
    groups = [_group(number, sites[number % len(sites)], chance) for number in range(cohorts)]
    return {
        "centre": [{"Nom": f"Petit centre de {cohorts} groupes ({seed})"}],
        "sites": [site_row(site, number) for number, site in enumerate(sites)],
        "salles": [
            {"Identifiant": f"{site}-{kind}", "Site": site, "Type": kind, "Places": "16"}
            for site in sites
            for kind in ROOMS
        ],
        "formateurs": trainers,
        "absences": [row for trainer in trainers for row in absence_rows(trainer, AWAY, chance)],
        "fermetures": [
            {"Du": "2026-12-24", "Au": "2026-12-31", "Libellé": "Fermeture de fin d'année"},
            {"Du": "2027-08-02", "Au": "2027-08-13", "Libellé": "Fermeture d'été"},
            {"Du": "2027-12-24", "Au": "2027-12-31", "Libellé": "Fermeture de fin d'année"},
        ],
        "groupes": groups,
        "apprenants": [row for group in groups for row in _learners(group, chance)],
    }


def write_few(folder: Path, cohorts: int, seed: int = 0) -> Path:
    """Write the tables of a small centre and return `folder`."""
    return write_tables(folder, few_tables(cohorts, seed))


def _trainers(sites: list[str], cohorts: int, chance: random.Random) -> list[Row]:
    count = chance.randint(3 + cohorts, min(9, 5 + 2 * cohorts))
    first = chance.randrange(len(PROFESSIONS))
    skills = [list(PROFESSIONS[(first + number) % len(PROFESSIONS)]) for number in range(count)]
    off = [chance.sample(WEEKDAYS, chance.choice((0, 1, 1, 2))) for _number in range(count)]
    cover(sites, skills, [sites] * count, off, chance)
    return [
        {
            "Identifiant": f"F{number + 1}",
            "Nom": f"Formatrice {number + 1}",
            "Compétences": ", ".join(skills[number]),
            "Disponibilités": ", ".join(day for day in WEEKDAYS if day not in off[number]),
            "Jours max par semaine": chance.choice(("", "", "3", "4")),
        }
        for number in range(count)
    ]


def _group(number: int, site: str, chance: random.Random) -> Row:
    first = FIRST_WEEK + timedelta(weeks=chance.randrange(LAST_WEEK))
    return {
        "Identifiant": f"G{number + 1}",
        "Parcours": chance.choice(CURRICULA),
        "Site": site,
        "Début au plus tôt": first.isoformat(),
        "Début au plus tard": (first + timedelta(weeks=chance.choice((3, 4, 5)), days=-3)).isoformat(),
        "Jours préférés": chance.choice(PREFERRED),
    }


def _learners(group: Row, chance: random.Random) -> Iterator[Row]:
    """Yield eight to sixteen learners: above twelve they follow first aid in two groups."""
    for number in range(1, 1 + chance.choice((8, 9, 10, 11, 12, 12, 14, 16))):
        yield learner(group, number, chance)
