"""Wrong tables: everything is said at once, each with its place, the value and what to try."""

from datetime import date

import pytest

from scheduler.exchange.input import read_instance

HEADERS = ["Identifiant", "Parcours", "Site", "Début au plus tôt", "Début au plus tard"]
COHORT = ["G1", "cqp-266", "MANS", date(2027, 1, 4), date(2027, 1, 29)]


def test_the_small_centre_is_read_alike_from_both(workbook, folder):
    instance, problems = read_instance(workbook())
    assert read_instance(folder()) == (instance, problems)
    assert [cohort.start_to for cohort in instance.cohorts] == [date(2027, 1, 29)]
    # Nobody is enrolled yet: that is worth a word, and stops nothing.
    assert [problem.where for problem in problems] == ["Groupes G1"]


def test_everything_wrong_is_said_in_one_go_in_the_order_of_the_workbook(workbook, refused):
    path = workbook(
        Salles=[["Identifiant", "Site", "Type", "Places"], ["S1", "MNAS", "cours", -4]],
        Groupes=[HEADERS, ["G1", "cqp266", "MANS", "04/01/27", date(2027, 1, 29)]],
    )
    assert refused(path) == [
        "Salles!B2: « MNAS » n'est pas dans la feuille « Sites ». Vouliez-vous dire « MANS » ?",
        "Salles!D2: -4 n'est pas compris entre 1 et 1000.",
        "Groupes!B2: « cqp266 » n'est pas un parcours. Vouliez-vous dire « cqp-266 » ?",
        "Groupes!D2: « 04/01/27 » : l'année n'a que deux chiffres. Écrivez l'année en entier : 04/01/2027.",
    ]


def test_places_in_csv_tables_are_lines_and_headers(folder, refused):
    path = folder(
        Groupes=[HEADERS, [], ["G1", "cqp-266", "MANS", "2027-01-04", "bientôt"], COHORT],
    )
    assert refused(path) == [
        "groupes.csv:3 [Début au plus tard]: « bientôt » n'est pas une date. "
        "Écrivez la date comme 31/01/2027.",
        "groupes.csv:4 [Identifiant]: « G1 » est déjà l'identifiant de la ligne 3. "
        "Donnez à chaque ligne son propre identifiant.",
    ]


def test_an_unknown_column_is_answered_with_the_nearest(workbook, refused):
    path = workbook(
        Salles=[["Identifiant", "Site", "Typ", "Places", "Étage"], ["S1", "MANS", "cours", 12, 2]]
    )
    assert refused(path) == [
        "Salles!C1: La colonne « Typ » est inconnue. Vouliez-vous dire « Type » ?",
        "Salles: La colonne « Type » manque. Ajoutez-la à la ligne des titres (ligne 1).",
    ]


def test_a_column_named_twice_and_values_without_a_header(workbook, refused):
    path = workbook(
        Sites=[["Identifiant", "Nom", "nom", None, None], ["MANS", "Le Mans", "x", None, "à voir"]]
    )
    assert refused(path) == [
        "Sites!C1: La colonne « nom » apparaît deux fois. N'en gardez qu'une.",
    ]


def test_sheets_missing_empty_and_unknown(workbook, refused):
    path = workbook(
        Salles=None,
        Sale=[["Identifiant"], ["S1"]],
        Formateurs=[],
        Groupes=[HEADERS],
    )
    assert refused(path) == [
        "Salles: La feuille manque. Renommez la feuille « Sale » en « Salles ».",
        "Formateurs: La feuille est vide. Remplissez au moins une ligne.",
        "Groupes: La feuille n'a aucune ligne remplie. Remplissez au moins une ligne.",
    ]


def test_an_unknown_sheet_is_worth_a_warning_only(workbook, warned):
    assert warned(workbook(Brouillon=[["à faire"]], Vide=[]))[0] == (
        "Brouillon: Cette feuille est inconnue et n'a pas été lue. Feuilles lues : Centre, Sites, Salles, "
        "Formateurs, Absences, Fermetures, Groupes, Apprenants, Épinglages, Modules communs, Heures."
    )


def test_the_same_table_in_two_languages_is_refused(workbook, refused):
    path = workbook(Cohorts=[HEADERS, COHORT])
    assert refused(path) == ["Cohorts: C'est la même table que Groupes. N'en gardez qu'une."]


def test_a_required_cell_left_empty(workbook, refused):
    path = workbook(Formateurs=[["Identifiant", "Nom", "Compétences"], ["F1", None, "soins"]])
    assert refused(path) == [
        "Formateurs!B2: « Nom » est vide. Remplissez la case, ou effacez toute la ligne."
    ]


def test_identifiers_are_compared_without_case_or_accents(workbook, refused):
    path = workbook(Sites=[["Identifiant", "Nom"], ["MANS", "Le Mans"], ["mans", "Ailleurs"]])
    assert refused(path) == [
        "Sites!A3: « mans » est déjà l'identifiant de la ligne 2. "
        "Donnez à chaque ligne son propre identifiant."
    ]


def test_references_of_learners_lead_to_their_own_curriculum(workbook, refused):
    path = workbook(
        Apprenants=[
            ["Identifiant", "Groupe", "Modules dispensés", "Blocs acquis", "Profil", "Échéance suspendue"],
            ["A1", "G1", "vocab, VOCABU", "B3, B9", "infirmiere", "peut-être"],
            ["A2", "G9", "DOSSIER", "B1", None, None],
        ]
    )
    assert refused(path) == [
        "Apprenants!C2: « VOCABU » n'est pas un module de cqp-266. Vouliez-vous dire « VOCAB » ?",
        "Apprenants!D2: « B9 » n'est pas un bloc de cqp-266. Possibles : B1, B2, B3, B4.",
        "Apprenants!F2: « peut-être » n'est pas un des mots attendus. Écrivez l'un de ces mots : oui, non.",
        "Apprenants!B3: « G9 » n'est pas dans la feuille « Groupes ». Possibles : G1.",
    ]


def test_dates_in_the_wrong_order(workbook, refused):
    path = workbook(
        Absences=[["Formateur", "Du", "Au"], ["F1", date(2027, 5, 7), date(2027, 5, 3)]],
        Fermetures=[["Du", "Au"], [date(2028, 8, 2), date(2027, 8, 20)]],
        Groupes=[HEADERS, ["G1", "cqp-266", "MANS", date(2027, 2, 1), date(2027, 1, 29)]],
    )
    assert refused(path) == [
        "Absences!C2: Le dernier jour vient avant le premier. "
        "03/05/2027 est avant 07/05/2027 : inversez les dates ou corrigez l'année.",
        "Fermetures!B2: Le dernier jour vient avant le premier. "
        "20/08/2027 est avant 02/08/2028 : inversez les dates ou corrigez l'année.",
        "Groupes!E2: La période de début se termine avant de commencer. "
        "29/01/2027 est avant 01/02/2027 : inversez les dates ou corrigez l'année.",
    ]


def test_weekdays_must_hold_a_session(workbook, refused):
    more = ["Jours", "Jours préférés", "Durée min (mois)"]
    path = workbook(
        Groupes=[
            HEADERS + more,
            [*COHORT, "lun, mer, ven", None, None],
            ["G2", *COHORT[1:], "ven, sam", None, None],
            ["G3", *COHORT[1:], None, "dim", 13],
        ]
    )
    assert refused(path) == [
        "Groupes!F2: Aucun jour n'en suit un autre dans « lun, mer, ven ». "
        "Un regroupement dure deux jours de suite : autorisez par exemple lun, mar.",
        "Groupes!F3: Aucune formation n'a lieu le week-end (sam). Gardez des jours du lundi au vendredi.",
        "Groupes!G4: Aucune formation n'a lieu le week-end (dim). Gardez des jours du lundi au vendredi.",
        "Groupes!H4: Au moins 13 mois, mais au plus 12. Une case vide garde la durée du parcours.",
    ]


def test_preferring_a_day_that_is_not_allowed_is_a_warning(workbook, warned):
    path = workbook(Groupes=[[*HEADERS, "Jours", "Jours préférés"], [*COHORT, "lun, mar", "mar, mer"]])
    assert warned(path)[0] == (
        "Groupes!G2: Préféré, mais absent des jours autorisés : mer. "
        "Ajoutez-le aux jours autorisés, ou préférez-en un autre."
    )


def test_the_centre_is_one_row_with_half_days_that_do_not_overlap(workbook, refused):
    path = workbook(
        Centre=[
            ["Nom", "Début du matin", "Début de l'après-midi"],
            ["Un", "09:00", "12:00"],
            ["Deux", "09:00", "21:00"],
        ]
    )
    assert refused(path) == [
        "Centre!C2: L'après-midi (12:00) commence avant la fin du matin (09:00). "
        "Une demi-journée dure 3 h 30.",
        "Centre!A3: La feuille du centre n'a qu'une seule ligne. "
        "Écrivez vos lieux de formation dans la feuille des sites.",
        "Centre!C3: L'après-midi (21:00) finirait après minuit. Une demi-journée dure 3 h 30.",
    ]


def test_skills_and_rooms_that_nobody_asks_for_are_warned_of(workbook, warned):
    path = workbook(
        Formateurs=[["Identifiant", "Nom", "Compétences"], ["F1", "Anne", "Santé publique, vocabulair"]],
        Salles=[["Identifiant", "Site", "Type", "Places"], ["S1", "MANS", "informatic", 12]],
    )
    assert warned(path)[:2] == [
        "Salles!C2: Aucun module ne demande une salle de type « informatic ». "
        "Vouliez-vous dire « informatique » ?",
        "Formateurs!C2: Aucun module ne demande la compétence « vocabulair ». "
        "Vouliez-vous dire « vocabulaire » ?",
    ]


def test_a_room_closed_at_a_site_where_it_is_not(workbook, refused):
    path = workbook(
        Sites=[["Identifiant", "Nom"], ["MANS", "Le Mans"], ["LAVAL", "Laval"]],
        Fermetures=[["Du", "Au", "Site", "Salle"], [date(2027, 8, 2), date(2027, 8, 6), "LAVAL", "S1"]],
    )
    assert refused(path) == [
        "Fermetures!D2: La salle « S1 » n'est pas au site « LAVAL ». "
        "Laissez le site vide pour fermer cette salle."
    ]


def test_pins_that_cannot_be_meant(workbook, refused):
    path = workbook(
        Sites=[["Identifiant", "Nom"], ["MANS", "Le Mans"], ["LAVAL", "Laval"]],
        Salles=[
            ["Identifiant", "Site", "Type", "Places"],
            ["S1", "MANS", "cours", 12],
            ["S2", "LAVAL", "cours", 9],
        ],
        Formateurs=[
            ["Identifiant", "Nom", "Compétences", "Sites"],
            ["F1", "Anne", "soins", "MANS"],
            ["F2", "Luc", "soins", "LAVAL"],
        ],
        Épinglages=[
            ["Action", "Jour", "Groupe", "Module", "Formateur", "Salle"],
            ["fixer", date(2027, 1, 11), None, None, None, None],
            ["fixer", date(2027, 1, 16), "G1", None, "F2", "S2"],
            ["fixer", date(2026, 12, 15), "G1", "VOCAB", "F1", None],
            ["fixer", date(2027, 1, 11), "G1", "LOGICIEL", None, "S1"],
            ["fixer", date(2027, 1, 12), "G1", "EVAL", "F1", None],
            ["bloquer", date(2027, 1, 11), "G1", "XYZ", None, None],
            ["interdire", date(2027, 1, 16), None, "SOINS", "F1", "S1"],
        ],
    )  # fmt: skip
    assert refused(path) == [
        "Épinglages!C2: Il faut un groupe pour fixer quelque chose. "
        "Indiquez le groupe, ou choisissez « interdire ».",
        "Épinglages!B3: Le 16/01/2027 tombe un jour de la semaine où le groupe n'est pas en formation. "
        "Choisissez un autre jour, ou changez les jours du groupe.",
        "Épinglages!E3: Le formateur « F2 » ne va pas au site « MANS ». "
        "Ajoutez ce site à ceux du formateur, ou choisissez un autre formateur.",
        "Épinglages!F3: La salle « S2 » n'est pas au site « MANS » du groupe. "
        "Choisissez une salle de ce site.",
        "Épinglages!B4: Le 15/12/2026 est avant le début possible du groupe (04/01/2027). "
        "Choisissez un jour plus tardif, ou changez le début du groupe.",
        "Épinglages!E4: Le formateur « F1 » n'enseigne pas le module VOCAB. "
        "Choisissez un formateur qui a la compétence « vocabulaire ».",
        "Épinglages!F5: La salle « S1 » n'est pas d'un type accepté par le module LOGICIEL. "
        "Choisissez une autre salle.",
        "Épinglages!E6: Le formateur « F1 » n'enseigne pas le module EVAL. "
        "Ce module n'a pas de formateur : laissez la case vide.",
        "Épinglages!A7: « bloquer » n'est pas un des mots attendus. "
        "Écrivez l'un de ces mots : fixer, interdire.",
        "Épinglages!D7: « XYZ » n'est pas un module de cqp-266. Possibles : SOINS, PARCOURS, VACCIN, "
        "SANTE-PUB, DOSSIER, VOCAB, LOGICIEL, COMM, TELEMED, RISQUE, VIGILANCE, AFGSU, "
        "CONSTANTES, STOCKS, ASSISTANCE, EVAL.",
    ]


def test_a_required_column_missing_is_said_once_whatever_the_rows(workbook, refused):
    path = workbook(
        Épinglages=[["Action", "Groupe"], ["fixer", "G1"], ["fixer", "G1"]],
        Heures=[["Parcours", "Module"], ["cqp-266", "SOINS"]],
    )
    assert refused(path) == [
        "Épinglages: La colonne « Jour » manque. Ajoutez-la à la ligne des titres (ligne 1).",
        "Heures: La colonne « Heures » manque. Ajoutez-la à la ligne des titres (ligne 1).",
    ]


def test_a_folder_without_a_required_table_is_told_the_name_of_the_file(folder, refused):
    path = folder(Groupes=None, Apprenants=None)
    saved = "Groupes: Le fichier manque. Enregistrez ce tableau dans le dossier sous le nom « groupes.csv »."
    assert refused(path) == [saved]
    (path / "groupe.csv").write_text("Groupe;Parcours\n", encoding="utf-8")
    assert "Groupes: Le fichier manque. Renommez « groupe.csv » en « groupes.csv »." in refused(path)


@pytest.mark.parametrize("name", ["fermeture", "Fermetures 2027"])
def test_a_table_that_resembles_one_left_out_is_not_passed_over(folder, refused, name):
    # Closures under a name that is not read would give a plan through the summer closure.
    path = folder()
    (path / "fermetures.csv").unlink(missing_ok=True)
    (path / f"{name}.csv").write_text("Libellé;Du;Au\nÉté;2027-08-09;2027-08-20\n", encoding="utf-8")
    assert refused(path) == [
        f"{name}.csv: Cette feuille est inconnue et n'a pas été lue. "
        "Renommez-la en « Fermetures » si c'est bien cela ; sinon, donnez-lui un autre nom."
    ]
