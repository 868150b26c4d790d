"""The smallest centre there is, as CSV tables."""

TABLES = {
    "centre": ["Nom", "Centre de la Sarthe"],
    "sites": ["Identifiant;Nom", "MANS;Le Mans"],
    "salles": ["Identifiant;Site;Type;Places", "S1;MANS;informatique;12"],
    "formateurs": [
        "Identifiant;Nom;Compétences",
        "F1;Anne Rivet;dossier-patient, vocabulaire, logiciel, communication, telemedecine",
    ],
    "groupes": [
        "Identifiant;Parcours;Site;Début au plus tôt;Début au plus tard;Durée min (mois);Durée max (mois)",
        "G1;fae-112;MANS;2027-01-04;2027-01-08;6;8",
    ],
    "apprenants": ["Identifiant;Groupe;Profil;Date d'embauche", "A1;G1;infirmière;2026-09-01"],
}
"""One cohort of the 112 h, one trainer of everything, one room: nothing stands in the way."""
