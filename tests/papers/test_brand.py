"""A centre's own look: its logo and its colour, from the cell to the page."""

import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PageObject, PdfReader

from scheduler.domain.centre import Centre
from scheduler.errors import InputError
from scheduler.exchange.brand import READABLE, Brand, contrast
from scheduler.exchange.output.half_days import frame
from scheduler.exchange.output.plan_json import dump, load
from scheduler.exchange.output.workbook import render
from scheduler.exchange.papers.ledger import ledger
from scheduler.exchange.papers.pdf import papers
from scheduler.exchange.papers.web import NAME, page
from scheduler.exchange.picture import NotAPicture, Picture, address, at_address, picture
from scheduler.text import speaking
from tests.papers.pictures import SVG, jpeg, png
from tests.papers.plans import dossier
from tests.papers.printed import SHORT, one_of_each, short


@pytest.fixture(autouse=True)
def french():
    with speaking("fr"):
        yield


def branded(**look: str):
    whole = short(SHORT["two groups"]())
    instance = whole.instance
    # A few days and people are enough to see the look.
    instance = replace(instance, centre=replace(instance.centre, **look), learners=instance.learners[:2])
    lessons = tuple(x for x in whole.lessons if x.module == "STOCKS" and x.cohort == "CQP-LYON-A")
    return replace(whole, instance=instance, lessons=lessons)


def painted(page: PageObject) -> bytes:
    return page.get_contents().get_data()  # type: ignore[union-attr]


@pytest.mark.parametrize(("content", "kind"), [(png(), "png"), (jpeg(), "jpg"), (SVG, "svg")])
def test_pictures_are_told_by_what_they_hold(content: bytes, kind: str) -> None:
    assert picture(content) == Picture(kind, content)
    assert at_address(address(Picture(kind, content))) == Picture(kind, content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ce n'est pas une image PNG, JPEG ou SVG."),
        (b"GIF89a", "ce n'est pas une image PNG, JPEG ou SVG."),
        (b"<svg>", "ce n'est pas une image PNG, JPEG ou SVG."),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "ce n'est pas une image PNG, JPEG ou SVG."),
        (b'<!DOCTYPE svg [<!ENTITY a "a">]>' + SVG, "ce n'est pas une image PNG, JPEG ou SVG."),
        (png()[:-5], "le fichier est coupé ou abîmé."),
        (png()[:60] + b"\x00" + png()[61:], "le fichier est coupé ou abîmé."),
        (jpeg()[:-2], "le fichier est coupé ou abîmé."),
        (png(5000, 1), "il compte 5000 × 1 points ; 4000 au plus sont acceptés."),
        (jpeg(0, 3), "il compte 0 × 3 points ; 4000 au plus sont acceptés."),
        (SVG + b" " * 262_144, "il dépasse 256 ko."),
    ],
)
def test_what_is_no_picture_is_refused_with_the_reason(content: bytes, said: str) -> None:
    with pytest.raises(NotAPicture) as caught:
        picture(content)
    assert str(caught.value) == said


@pytest.mark.parametrize("content", [png(), SVG])
def test_every_paper_bears_the_logo_and_the_page_too(content: bytes) -> None:
    logo = address(picture(content))
    plain, own = papers(dossier(branded())), papers(dossier(branded(logo=logo)))
    for file in one_of_each(own):
        pages, without = (PdfReader(BytesIO(x[file])).pages for x in (own, plain))
        assert len(pages) == len(without)
        for one, other in zip(pages, without, strict=True):
            # A drawing is part of what the page paints, a picture is an object of its own.
            assert "/XObject" in one["/Resources"] or len(painted(one)) > len(painted(other)) + 100, file
            assert "/XObject" not in other["/Resources"]
    text = page(dossier(branded(logo=logo)))[NAME].decode("utf-8")
    data = json.loads(re.search(r'id="data">(.*?)</script>', text)[1])  # type: ignore[index]
    assert data["logo"] == logo
    assert "img-src data:" in text
    without = page(dossier(branded()))[NAME].decode("utf-8")
    assert "img-src" not in without


def test_a_plan_carries_its_logo_wherever_it_goes() -> None:
    whole = branded(logo=address(picture(png())), colour="#0F766E")
    assert load(dump(whole), "plan.json").instance.centre == whole.instance.centre
    data = json.loads(dump(whole))
    for key in ("logo", "colour"):
        del data["plan"]["instance"]["centre"][key]
    old = load(json.dumps(data), "plan.json").instance.centre
    assert (old.logo, old.colour) == ("", "")


@pytest.mark.parametrize("logo", ["logo.png", "data:image/png;base64,AAAA", "data:image/png;base64,A"])
def test_a_plan_whose_logo_is_none_is_refused_in_words(logo: str) -> None:
    with pytest.raises(InputError) as caught:
        papers(dossier(branded(logo=logo)))
    assert str(caught.value).startswith("plan.instance.centre.logo: « logo » ne peut pas être affiché : ")


def test_a_logo_that_cannot_be_drawn_is_refused_in_words() -> None:
    with pytest.raises(InputError) as caught:
        papers(dossier(branded(logo=address(picture(jpeg())))))
    assert "plan.instance.centre.logo: « logo » ne peut pas être affiché : " in str(caught.value)


@pytest.mark.parametrize("colour", ["#FFFF00", "#0F766E", "#000000", "#FFFFFF", "#e11d48", ""])
def test_titles_can_be_read_in_any_colour(colour: str) -> None:
    brand = Brand(Centre("C", colour=colour))
    assert contrast(brand.colour, brand.on_colour) >= READABLE
    assert contrast(brand.ink, "#FFFFFF") >= READABLE
    assert brand.colour == (colour.upper() or "#1F3A5F")


def test_a_dark_colour_stays_as_it_is_and_contrast_is_counted_right() -> None:
    assert Brand(Centre("C", colour="#0F766E")).ink == "#0F766E"
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_page_takes_the_colour() -> None:
    text = page(dossier(branded(colour="#FFFF00")))[NAME].decode("utf-8")
    assert "--banner: #ffff00; --on-banner: #1f2937;" in text
    assert text.count("--banner: #0f2440; --on-banner: #ffffff;") == 2
    assert "--banner: #1f3a5f; --on-banner: #ffffff;" in page(dossier(branded()))[NAME].decode("utf-8")


def test_the_workbook_bears_logo_and_colour_on_every_page_that_is_read() -> None:
    shown = branded(logo=address(Picture("png", png())), colour="#FFD400")
    content = render(shown, frame(shown))
    book = load_workbook(BytesIO(content))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        drawn = [
            archive.read(x) for x in archive.namelist() if re.fullmatch(r"xl/drawings/drawing\d+\.xml", x)
        ]
        assert [x for x in archive.namelist() if x.startswith("xl/media/")] == ["xl/media/image1.png"]
    # All but the two that nobody sees.
    assert sum(b"<xdr:pic>" in x for x in drawn) == len(book.sheetnames) - 2
    title = next(x for x in book["Synthèse"][1] if x.value == "Planning de formation")
    # White cannot be read on yellow.
    assert (title.fill.fgColor.rgb, title.font.color.rgb) == ("FFFFD400", "FF1F2937")
    months = book["CQP-LYON-A"]["A5"]
    assert (months.fill.fgColor.rgb, months.font.color.rgb) == ("FFFFD400", "FF1F2937")


def test_the_ledger_bears_logo_and_colour_on_each_sheet() -> None:
    shown = branded(logo=address(Picture("png", png())), colour="#0F766E")
    content = ledger(dossier(shown))["ledger.xlsx"]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        drawn = [archive.read(x) for x in archive.namelist() if x.startswith("xl/drawings/drawing")]
    sheets = load_workbook(BytesIO(content)).worksheets
    assert sum(b"<xdr:pic>" in x for x in drawn) == len(sheets)
    assert {next(x for x in sheet[1] if x.value).fill.fgColor.rgb for sheet in sheets} == {"FF0F766E"}


def test_beside_a_wide_logo_no_line_of_a_head_is_larger_than_the_one_above() -> None:
    shown = branded(logo=address(Picture("png", png(600, 100))))
    named = "Promotion Laennec des assistantes et assistants médicaux de Lyon"
    cohorts = tuple(replace(x, name=named) for x in shown.instance.cohorts)
    shown = replace(shown, instance=replace(shown.instance, cohorts=cohorts))
    book = load_workbook(BytesIO(render(shown, frame(shown))))
    for sheet in (book["CQP-LYON-A"], book["Calendriers formateurs"]):
        heads = [[x for x in sheet[row] if x.value and x.column < 43][:2] for row in (1, 2, 3)]
        sizes = [line[0].font.sz for line in heads if line]
        assert sizes == sorted(sizes, reverse=True)
    title = next(x for x in book["CQP-LYON-A"][1] if named in str(x.value))
    assert (title.font.sz, title.alignment.wrap_text) == (9, True)


def test_a_logo_that_workbooks_cannot_hold_is_left_out() -> None:
    shown = branded(logo=address(Picture("svg", SVG)))
    book = load_workbook(BytesIO(render(shown, frame(shown))))
    assert book["Synthèse"]["A1"].value == "Planning de formation"
