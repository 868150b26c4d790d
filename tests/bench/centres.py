"""Centres for the benchmark: one site, 18 trainers, one cohort of a given curriculum."""

from pathlib import Path

from tests.centres.tables import Tables, write_tables

SKILLS = (
    "soins, constantes, assistance-technique",
    "soins, hygiene",
    "afgsu, soins, constantes",
    "afgsu, hygiene, vigilances",
    "coordination, sante-publique",
    "coordination, prevention, communication",
    "sante-publique, prevention",
    "dossier-patient, logiciel",
    "dossier-patient, vocabulaire",
    "vocabulaire, communication",
    "logiciel, telemedecine",
    "telemedecine, communication, stocks",
    "hygiene, vigilances, stocks",
    "vigilances, sante-publique",
    "assistance-technique, constantes",
    "assistance-technique, hygiene, stocks",
    "dossier-patient, telemedecine, logiciel",
    "coordination, vocabulaire",
)
"""What each of the 18 trainers teaches: every skill has two to four of them."""

AVAILABILITY = ("", "lun, mar, jeu, ven", "lun, mar, mer", "mar, mer, jeu, ven", "")
"""Weekdays, taken in turn; empty is Monday to Friday."""


def one_cohort(folder: Path, curriculum: str) -> Path:
    """Write the tables of a centre with 18 trainers and one cohort of twelve; return `folder`."""
    trainers = [
        {
            "Identifiant": f"F{number:02}",
            "Nom": f"Formatrice {number}",
            "Compétences": skills,
            "Disponibilités": AVAILABILITY[number % len(AVAILABILITY)],
            "Jours max par semaine": "3" if number % 4 == 0 else "",
        }
        for number, skills in enumerate(SKILLS, 1)
    ]
    absences = [
        {
            "Formateur": trainer["Identifiant"],
            "Du": f"2027-{1 + number % 11:02}-08",
            "Au": f"2027-{1 + number % 11:02}-{12 + number % 9:02}",
        }
        for number, trainer in enumerate(trainers)
    ]
    learners = [
        {
            "Identifiant": f"A{number:02}",
            "Nom": f"Apprenante {number}",
            "Groupe": "G1",
            "Cabinet": f"Cabinet {number}",
            "Profil": "aide-soignant" if curriculum == "fae-112" else "secrétaire médicale",
            "Prérequis": "" if curriculum == "fae-112" else "diplôme de niveau 4",
            "Date d'embauche": f"2026-{9 + number % 4:02}-01",
        }
        for number in range(1, 13)
    ]
    tables: Tables = {
        "centre": [{"Nom": "Centre d'essai"}],
        "sites": [
            {"Identifiant": "S1", "Nom": "Site", "Territoire": "métropole", "Zone scolaire": "B",
             "Vacances scolaires": "éviter", "Ponts": "éviter"}
        ],
        "salles": [
            {"Identifiant": "COURS", "Site": "S1", "Type": "cours", "Places": "16"},
            {"Identifiant": "INFO", "Site": "S1", "Type": "informatique", "Places": "14"},
            {"Identifiant": "PRAT", "Site": "S1", "Type": "pratique", "Places": "14"},
        ],
        "formateurs": trainers,
        "absences": absences,
        "fermetures": [
            {"Du": "2027-08-09", "Au": "2027-08-20", "Libellé": "Fermeture d'été"},
            {"Du": "2027-12-24", "Au": "2027-12-31", "Libellé": "Fermeture de fin d'année"},
        ],
        "groupes": [
            {"Identifiant": "G1", "Parcours": curriculum, "Site": "S1", "Début au plus tôt": "2027-01-11",
             "Début au plus tard": "2027-02-12", "Jours préférés": "lun, mar"}
        ],
        "apprenants": learners,
    }  # fmt: skip
    return write_tables(folder, tables)
