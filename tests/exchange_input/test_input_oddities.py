"""What reads well and can hardly be meant is told; what is a colleague's note is passed over."""

from datetime import date, time

import pytest
from openpyxl import load_workbook

from scheduler.errors import InputError, Place, Problem
from scheduler.exchange.input import read_instance, write_template
from scheduler.exchange.tables.gathering import gathered

COHORT = ["Identifiant", "Parcours", "Site", "Début au plus tôt", "Début au plus tard"]
AWAY = ["Formateur", "Du", "Au"]


def told(path, warned, sheet):
    return [line for line in warned(path) if line.startswith(sheet)]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2017, 4, 26), date(2017, 4, 30), "26/04/2017 au 30/04/2017 : hors de la période du planning"),
        (date(2072, 4, 26), date(2072, 4, 30), "hors de la période du planning (04/01/2027 au 29/01/2028)"),
        (date(2027, 4, 24), date(2027, 4, 25), "rien que des jours de week-end"),
        (date(2027, 4, 26), date(2072, 4, 30), "plus d'un an"),
    ],
)
def test_an_absence_of_another_year(workbook, warned, first, last, said):
    (line,) = told(workbook(Absences=[AWAY, ["F1", first, last]]), warned, "Absences!")
    assert said in line.replace("\u00a0", " ")


def test_an_absence_within_the_period_is_not_told(workbook, warned):
    path = workbook(Absences=[AWAY, ["F1", date(2027, 4, 26), date(2027, 4, 30)]])
    assert told(path, warned, "Absences!") == []


def test_a_substitute_without_a_skill_in_common_is_told(workbook, warned):
    # F1 can teach everything; F2 of the small centre has one skill of it.
    days = [date(2027, 4, 26), date(2027, 4, 30)]
    path = workbook(
        Formateurs=[
            ["Identifiant", "Nom", "Compétences"],
            ["F1", "Anne Petit", "soins"],
            ["F2", "Marc Roux", "logiciel"],
        ],
        Absences=[[*AWAY, "Remplaçant"], ["F1", *days, "F2"]],
    )
    (line,) = told(path, warned, "Absences!D2")
    assert "« F2 » n'a aucune des compétences de « F1 »" in line.replace("\u00a0", " ")


def test_nobody_stands_in_for_themselves(workbook):
    days = [date(2027, 4, 26), date(2027, 4, 30)]
    path = workbook(Absences=[[*AWAY, "Remplaçant"], ["F1", *days, "F1"]])
    with pytest.raises(InputError) as refused:
        read_instance(path)
    (line,) = map(str, refused.value.problems)
    assert line.startswith("Absences!D2:")


def test_a_closure_and_a_pin_out_of_reach(workbook, warned):
    path = workbook(
        Fermetures=[["Du", "Au"], [date(2072, 8, 1), date(2072, 8, 20)]],
        Épinglages=[["Action", "Jour", "Groupe"], ["interdire", date(2037, 3, 11), "G1"]],
    )
    assert len(told(path, warned, "Fermetures!A2")) == 1
    assert len(told(path, warned, "Épinglages!B2")) == 1


def test_a_start_window_is_past_only_on_a_day_after_it(workbook):
    path = workbook()
    before, after = (
        [str(x) for x in read_instance(path, today=day)[1] if "Groupes!" in x.where]
        for day in (date(2027, 1, 29), date(2027, 1, 30))
    )
    assert before == []
    assert after == [
        "Groupes!E2: La période de début est passée : elle s'est terminée le 29/01/2027. Vérifiez l'année."
    ]


def test_an_island_with_a_zone_and_good_friday(workbook, warned):
    head = ["Identifiant", "Nom", "Territoire", "Vendredi saint", "Zone scolaire"]
    path = workbook(Sites=[head, ["MANS", "Saint-Denis", "La Réunion", "oui", "B"]])
    friday, zone = told(path, warned, "Sites!")
    assert friday.startswith("Sites!D2: Le Vendredi saint n'est férié qu'en Alsace-Moselle")
    assert zone.startswith("Sites!E2: La zone B n'existe qu'en France métropolitaine")


def test_one_person_under_two_identifiers(workbook, warned):
    path = workbook(
        Formateurs=[
            ["Identifiant", "Nom", "Compétences"],
            ["F1", "Anne Rivet", "soins"],
            ["F2", "RIVET Anne", "afgsu"],
        ]
    )
    (line,) = told(path, warned, "Formateurs!B3")
    assert "« RIVET Anne » est aussi à la ligne 2, sous un autre identifiant (F1)." in line


def test_an_example_line_that_was_filled_in_is_told(tmp_path, workbook, warned):
    path = workbook(
        Salles=[
            ["Identifiant", "Site", "Type", "Places"],
            ["EXEMPLE N-COURS", "NANTES", "cours", 18],
            ["EXEMPLE S2", "MANS", "cours", 14],
            ["S1", "MANS", "cours", 12],
        ]
    )
    (line,) = [x for x in told(path, warned, "Salles!") if "EXEMPLE" in x]
    assert line.startswith("Salles!A3: ")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_untouched_example_is_not_told(tmp_path, workbook, warned, language):
    from scheduler.text import speaking

    with speaking(language):
        write_template(tmp_path / "m.xlsx")
    template, book = load_workbook(tmp_path / "m.xlsx"), load_workbook(workbook())
    example = [cell.value for cell in template.worksheets[8][2]]
    page = book.create_sheet(template.worksheets[8].title)
    page.append([str(cell.value).rstrip(" *") for cell in template.worksheets[8][1]])
    page.append(example)
    book.save(tmp_path / "m.xlsx")
    assert [x for x in warned(tmp_path / "m.xlsx") if "EXEMPLE" in x] == []


def test_notes_beside_and_under_a_table_are_no_complaint(workbook, warned):
    path = workbook(
        Salles=[
            ["Identifiant", "Site", "Type", "Places", "Commentaires", None],
            ["S1", "MANS", "cours", 12, "refaite en 2025", None],
            ["NB : la salle S2 ferme en mars", None, None, None, None, None],
        ]
    )
    assert told(path, warned, "Salles!") == []


def test_another_column_is_told_and_stops_nothing(workbook, warned):
    head = ["Identifiant", "Site", "Type", "Places", "Étage", None]
    path = workbook(Salles=[head, ["S1", "MANS", "cours", 12, 2, "à voir"]])
    column, beside = [x for x in told(path, warned, "Salles!")]
    assert column.startswith("Salles!E1: La colonne « Étage » est inconnue et n'a pas été lue.")
    assert beside.startswith("Salles!F2: « à voir » se trouve dans une colonne sans titre")


def test_a_result_is_no_input(tmp_path, workbook, refused):
    book = load_workbook(workbook())
    book.create_sheet("scheduler-plan")
    book.save(tmp_path / "calendar.xlsx")
    (tmp_path / "plan.json").write_text("{}", encoding="utf-8")
    (tmp_path / "half_days.csv").write_text("cohort,group\n", encoding="utf-8")
    for path in (tmp_path / "calendar.xlsx", tmp_path / "plan.json", tmp_path):
        (line,) = refused(path)
        where = path if path.is_dir() else path.name
        assert line.startswith(f"{where}: C'est un résultat, pas le classeur que vous avez rempli.")
        checked = path / "plan.json" if path.is_dir() else path
        assert line.endswith(f"scheduler check {checked}.")


def test_what_says_the_same_is_one_line():
    def told(*places):
        return [x.where for x in gathered(Problem.at(place, "message") for place in places)]

    def cells(*found):
        return [Place.of_cell("Apprenants", letter, row) for letter, row in found]

    assert told(*cells(("F", 3), ("F", 4), ("F", 5), ("F", 9))) == ["Apprenants!F3:F5, F9"]
    assert told(*cells(("F", 3), ("G", 4))) == ["Apprenants!F3", "Apprenants!G4"]
    lines = [Place.of_line("a.csv", number, "Profil") for number in (3, 4, 5)]
    assert told(*lines) == ["a.csv:3-5 [Profil] (3 en tout)"]
    assert told(*lines, Place.of_line("a.csv", 4, "Nom")) == [
        "a.csv:3-5 [Profil] (3 en tout)",
        "a.csv:4 [Nom]",
    ]
    learners = [Place.of_name("Apprenants ", f"L{number:02}") for number in range(1, 13)]
    assert told(*learners) == ["Apprenants L01 – L12 (12 en tout)"]
    assert told(*(Place.of_name("Apprenants ", name) for name in ("Zoé", "Léo"))) == ["Apprenants Zoé, Léo"]
    # What says something else, or stands at no place of a series, stays apart.
    first, second = cells(("B", 1), ("B", 2))
    assert len(gathered([Problem.at(first, "one"), Problem.at(second, "two")])) == 2
    assert len(gathered([Problem("a 1", "one"), Problem("a 2", "one")])) == 2


def test_somebody_hired_in_another_century(workbook, warned, refused):
    head = ["Identifiant", "Groupe", "Profil", "Prérequis", "Date d'embauche"]
    row = ["A1", "G1", "autre", "niveau 4"]
    (said,) = told(workbook(Apprenants=[head, [*row, date(1998, 3, 2)]]), warned, "Apprenants!")
    assert said == (
        "Apprenants!E2: Embauche le 02/03/1998 : l'échéance de certification court depuis ce jour et est "
        "passée de longue date. Vérifiez l'année ; laissez la case vide si l'apprenant n'a pas d'échéance."
    )
    assert refused(workbook(Apprenants=[head, [*row, date(1927, 3, 2)]])) == [
        "Apprenants!E2: L'année 1927 est hors de portée. Les années vont de 1950 à 2100."
    ]


def test_somebody_to_be_hired_after_the_group_begins(workbook, warned):
    head = ["Identifiant", "Groupe", "Profil", "Prérequis", "Date d'embauche"]
    rows = [["A1", "G1", "autre", "niveau 4", day] for day in (date(2062, 3, 2), date(2027, 1, 11))]
    (said,) = told(workbook(Apprenants=[head, rows[0]]), warned, "Apprenants A1")
    assert "embauche après le dernier début possible du groupe « G1 »" in said
    # A contract often begins with the training: a date to come is right.
    assert told(workbook(Apprenants=[head, rows[1]]), warned, "Apprenants A1") == []


def test_a_morning_at_midnight(workbook, warned):
    head = ["Nom", "Début du matin", "Début de l'après-midi"]
    for midnight in (time(0, 0), "00:00", "0h", 0):
        (said,) = told(workbook(Centre=[head, ["C", midnight, "13:30"]]), warned, "Centre!")
        assert said == (
            "Centre!B2: Le matin commence à minuit (00:00). "
            "Écrivez par exemple 09:00 ; une case vide vaut 09:00."
        )
    assert told(workbook(Centre=[head, ["C", "06:00", "13:30"]]), warned, "Centre!") == []


LEARNERS = ["Identifiant", "Groupe", "Modules dispensés", "Date d'embauche"]


def test_a_name_in_place_of_an_identifier_is_answered_with_the_identifier(workbook, refused):
    days = [date(2027, 4, 26), date(2027, 4, 30)]
    path = workbook(
        Absences=[AWAY, ["anne  RIVET", *days], ["Anne Rivière", *days]],
        Apprenants=[LEARNERS, ["A1", "G1", "logiciel médical", None]],
    )
    assert refused(path) == [
        "Absences!A2: « anne RIVET » n'est pas dans la feuille « Formateurs ». C'est le nom de « F1 » : "
        "écrivez cet identifiant.",
        "Absences!A3: « Anne Rivière » n'est pas dans la feuille « Formateurs ». Possibles : F1.",
        "Apprenants!C2: « logiciel médical » n'est pas un module de cqp-266. C'est le nom de « LOGICIEL » : "
        "écrivez cet identifiant.",
    ]


def test_a_name_that_two_bear_stands_for_neither(workbook, refused):
    people = [
        ["Identifiant", "Nom", "Compétences"],
        ["F1", "Anne Petit", "soins"],
        ["F2", "Anne Petit", "afgsu"],
    ]
    path = workbook(Formateurs=people, Absences=[AWAY, ["Anne Petit", date(2027, 4, 26), date(2027, 4, 30)]])
    (line,) = refused(path)
    assert line.endswith("Possibles : F1, F2.")


def test_a_dash_is_an_empty_cell(workbook, refused):
    rows = [["A1", "G1", "-", "–"], ["A2", "G1", " / ", "—"], ["-", "-", "-", "-"]]
    instance, _warnings = read_instance(workbook(Apprenants=[LEARNERS, *rows]))
    assert [(x.id, x.exempted, x.hire_date) for x in instance.learners] == [
        ("A1", (), None),
        ("A2", (), None),
    ]
    assert refused(workbook(Apprenants=[LEARNERS, ["A1", "-", None, None]])) == [
        "Apprenants!B2: « Groupe » est vide. Remplissez la case, ou effacez toute la ligne."
    ]


@pytest.mark.parametrize("row", [["Total", 2], ["TOTAL :", None, None, 2], ["Total apprenants", "2"]])
def test_a_line_of_totals_is_no_row(workbook, row):
    instance, _warnings = read_instance(workbook(Apprenants=[LEARNERS, ["A1", "G1"], ["A2", "G1"], row]))
    assert [x.id for x in instance.learners] == ["A1", "A2"]


def test_who_is_called_total_is_a_row(workbook):
    instance, _warnings = read_instance(workbook(Apprenants=[LEARNERS, ["TOTAL-1", "G1"], ["TOTAL", "G1"]]))
    assert [x.id for x in instance.learners] == ["TOTAL-1", "TOTAL"]


def test_a_cell_under_a_merged_one_is_told_as_such(workbook, refused):
    path = workbook(Apprenants=[LEARNERS, ["A1", "G1"], ["A2", None], ["A3", None]])
    book = load_workbook(path)
    book["Apprenants"].merge_cells("B2:B3")
    book.save(path)
    assert refused(path) == [
        "Apprenants!B3: « Groupe » est vide : la case est fusionnée avec B2. Annulez la fusion, et écrivez "
        "la valeur dans chaque case.",
        "Apprenants!B4: « Groupe » est vide. Remplissez la case, ou effacez toute la ligne.",
    ]


def test_titles_down_the_first_column_are_no_name(workbook, refused):
    path = workbook(Centre=[["Nom", "Centre de la Sarthe"], ["Adresse", "1 quai Louis-Blanc"]])
    assert refused(path) == [
        "Centre!A2: « Adresse » est le titre d'une colonne. Écrivez les titres côte à côte sur une ligne, et "
        "les valeurs en dessous."
    ]


def test_a_line_of_titles_that_comes_again_is_passed_over(workbook):
    titles = ["identifiant", "GROUPE *", None, None]
    instance, _warnings = read_instance(workbook(Apprenants=[LEARNERS, ["A1", "G1"], titles, ["A2", "G1"]]))
    assert [x.id for x in instance.learners] == ["A1", "A2"]


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u200e"])
def test_signs_without_width_change_nothing(workbook, sign):
    rows = [[f"A1{sign}", f"{sign}G1", f"VOCAB,{sign} COMM", None]]
    instance, _warnings = read_instance(workbook(Apprenants=[LEARNERS, *rows]))
    (learner,) = instance.learners
    assert (learner.id, learner.cohort, learner.exempted) == ("A1", "G1", ("VOCAB", "COMM"))
