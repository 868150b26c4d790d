"""A centre whose tables go with the year of :mod:`tests.audit.training`, as CSV files."""

from pathlib import Path

from tests.audit.training import TAUGHT, whole_days

SKILLS = {
    "T1": ("Anne Rivet", "vocabulaire, dossier-patient, logiciel, communication, telemedecine"),
    "T2": ("Marc Le Gall", "soins, constantes, hygiene, assistance-technique, afgsu"),
    "T3": ("Inès Durand", "coordination, prevention, sante-publique, vigilances, stocks"),
}
TEACHES = {
    "T1": ("VOCAB", "DOSSIER", "LOGICIEL", "COMM", "TELEMED"),
    "T2": ("SOINS", "CONSTANTES", "RISQUE", "ASSISTANCE", "AFGSU"),
    "T3": ("PARCOURS", "VACCIN", "SANTE-PUB", "VIGILANCE", "STOCKS"),
}
TRAINER = {module: trainer for trainer, modules in TEACHES.items() for module in modules}
PRACTICE = ("SOINS", "CONSTANTES", "RISQUE", "ASSISTANCE", "AFGSU")
CALLED = {"T1": "Mme Rivet", "T2": "M. Le Gall", "T3": "DURAND Inès"}

TABLES = {
    "centre": ["Nom", "Centre de la Sarthe"],
    "sites": ["Identifiant;Nom", "MANS;Le Mans"],
    "salles": [
        "Identifiant;Nom;Site;Type;Places",
        "S1;Salle Sarthe;MANS;informatique;12",
        "S2;Salle Huisne;MANS;pratique;12",
    ],
    "formateurs": [
        "Identifiant;Nom;Compétences",
        *(f"{name};{person};{skills}" for name, (person, skills) in SKILLS.items()),
    ],
    "groupes": [
        "Identifiant;Nom;Parcours;Site;Début au plus tôt;Début au plus tard",
        "MANS-1;Promo de janvier;cqp-266;MANS;2027-01-04;2027-01-22",
    ],
    "apprenants": [
        "Identifiant;Groupe;Prérequis;Date d'embauche",
        *(f"A{number};MANS-1;diplôme de niveau 4;2026-09-01" for number in range(1, 11)),
    ],
}


def tables(folder: Path, **changes: list[str]) -> Path:
    """Write the tables into a folder, some of them changed."""
    folder.mkdir()
    for name, lines in (TABLES | changes).items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def rows() -> list[list[object]]:
    """Return the year as a list with who teaches and where, in the words of the people there."""
    assert {module for module, _days in TAUGHT} == {*TRAINER, "EVAL"}
    told: list[list[object]] = [["Date", "Module", "Intervenant", "Salle"]]
    for day, module, _pm in whole_days():
        trainer = CALLED[TRAINER[module]] if module in TRAINER else None
        room = "Huisne" if module in PRACTICE else "salle Sarthe"
        told.append([day, module, trainer, room])
    return told
