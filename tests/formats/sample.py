"""Write files of the present version, to be kept and read for ever: ``python -m tests.formats.sample``.

A centre with something in every table is solved as a batch of one. Until the version is released
its files may be written anew; from then on they stay as they are.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scheduler.exchange.input import read_instance
from scheduler.exchange.input.template import write_case
from scheduler.text import speaking
from tests.cli.conftest import write_tables
from tests.formats.shape import TARGET

FOLDER = TARGET.parent
CENTRE = "centre.xlsx"
STAFF = "dossier-patient, vocabulaire, logiciel, communication, telemedecine"
TABLES = {
    "centre": [
        "Nom;Adresse;Numéro de déclaration;Début du matin;Début de l'après-midi;Couleur",
        "Centre de la Sarthe;1 quai Louis-Blanc, 72000 Le Mans;52720000072;08:45;13:45;#1F5F8B",
    ],
    "sites": [
        "Identifiant;Nom;Adresse;Zone scolaire;Vacances scolaires;Ponts",
        "MANS;Le Mans;1 quai Louis-Blanc;B;éviter;fermé",
    ],
    "salles": [
        "Identifiant;Nom;Site;Type;Places",
        "S1;Salle des Tanneurs;MANS;informatique;14",
        "S2;;MANS;informatique;12",
    ],
    "formateurs": [
        "Identifiant;Nom;Compétences;Disponibilités;Jours max par semaine;Jours max en tout;Sites",
        f"F1;Anne Rivet;{STAFF};;3;60;MANS",
        f"F2;Luc Morel;{STAFF};lun, mar, mer, jeu, ven matin;;;",
    ],
    "absences": [
        "Formateur;Du;Au;Demi-journée;Motif;Remplaçant",
        "F1;01/02/2027;19/02/2027;;stage;F2",
        "F2;09/03/2027;09/03/2027;matin;;",
    ],
    "fermetures": [
        "Libellé;Du;Au;Site;Salle",
        "Inventaire;03/05/2027;07/05/2027;;S2",
        "Fête;25/06/2027;25/06/2027;MANS;",
    ],
    "groupes": [
        "Identifiant;Nom;Parcours;Site;Début au plus tôt;Début au plus tard;Jours;Jours préférés;"
        "Durée min (mois);Durée max (mois);Écart max (semaines)",
        "G1;Promotion du Loir;fae-112;MANS;2027-01-04;2027-01-08;lun, mar, mer, jeu;lun, mar;6;8;6",
        "G2;;fae-112;MANS;2027-01-11;2027-01-15;;mer, jeu;6;8;",
    ],
    "apprenants": [
        "Identifiant;Nom;Groupe;Cabinet;Profil;Prérequis;Date d'embauche;Échéance suspendue;"
        "Modules dispensés",
        "A1;Zoé Lenoir;G1;Cabinet du Gué;infirmière;bac;2026-09-01;;",
        "A2;Léo Petit;G1;;aide-soignant;;2026-10-01;oui;VOCAB",
        "A3;;G2;;autre;;;;",
    ],
    "épinglages": [
        "Action;Jour;Groupe;Demi-journée;Module;Formateur",
        "fixer;2027-01-05;G1;;;",
        "interdire;2027-03-16;G1;après-midi;;F1",
    ],
    "modules_communs": [
        "Identifiant;Modules;Groupes;Ensemble;Effectif max",
        "VOC;VOCAB;G1, G2;obligatoire;12",
    ],
    "heures": ["Parcours;Module;Heures", "fae-112;DOSSIER;28", "fae-112;VOCAB;21"],
}  # fmt: skip


def main() -> int:
    """Write the files of the present version into its folder."""
    with tempfile.TemporaryDirectory() as name, speaking("fr"):
        instance, _warnings = read_instance(write_tables(Path(name) / "tables", **TABLES))
        (FOLDER / CENTRE).unlink(missing_ok=True)
        write_case(FOLDER / CENTRE, instance)
        out = Path(name) / "out"
        command = [sys.executable, "-m", "scheduler", "batch", CENTRE, "-o", out, "--jobs", "1"]
        settled = os.environ | {"SCHEDULER_LANG": "fr", "SCHEDULER_TODAY": "2026-12-01"}
        subprocess.run([*command, "--deterministic", "--quiet"], check=True, env=settled, cwd=FOLDER)
        for path in (*out.glob("summary.*"), *(out / Path(CENTRE).stem).iterdir()):
            if path.suffix in (".csv", ".json"):
                # Where they were solved says nothing to anybody.
                text = path.read_bytes().replace(f"{FOLDER / CENTRE}".encode(), CENTRE.encode())
                (FOLDER / path.name).write_bytes(text)
            elif path.name == "calendar.xlsx":
                shutil.copy(path, FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main())
