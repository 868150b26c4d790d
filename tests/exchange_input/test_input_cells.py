"""What each kind of cell accepts, and what is said of the rest."""

from datetime import date, datetime, time, timedelta

import pytest

from scheduler.domain.time import Half, Weekday
from scheduler.exchange.input.tables import BY_KEY
from scheduler.exchange.tables.cells import Context, read_cell
from scheduler.exchange.tables.columns import Column, Kind, Refused

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
        "31 janvier 2027",
        "le 31 janv. 2027",
        "dimanche 31 Janvier 2027",
        "Dim. 31 jan 2027",
        "January 31st, 2027",
        "Sunday, 31 January 2027",
    ],
)
def test_ways_to_write_31_january_2027(raw):
    assert read(Kind.DATE, raw) == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("31/01/27", "« 31/01/27 » : l'année n'a que deux chiffres. Écrivez l'année en entier : 31/01/2027."),
        ("29/02/2027", "« 29/02/2027 » : ce jour n'existe pas. Écrivez la date comme 31/01/2027."),
        (
            "02/13/2027",
            "« 02/13/2027 » : ce jour n'existe pas. "
            "Le jour s'écrit avant le mois : vouliez-vous dire 13/02/2027 ?",
        ),
        ("2027-13-02", "« 2027-13-02 » : ce jour n'existe pas. Écrivez la date comme 31/01/2027."),
        ("début janvier", "« début janvier » n'est pas une date. Écrivez la date comme 31/01/2027."),
        (12, "« 12 » n'est pas une date. Écrivez la date comme 31/01/2027."),
        (True, "« True » n'est pas une date. Écrivez la date comme 31/01/2027."),
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


def test_a_month_by_its_name_is_held_against_the_rest():
    assert read(Kind.DATE, "1er mars 2027") == date(2027, 3, 1)
    assert said(Kind.DATE, "lundi 5 janvier 2027") == (
        "« lundi 5 janvier 2027 » : le 05/01/2027 est un mardi. Corrigez le jour de la semaine, ou la date."
    )
    assert said(Kind.DATE, "4 janvier 27") == (
        "« 4 janvier 27 » : l'année n'a que deux chiffres. Écrivez l'année en entier : 04/01/2027."
    )
    assert said(Kind.DATE, "31 février 2027") == (
        "« 31 février 2027 » : ce jour n'existe pas. Écrivez la date comme 31/01/2027."
    )
    for text in ("4 janvier", "janvier 2027", "4 brumaire 2027"):
        assert said(Kind.DATE, text) == f"« {text} » n'est pas une date. Écrivez la date comme 31/01/2027."


def test_serial_numbers_follow_the_epoch_of_the_workbook():
    # Old Macintosh workbooks count from 1 January 1904, 1,462 days later.
    column = Column("key", "Titre", "Title", Kind.DATE, "")
    assert read_cell(column, 44956, Context(date(1904, 1, 1))) == date(2027, 1, 31)


@pytest.mark.parametrize(
    "raw", [time(9, 30), timedelta(hours=9, minutes=30), 9.5 / 24, "09:30", "9h30", "9 H 30", "9:30:00"]
)
def test_ways_to_write_half_past_nine(raw):
    assert read(Kind.TIME, raw) == time(9, 30)


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        (9, time(9)), (14.0, time(14)), ("9", time(9)), ("8h", time(8)), ("8 H", time(8)),
        ("12h00", time(12)),
        (8.5, time(8, 30)), ("13.5", time(13, 30)), ("13,5", time(13, 30)), ("8,5", time(8, 30)),
        (0.375, time(9)), ("0.375", time(9)), ("0,5625", time(13, 30)),
        ("8 heures", time(8)), ("8 h 30 min", time(8, 30)), ("13h30mn", time(13, 30)),
        ("08:30 AM", time(8, 30)),
        ("1:30 PM", time(13, 30)), ("12:00 AM", time(0)), ("9.0", time(9)),
    ],
)  # fmt: skip
def test_ways_to_write_other_times(raw, moment):
    assert read(Kind.TIME, raw) == moment


@pytest.mark.parametrize(
    "raw", ["25:00", 24, 9.3, "matin", "09:75", "13:30 PM", -1, "1330", "13.30", "9,25", "13.50", "8h5"]
)
def test_what_is_no_time(raw):
    assert said(Kind.TIME, raw) == f"« {raw} » n'est pas une heure. Écrivez par exemple 09:00 ou 13:30."


@pytest.mark.parametrize(
    ("raw", "meant"),
    [(datetime(1900, 1, 9), "09:00"), (datetime(1900, 1, 13, 12), "13:30"), (timedelta(days=14), "14:00")],
)
def test_a_whole_hour_in_a_cell_formatted_as_a_time(raw, meant):
    """The template formats the cell as a time: 9 is then the 9th day of Excel's calendar, at midnight."""
    assert read(Kind.TIME, raw) == time.fromisoformat(meant)


def test_a_date_is_no_time():
    assert said(Kind.TIME, datetime(2027, 1, 31)) == (
        "« 31/01/2027 » n'est pas une heure. Écrivez par exemple 09:00 ou 13:30."
    )
    assert said(Kind.TIME, date(2027, 1, 31)).startswith("« 31/01/2027 » n'est pas une heure.")


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


@pytest.mark.parametrize(
    ("raw", "days"),
    [
        ("tous sauf mercredi", (MON, TUE, THU, FRI)),
        ("pas le mercredi", (MON, TUE, THU, FRI)),
        ("Tous les jours sauf le mercredi", (MON, TUE, THU, FRI)),
        ("sauf mercredi, vendredi", (MON, TUE, THU)),
        ("sauf mercredi et vendredi", (MON, TUE, THU)),
        ("lundi au vendredi sauf mercredi", (MON, TUE, THU, FRI)),
        ("jeudi et vendredi", (THU, FRI)),
        ("lundi, mardi et jeudi", (MON, TUE, THU)),
        ("lundi au jeudi", (MON, TUE, WED, THU)),
        ("du lundi au jeudi", (MON, TUE, WED, THU)),
        ("tous les jours", (MON, TUE, WED, THU, FRI)),
        ("lundi/mardi", (MON, TUE)),
        ("lun.-mer.", (MON, TUE, WED)),
        ("les lundis et mardis", (MON, TUE)),
        ("mercredi uniquement", (WED,)),
        ("lundi mardi", (MON, TUE)),
        ("lun mar jeu", (MON, TUE, THU)),
        ("Monday and Tuesday", (MON, TUE)),
        ("every day except Wednesday", (MON, TUE, THU, FRI)),
        ("all but Friday", (MON, TUE, WED, THU)),
        ("du lundi au vendredi", (MON, TUE, WED, THU, FRI)),
        ("en semaine", (MON, TUE, WED, THU, FRI)),
    ],
)
def test_weekdays_in_a_sentence(raw, days):
    assert read(Kind.WEEKDAYS, raw) == days


def half_days(*days, but=()):
    return {(day, half) for day in days for half in Half} - set(but)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("mardi matin et jeudi", half_days(TUE, THU, but=[(TUE, Half.PM)])),
        ("sauf le vendredi après-midi", half_days(MON, TUE, WED, THU, FRI, but=[(FRI, Half.PM)])),
        ("mercredi après-midi uniquement", {(WED, Half.PM)}),
        ("uniquement le mercredi après midi", {(WED, Half.PM)}),
        ("lundi à jeudi, sauf mardi", half_days(MON, WED, THU)),
        ("tous les matins", {(day, Half.AM) for day in (MON, TUE, WED, THU, FRI)}),
        ("tous les jours sauf mercredi, vendredi après-midi",
         half_days(MON, TUE, THU, FRI, but=[(FRI, Half.PM)])),
        ("mardi et jeudi matin", None),  # Tuesday, all day or in the morning?
        ("mardi jeudi matin", None),
        ("lundi matin et après-midi", half_days(MON)),
        ("lun. matin - mer. matin", None),
        ("matin", None),
        ("lundi sauf mercredi", half_days(MON)),
        ("lundi (journée), mardi", half_days(MON, TUE)),
        ("Mon AM + Tue PM", {(MON, Half.AM), (TUE, Half.PM)}),
    ],
)  # fmt: skip
def test_half_days_in_a_sentence(raw, expected):
    if expected is None:
        assert "Écrivez par exemple" in said(Kind.AVAILABILITY, raw)
    else:
        assert read(Kind.AVAILABILITY, raw) == expected


@pytest.mark.parametrize(
    "raw",
    ["mercredi non", "indisponible mercredi", "mercredi ou jeudi",
     "une semaine sur deux, lundi",
     "lundi (semaines paires)", "mercredi matn", "sauf",
     "tous sauf lundi, mardi, mercredi, jeudi et vendredi",
     "le 3 mars", "jusqu'à mardi", "mardi à partir de mars"],
)  # fmt: skip
@pytest.mark.parametrize("kind", [Kind.WEEKDAYS, Kind.AVAILABILITY])
def test_a_sentence_that_is_not_understood_gets_no_suggestion(kind, raw):
    sentence = said(kind, raw)
    assert "Vouliez-vous dire" not in sentence
    example = "lun, mar, jeu-ven" if kind is Kind.WEEKDAYS else "lun, mar, mer matin, jeu-ven"
    assert sentence.endswith(f"Écrivez par exemple : {example}.")


def test_what_is_no_weekday():
    assert said(Kind.WEEKDAYS, "lun, mrdi") == (
        "« mrdi » n'est pas un jour de la semaine. Vouliez-vous dire « mardi » ?"
    )
    assert said(Kind.WEEKDAYS, "ven-lun") == (
        "« ven-lun » n'est pas un jour de la semaine. Écrivez par exemple : lun, mar, jeu-ven."
    )
    # A French reader is not asked whether "Wed" was meant.
    assert said(Kind.WEEKDAYS, "weekend") == (
        "« weekend » n'est pas un jour de la semaine. Écrivez par exemple : lun, mar, jeu-ven."
    )
    assert said(Kind.WEEKDAYS, "sauf le mercredi après-midi") == (
        "« sauf le mercredi après-midi » cite une demi-journée ; ici, un jour compte en entier. "
        "Écrivez par exemple : lun, mar, jeu-ven."
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


@pytest.mark.parametrize("raw", ["pas fermé", "ne pas éviter", "fermé sauf en août"])
def test_a_denied_word_is_not_suggested(raw):
    policy = BY_KEY["sites"].by_key["school_holidays"]
    with pytest.raises(Refused) as caught:
        read_cell(policy, raw, Context())
    assert caught.value.hint == "Écrivez l'un de ces mots : ignorer, éviter, fermé."
