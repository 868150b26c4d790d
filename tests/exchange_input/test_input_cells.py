"""What each kind of cell accepts, and what is said of the rest."""

from datetime import date, datetime, time, timedelta

import pytest

from scheduler.domain.time import Half, Weekday
from scheduler.exchange.input.cells import Context, read_cell
from scheduler.exchange.input.columns import Column, Kind
from scheduler.exchange.input.refused import Refused
from scheduler.exchange.input.tables import BY_KEY

MON, TUE, WED, THU, FRI = list(Weekday)[:5]


def read(kind: Kind, raw: object, **more: object):
    return read_cell(Column("key", "Titre", "Title", kind, "", **more), raw, Context())


def said(kind: Kind, raw: object, **more: object) -> str:
    with pytest.raises(Refused) as caught:
        read(kind, raw, **more)
    return f"{caught.value.message} {caught.value.hint}".strip()


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (1000, "1000"),
        (1000.0, "1000"),
        ("01000", "01000"),
        ("  G\u00a0 1 ", "G 1"),
        (2.5, "2.5"),
    ],
)
def test_an_identifier_is_the_text_people_see(raw, value):
    assert read(Kind.IDENTIFIER, raw) == value


def test_an_identifier_turned_into_a_date_is_refused():
    assert said(Kind.IDENTIFIER, datetime(2027, 2, 1)) == (
        "« 01/02/2027 » a été transformé en date ou en heure par le tableur. "
        "Mettez la colonne au format texte et écrivez-le de nouveau."
    )


@pytest.mark.parametrize(
    "raw",
    [
        date(2027, 1, 31),
        datetime(2027, 1, 31),
        "2027-01-31",
        "2027-01-31 00:00:00",
        "31/01/2027",
        "31.1.2027",
        " 31-01-2027 ",
        46418,  # what Excel calls that day: 46,418 days after 30 December 1899
        46418.0,
    ],
)
def test_ways_to_write_31_january_2027(raw):
    assert read(Kind.DATE, raw) == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("31/01/27", "« 31/01/27 » : l'année n'a que deux chiffres. Écrivez l'année en entier : 31/01/2027."),
        ("29/02/2027", "« 29/02/2027 » : ce jour n'existe pas. Écrivez-la comme 31/01/2027."),
        (
            "02/13/2027",
            "« 02/13/2027 » : ce jour n'existe pas. "
            "Le jour s'écrit avant le mois : vouliez-vous dire 13/02/2027 ?",
        ),
        ("2027-13-02", "« 2027-13-02 » : ce jour n'existe pas. Écrivez-la comme 31/01/2027."),
        ("début janvier", "« début janvier » n'est pas une date. Écrivez-la comme 31/01/2027."),
        (12, "« 12 » n'est pas une date. Écrivez-la comme 31/01/2027."),
        (True, "« True » n'est pas une date. Écrivez-la comme 31/01/2027."),
        (date(1927, 1, 31), "L'année 1927 est hors de portée. Les années vont de 2000 à 2100."),
        ("31/01/3027", "L'année 3027 est hors de portée. Les années vont de 2000 à 2100."),
        (
            datetime(2027, 1, 31, 9, 30),
            "« 31/01/2027 09:30 » comporte une heure. Écrivez la date seule.",
        ),
    ],
)  # fmt: skip
def test_what_is_no_date(raw, message):
    assert said(Kind.DATE, raw) == message


def test_serial_numbers_follow_the_epoch_of_the_workbook():
    # Old Macintosh workbooks count from 1 January 1904, 1,462 days later.
    column = Column("key", "Titre", "Title", Kind.DATE, "")
    assert read_cell(column, 44956, Context(date(1904, 1, 1))) == date(2027, 1, 31)


@pytest.mark.parametrize(
    "raw", [time(9, 30), timedelta(hours=9, minutes=30), 9.5 / 24, "09:30", "9h30", "9 H 30", "9:30:00"]
)
def test_ways_to_write_half_past_nine(raw):
    assert read(Kind.TIME, raw) == time(9, 30)


@pytest.mark.parametrize("raw", ["25:00", "9", 9, "matin", "09:75"])
def test_what_is_no_time(raw):
    assert said(Kind.TIME, raw) == f"« {raw} » n'est pas une heure. Écrivez-la comme 09:00."


@pytest.mark.parametrize(("raw", "value"), [(7, 7.0), ("7,5", 7.5), ("7.5", 7.5), (10.5, 10.5), ("0", 0.0)])
def test_hours_take_a_comma_or_a_point(raw, value):
    assert read(Kind.HOURS, raw) == value


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("7h", "« 7h » n'est pas un nombre d'heures. Écrivez 7, sans unité."),
        ("7,5 heures", "« 7,5 heures » n'est pas un nombre d'heures. Écrivez 7,5, sans unité."),
        ("sept", "« sept » n'est pas un nombre d'heures. Écrivez des chiffres seulement, par exemple 10,5."),
        (-7, "-7 heures : une durée n'est jamais négative."),
        (True, "« True » n'est pas un nombre d'heures. Écrivez des chiffres seulement, par exemple 10,5."),
    ],
)
def test_what_is_no_number_of_hours(raw, message):
    assert said(Kind.HOURS, raw) == message


def test_a_whole_number_has_limits():
    assert read(Kind.WHOLE, "12", least=1, most=20) == 12
    assert said(Kind.WHOLE, -3, least=1, most=20) == "-3 n'est pas compris entre 1 et 20."
    assert said(Kind.WHOLE, 12.5, example=18) == (
        "« 12.5 » n'est pas un nombre entier. Écrivez des chiffres seulement, par exemple 18."
    )


@pytest.mark.parametrize(
    ("raw", "value"),
    [("Oui", True), ("x", True), (True, True), ("YES", True), (1, True), ("non", False), (0, False)],
)
def test_yes_and_no(raw, value):
    assert read(Kind.YES_NO, raw) is value


def test_a_word_out_of_a_choice_is_answered_with_the_nearest_or_all():
    policy = BY_KEY["sites"].by_key["school_holidays"]
    for raw, message in {
        "evitter": "« evitter » n'est pas un des mots attendus. Vouliez-vous dire « éviter » ?",
        "???": "« ??? » n'est pas un des mots attendus. Écrivez l'un de ces mots : ignorer, éviter, fermé.",
    }.items():
        with pytest.raises(Refused) as caught:
            read_cell(policy, raw, Context())
        assert f"{caught.value.message} {caught.value.hint}" == message


def test_a_room_may_be_of_the_centres_own_kind():
    kind = BY_KEY["rooms"].by_key["kind"]
    assert read_cell(kind, "simulation", Context()) == "simulation"
    assert read_cell(kind, "Salle informatique", Context()) == "computer"


def test_a_curriculum_of_the_centre_adds_words_to_a_choice():
    profile = BY_KEY["learners"].by_key["profile"]
    assert read_cell(
        profile, "Pharmacy Technician", Context(own_words={"profiles": ["pharmacy_technician"]})
    ) == ("pharmacy_technician")


@pytest.mark.parametrize(
    ("raw", "days"),
    [
        ("lun, mar", (MON, TUE)),
        ("Jeudi / vendredi", (THU, FRI)),
        ("ven;lun", (MON, FRI)),
        ("lun-ven", (MON, TUE, WED, THU, FRI)),
        ("lundi à mercredi", (MON, TUE, WED)),
        ("Tue, Thursday", (TUE, THU)),
    ],
)
def test_lists_of_weekdays(raw, days):
    assert read(Kind.WEEKDAYS, raw) == days


def test_what_is_no_weekday():
    assert said(Kind.WEEKDAYS, "lun, mrdi") == (
        "« mrdi » n'est pas un jour de la semaine. Vouliez-vous dire « mardi » ?"
    )
    assert said(Kind.WEEKDAYS, "ven-lun") == (
        "« ven-lun » n'est pas un jour de la semaine. Écrivez par exemple : lun, mar, mer matin, jeu-ven."
    )


@pytest.mark.parametrize("raw", ["lun, mer matin, jeu-ven après-midi", "Mon/Wed AM/Thu-Fri afternoon"])
def test_availability_by_half_days(raw):
    assert read(Kind.AVAILABILITY, raw) == {
        (MON, Half.AM), (MON, Half.PM), (WED, Half.AM), (THU, Half.PM), (FRI, Half.PM),
    }  # fmt: skip


def test_lists_keep_their_order_and_say_nothing_twice():
    assert read(Kind.WORDS, "soins ; afgsu/soins,\n stocks") == ("soins", "afgsu", "stocks")


@pytest.mark.parametrize("kind", list(Kind))
def test_a_formula_that_failed_is_refused_everywhere(kind):
    assert (
        said(kind, "#REF!") == "La formule donne l'erreur #REF!. Corrigez la formule, ou écrivez la valeur."
    )
