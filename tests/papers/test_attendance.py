"""Attendance sheets bear all that an audit asks for, and each lesson is signed once."""

from collections import Counter
from dataclasses import replace

import pytest

from scheduler.domain.agendas import Reader, ReaderKind
from scheduler.exchange.output.workbook.words import clock, long_date
from scheduler.exchange.papers.pdf.attendance import BLANK_ROWS, attendance
from scheduler.exchange.papers.pdf.facts import Source, half_name
from scheduler.text import speaking
from scheduler.text.phrases import hours
from tests.papers.plans import PLANS, dossier
from tests.papers.printed import SHORT, bare, pages, plain

FILE = "pdf/emargement/Promotion Laennec (CQP-LYON-A).pdf"
OTHER = "pdf/emargement/CQP-LYON-B.pdf"
A, B = "CQP-LYON-A", "CQP-LYON-B"


@pytest.fixture(autouse=True)
def french():
    with speaking("fr"):
        yield


def sheets(name: str, cohort: str) -> dict:
    source = Source(dossier(PLANS[name]()))
    return attendance(source, source.instance.cohort[cohort])


def sheet_pages(name: str, file: str) -> list[str]:
    return [page for page in pages(name, file) if "Signature du formateur" in page]


def test_a_sheet_bears_every_fact() -> None:
    """Those of a proof of attendance: organisation, training, place, date, hours, module, people."""
    whole = SHORT["two groups"]()
    instance = whole.instance
    found = sheet_pages("two groups", FILE)
    lessons = [x for x in whole.lessons if x.cohort == A]
    assert len(found) == len({(x.day, x.group) for x in lessons})
    source = Source(dossier(whole))
    for meeting in source.meetings(instance.cohort[A]):
        lesson = meeting.lesson
        trainer = source.edition.trainer(meeting)
        (page,) = [x for x in found if long_date(lesson.day) in x and trainer in x]
        start, end = (plain(clock(x)) for x in lesson.span(instance))
        facts = (
            "Feuille d'émargement",
            "Formasanté & Co 12 rue Servient, 69003 Lyon Déclaration d'activité n° 84 69 12345 69",
            "CQP assistant médical, ancien format (RNCP36358)",
            "Promotion Laennec (CQP-LYON-A)",
            "Lyon Part-Dieu, 12 rue Servient, 69003 Lyon",
            f"{start} – {end} {plain(hours(lesson.hours))}",
            source.edition.room(meeting),
            f"{long_date(lesson.day)}, {half_name(lesson)} {start} – {end}",
            *(x.name for x in source.agendas.present(meeting)),
        )
        assert [fact for fact in facts if fact not in page] == []
        assert bare(source.edition.module(meeting).title) in bare(page)


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("cohort", [A, B])
def test_every_lesson_is_signed_once_by_everybody_who_is_there(name: str, cohort: str) -> None:
    source = Source(dossier(PLANS[name]()))
    told = attendance(source, source.instance.cohort[cohort])
    signed = Counter()
    for sheet in told["sheets"]:
        for number, half in enumerate(sheet["halves"]):
            cells = [x["cells"][number] for x in sheet["learners"]]
            signed[sheet["date"], half["times"], half["module"], half["trainer"], cells.count("")] += 1
    due = Counter()
    for meeting in source.agendas[Reader(ReaderKind.COHORT, cohort)].meetings:
        lesson = meeting.lesson
        # A shared lesson is signed with the first cohort.
        if lesson.joint and cohort == B and A in dict(meeting.groups):
            continue
        title, trainer = source.edition.module(meeting).title, source.edition.trainer(meeting)
        seats = len(source.agendas.present(meeting))
        due[long_date(lesson.day), source.times(lesson), title, trainer, seats] += 1
    assert signed == due
    assert max(signed.values()) == 1
    for sheet in told["sheets"]:
        names = [(x["name"], x["remark"]) for x in sheet["learners"]]
        assert len(set(names)) == len(names)


def test_a_shared_lesson_is_signed_on_one_sheet_with_the_learners_of_both() -> None:
    (first, second) = [x for x in sheets("a joint module", A)["sheets"] if "groupe" in x["facts"][1][1]][:2]
    assert first["facts"][1][1] == "Promotion Laennec (CQP-LYON-A), groupe 1 sur 2"
    assert second["facts"][1][1] == "Promotion Laennec (CQP-LYON-A), CQP-LYON-B, groupe 2 sur 2"
    assert second["facts"][0][1].count("CQP assistant médical") == 2
    assert [len(x["learners"]) for x in (first, second)] == [13, 12]
    assert {x["remark"] for x in second["learners"]} == {A, B}
    listed = [x["sheet"] for x in sheets("a joint module", B)["contents"]]
    assert set(listed) > {"avec CQP-LYON-A"}
    numbers = [x for x in listed if x.isdigit()]
    assert numbers == [str(n + 1) for n in range(len(numbers))]


def test_who_is_exempted_is_struck_out_with_the_reason() -> None:
    told = sheets("exemptions and a joint module", A)
    struck = [(s["halves"][0]["module"], x) for s in told["sheets"] for x in s["learners"] if x["struck"]]
    reasons = {(x["name"], module, *x["cells"]) for module, x in struck}
    assert ("Apprenant 1", "Gestion des stocks", "dispense : STOCKS", "dispense : STOCKS") in {
        tuple(map(plain, x)) for x in reasons
    }
    assert {plain(x[2]) for x in reasons if x[0] == "Apprenant 2"} == {"bloc B3 acquis"}
    assert {x[0] for x in reasons} == {"Apprenant 1", "Apprenant 2"}
    found = [x for x in sheet_pages("shared, and exempted", FILE) if "dispense : STOCKS" in x]
    assert len(found) == 1


def test_the_exempted_of_a_divided_module_are_on_one_sheet_of_each_day() -> None:
    # 13 of 14 learners follow the AFGSU, in two groups.
    told = [x for x in sheets("exemptions", A)["sheets"] if x["halves"][0]["module"].startswith("AFGSU")]
    assert [[x["name"] for x in s["learners"] if x["struck"]] for s in told] == [["Apprenant 1"], []] * 2


def test_what_is_not_known_is_left_to_be_written() -> None:
    whole = PLANS["two groups"]()
    instance = replace(
        whole.instance, learners=(), centre=replace(whole.instance.centre, declaration_number="", address="")
    )
    source = Source(dossier(replace(whole, instance=instance)))
    told = attendance(source, instance.cohort[A])
    assert {len(x["learners"]) for x in told["sheets"]} == {BLANK_ROWS}
    assert {x["name"] for s in told["sheets"] for x in s["learners"]} == {""}
    assert (told["centre"]["declaration"], told["centre"]["address"]) == ("", "")
    # Nobody teaches an assessment: who watches over it writes his or her name.
    assert told["sheets"][-1]["halves"][-1]["trainer"] == ""
    assert told["sheets"][-1]["halves"][-1]["times"].replace("\u00a0", " ") == "13 h 30 – 16 h 00"


def test_who_catches_up_signs_last_and_only_where_a_seat_was_promised() -> None:
    whole = PLANS["two groups"]()
    guest = next(x for x in whole.instance.learners if x.cohort == B)
    lesson = next(x for x in whole.lessons if x.cohort == A)
    seat = (A, lesson.group, lesson.day, lesson.half)
    source = Source(replace(dossier(whole), guests={seat: (guest,)}))
    rows = [
        (sheet["date"], number, row["cells"])
        for sheet in attendance(source, source.instance.cohort[A])["sheets"]
        for number, row in enumerate(sheet["learners"], start=1 - len(sheet["learners"]))
        if row["remark"] == f"en rattrapage, {B}"
    ]
    [(date, number, cells)] = rows
    assert (date, number) == (long_date(lesson.day), 0)
    assert cells == ["", "–"]
