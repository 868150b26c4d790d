"""Dates in every spelling, and what is no date at all."""

from datetime import date, datetime, time

import pytest

from scheduler.exchange.foreign.marks import read_mark

EPOCH = date(1899, 12, 30)

WHOLE = {
    (12, 1, 2027): [
        "12/01/2027", "12/1/27", "12.01.2027", "12-01-2027", "2027-01-12", "2027-01-12 00:00:00",
        "mar. 12 janv. 2027", "Mardi 12 janvier 2027", "MARDI 12 JANVIER 2027", "mardi 12/01/2027",
        "Le 12 janvier 2027", "12 janvier 2027 (mardi)", "12 jan 27", "Tuesday 12 January 2027",
        datetime(2027, 1, 12), date(2027, 1, 12), 46399,
    ],
    (1, 5, 2027): ["1er mai 2027", "01/05/27", "sam. 1er mai 2027"],
    (12, 1, None): ["12/1", "12/01", "lun. 12 janv.", "12 janvier", "Mar 12/01"],
    (5, 3, 2027): ["5 mar 2027", "vend. 5 mars 2027"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "due"), [(value, due) for due, values in WHOLE.items() for value in values]
)
def test_a_date_is_read_however_it_is_spelt(value, due):
    mark, rest = read_mark(value, EPOCH)
    assert (mark.day, mark.month, mark.year, rest) == (*due, "")


@pytest.mark.parametrize(("text", "last"), [
    ("11 et 12 janvier 2027", (12, 1, 2027)),
    ("lundi 11 et mardi 12 janvier 2027", (12, 1, 2027)),
    ("du 11/01/2027 au 12/01/2027", (12, 1, 2027)),
    ("du 11 au 12 janvier 2027", (12, 1, 2027)),
    ("11-12/01/2027", (12, 1, 2027)),
    ("11/12 janvier 2027", (12, 1, 2027)),
])  # fmt: skip
def test_several_days_are_read_as_such(text, last):
    mark, rest = read_mark(text, EPOCH)
    assert (mark.day, mark.month, mark.year, mark.last, rest) == (11, 1, 2027, last, "")


@pytest.mark.parametrize(("text", "told"), [
    ("Janvier 2027", {"month": 1, "year": 2027}),
    ("JANV. 27", {"month": 1, "year": 2027}),
    ("mars", {"month": 3}),
    ("mar", {"weekday": 1}),
    ("Lundi", {"weekday": 0}),
    ("lun 11", {"weekday": 0, "day": 11}),
    ("L 11", {"day": 11}),
    ("S12", {"week": 12}),
    ("Semaine 12", {"week": 12}),
    ("Semaine 2 : du 11 au 15 janvier 2027", {"week": 2, "day": 11, "month": 1, "year": 2027}),
    ("Semaine du 11 janvier", {"day": 11, "month": 1}),
    ("2027", {"year": 2027}),
    ("Matin", {"half": "AM"}),
    ("après-midi", {"half": "PM"}),
    ("Lundi matin", {"weekday": 0, "half": "AM"}),
    ("9h-12h30", {"times": ((time(9), time(12, 30)),)}),
    ("de 9h00 à 12h30", {"times": ((time(9), time(12, 30)),)}),
])  # fmt: skip
def test_parts_of_dates_and_half_days(text, told):
    mark, rest = read_mark(text, EPOCH)
    assert rest == ""
    assert {name: getattr(mark, name) for name in told} == told


@pytest.mark.parametrize("text", [
    "Vocabulaire médical", "Maintenance", "Mesures", "Marketing", "Médiation", "M1", "J1", "AFGSU 1",
    "Planning 2027", "Salle 3", "31/02/2027", "99/01/2027", "3.5", "3,5", "7.00", "",
])  # fmt: skip
def test_what_is_no_date(text):
    mark, rest = read_mark(text, EPOCH)
    assert mark is None or rest


def test_a_date_before_the_words_of_a_lesson():
    mark, rest = read_mark("Lundi 11/01/2027 : Vocab médical", EPOCH)
    assert (mark.day, mark.month, mark.year, rest) == (11, 1, 2027, "vocab medical")
