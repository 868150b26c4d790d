"""Word documents read back: the facts of the PDF, in styles and tables that people can edit."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table

from scheduler.domain.plan import Violation
from scheduler.exchange.output.workbook.words import long_date
from scheduler.exchange.papers import Dossier
from scheduler.exchange.papers.pdf.attendance import attendance
from scheduler.exchange.papers.pdf.facts import Source
from scheduler.exchange.papers.word import documents
from scheduler.exchange.picture import address, picture
from scheduler.text import speaking
from tests.papers.pictures import png
from tests.papers.plans import HOSTILE, dossier, edition
from tests.papers.printed import SHORT, plain

NAME = "Promotion Laennec (CQP-LYON-A).docx"
SHEETS, SUMMONS, ANNEX = (f"docs/{x}/{NAME}" for x in ("emargement", "convocations", "annexes"))


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    with speaking("fr"):
        yield


@cache
def written(name: str) -> Mapping[str, bytes]:
    return documents(dossier(SHORT[name]()))


def read(name: str, file: str) -> Document:
    return docx.Document(io.BytesIO(written(name)[file]))


def rows(table: Table) -> list[list[str]]:
    return [[plain(x.text) for x in row.cells] for row in table.rows]


def titled(document: Document, first: str) -> list[Table]:
    return [x for x in document.tables if x.cell(0, 0).text == first]


def test_each_group_has_each_paper() -> None:
    names = (NAME, "CQP-LYON-B.docx")
    assert set(written("two groups")) == {
        f"docs/{folder}/{x}" for folder in ("emargement", "convocations", "annexes") for x in names
    }


@pytest.mark.parametrize("name", ["two groups", "shared, and exempted"])
def test_an_attendance_sheet_says_what_the_pdf_says(name: str) -> None:
    source = Source(dossier(SHORT[name]()))
    told = attendance(source, source.instance.cohorts[0])
    found = read(name, SHEETS)
    signed = titled(found, "N°")
    assert len(signed) == len(told["sheets"])
    for table, sheet in zip(signed, told["sheets"], strict=True):
        heads, *people = rows(table)
        assert [x[1:] for x in people] == [
            [plain(" ".join(filter(None, (x["name"], x["remark"])))), *x["cells"]] for x in sheet["learners"]
        ]
        for head, half in zip(heads[2:], sheet["halves"], strict=True):
            assert head == plain(f"{sheet['date']}, {half['name']}, {half['times']}, {half['module']}")
    for table, sheet in zip(titled(found, "Demi-journée"), told["sheets"], strict=True):
        for row, half in zip(rows(table)[1:], sheet["halves"], strict=True):
            assert row[0] == half["name"]
            assert plain(half["trainer"]) in row[4] or not half["trainer"]
            assert plain(half["module"]) in row[2]
            assert row[5] == ""
    (contents,) = titled(found, "Feuille")
    assert len(contents.rows) == 1 + len(told["contents"])


def test_who_is_exempted_is_struck_out_with_the_reason() -> None:
    signed = titled(read("shared, and exempted", SHEETS), "N°")
    people = [row.cells[1].paragraphs[0].runs[0] for table in signed for row in table.rows[1:]]
    struck = {run.text for run in people if run.style.name == "Struck"}
    assert struck
    assert struck < {run.text for run in people}
    lines = [x for table in signed for x in rows(table) if x[1] in struck]
    assert any(x[2].startswith("dispense") for x in lines)


def test_pages_are_a4_with_a_head_a_foot_and_numbers() -> None:
    whole = SHORT["two groups"]()
    for file in (SHEETS, SUMMONS, ANNEX):
        found = read("two groups", file)
        (section,) = found.sections
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        head = "\n".join(x.text for x in section.header.paragraphs)
        for fact in (whole.instance.centre.name, whole.instance.centre.address, "84 69 12345 69"):
            assert fact in head
        foot = section.footer.paragraphs[-1]
        assert plain(foot.text).startswith("Planning n° 123456789, état du ")
        codes = [x.get(next(iter(x.attrib))) for x in foot._p.iter() if x.tag.endswith("fldSimple")]
        assert codes == ["PAGE", "NUMPAGES"]


def test_tables_tell_their_head_on_every_page_and_no_row_is_divided() -> None:
    for file in (SHEETS, SUMMONS, ANNEX):
        for table in read("two groups", file).tables:
            kinds = [{x.tag.split("}")[1] for x in row._tr.trPr} for row in table.rows]
            assert all("cantSplit" in x for x in kinds)
            assert table.style.name == ("Papers table" if "tblHeader" in kinds[0] else "Papers facts")
            assert not [x for x in kinds[1:] if "tblHeader" in x]


def test_what_pages_look_like_is_a_style() -> None:
    for file in (SHEETS, SUMMONS, ANNEX):
        found = read("two groups", file)
        runs = list(found.element.body.iter(qn("w:r")))
        told = [x for run in runs if run.rPr is not None for x in run.rPr]
        assert {x.tag for x in told} == {qn("w:rStyle")}
        assert {x.get(qn("w:val")) for x in told} <= {x.style_id for x in found.styles}
        assert {"Block A", "Struck"} <= {x.name for x in found.styles}


def test_each_learner_is_called_on_a_page_of_his_or_her_own() -> None:
    whole = SHORT["two groups"]()
    found = read("two groups", SUMMONS)
    cohort = whole.instance.cohorts[0].id
    learners = [x for x in whole.instance.learners if x.cohort == cohort]
    starts = [x for x in found.paragraphs if x.style.name == "New sheet"]
    addressed = [x.text for x in found.paragraphs if x.style.name == "Address"]
    assert len(starts) == len(learners)
    assert [x for x in addressed if x in {y.name for y in learners}] == [x.name for x in learners]
    days = {long_date(x.day) for x in whole.lessons if x.cohort == cohort}
    for table in titled(found, "Date"):
        assert {x[0] for x in rows(table)[1:]} <= {plain(x) for x in days}


def test_days_struck_out_are_explained_on_the_pages_that_have_some() -> None:
    found = read("shared, and exempted", SUMMONS)
    told = [plain(x.text) for x in found.paragraphs if "jours de formation ci-dessous" in x.text]
    struck = [
        any(x.style.name == "Struck" for row in table.rows for p in row.cells[2].paragraphs for x in p.runs)
        for table in titled(found, "Date")
    ]
    assert ["Les jours barrés" in x for x in told] == struck
    assert set(struck) == {True, False}


def test_a_date_ends_a_line_only_after_its_weekday() -> None:
    document = read("two groups", "docs/convocations/Promotion Laennec (CQP-LYON-A).docx")
    dates = {x.cells[0].text for x in titled(document, "Date")[0].rows[1:]}
    assert dates
    assert {x.count(" ") for x in dates} == {1}
    assert {x.count("\u00a0") for x in dates} == {2}


def test_names_stay_text_and_are_whole() -> None:
    texts = "\n".join(
        paragraph.text
        for content in written("names that ask for trouble").values()
        for paragraph in docx.Document(io.BytesIO(content)).paragraphs
    )
    for name in (HOSTILE[0], HOSTILE[1], HOSTILE[6]):
        assert plain(name) in plain(texts)


def test_a_plan_that_breaks_rules_says_so_at_the_foot() -> None:
    whole = SHORT["two groups"]()
    made = documents(Dossier(edition(whole), faults=(Violation("CA-01", "x", "y"),)))
    for content in made.values():
        foot = docx.Document(io.BytesIO(content)).sections[0].footer
        said = "Attention : ce planning enfreint les règles à 1 endroit. Ne vous y fiez pas."
        assert plain(foot.paragraphs[0].text) == said
        assert foot.paragraphs[0].style.name == "Warning"


def test_a_group_without_learners_has_sheets_to_fill_in_and_no_summons() -> None:
    whole = SHORT["two groups"]()
    nobody = replace(whole, instance=replace(whole.instance, learners=()))
    made = documents(dossier(nobody))
    assert {x.split("/")[1] for x in made} == {"emargement", "annexes"}
    table = titled(docx.Document(io.BytesIO(made[SHEETS])), "N°")[0]
    assert all(x[1].startswith("…") and not any(x[2:]) for x in rows(table)[1:])


def test_a_centres_own_look_is_in_the_head_and_the_headings() -> None:
    whole = SHORT["two groups"]()
    centre = replace(whole.instance.centre, logo=address(picture(png())), colour="#0F766E")
    made = documents(dossier(replace(whole, instance=replace(whole.instance, centre=centre))))
    for content in made.values():
        found = docx.Document(io.BytesIO(content))
        assert len(list(found.sections[0].header._element.iter(qn("w:drawing")))) == 1
        assert str(found.styles["Heading 1"].font.color.rgb) == "0F766E"
    assert not list(read("two groups", SHEETS).sections[0].header._element.iter(qn("w:drawing")))


def test_the_same_plan_gives_the_same_bytes() -> None:
    name = "two groups"
    assert documents(dossier(SHORT[name]())) == written(name)
