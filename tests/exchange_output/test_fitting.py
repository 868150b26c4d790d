"""Texts get the size, the lines and the pages that they need."""

import io

import openpyxl
import pytest

from scheduler.exchange.look import TEXT, WRAPPED
from scheduler.exchange.output.fitting import SMALLEST, cut, fitted_size, lines, points
from scheduler.exchange.output.page import Page
from scheduler.exchange.output.xlsx import File, Formula


@pytest.mark.parametrize(
    ("text", "width"),
    # By the table of widths that comes with Liberation Sans, at a size of 10 points.
    [("Paris", 22.78), ("Évaluation", 46.69), ("0123456789", 55.6), ("", 0)],
)
def test_texts_are_measured_by_the_letters_of_the_font(text: str, width: float) -> None:
    assert points(text, TEXT.but(size=10)) == pytest.approx(width, abs=0.02)


def test_bold_is_wider() -> None:
    assert points("SOINS", TEXT) < points("SOINS", TEXT.but(bold=True))


def test_a_long_text_is_smaller_but_legible() -> None:
    assert fitted_size("court", 20, TEXT) == TEXT.size
    assert SMALLEST <= fitted_size("un texte trop long ici", 15, TEXT) < TEXT.size
    assert fitted_size("x" * 200, 10, TEXT) == SMALLEST


def test_a_text_is_cut_only_where_it_does_not_fit() -> None:
    assert cut("Fête du Travail", 12, TEXT) == "Fête du Travail"
    assert cut("Abolition de l'esclavage", 8, TEXT).endswith("…")


def test_lines_keep_words_whole() -> None:
    assert lines("", 10, WRAPPED) == 1
    assert lines("un deux\ntrois", 40, WRAPPED) == 2
    assert lines("mot " * 40, 40, WRAPPED) > 3
    assert lines("m" * 100, 20, WRAPPED) > 3


def written(page: Page) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(page.file.to_bytes())).worksheets[0]


def test_what_a_formula_gives_is_fitted_too() -> None:
    page = Page(File(), "x")
    page.widths([20])
    long = "Identitovigilance et pharmacovigilance"
    page.put(1, 1, Formula("=A9", long), TEXT.but(shrink=True))
    page.put(2, 1, Formula("=A9", "court"), TEXT.but(shrink=True))
    sheet = written(page)
    assert sheet["A1"].font.sz < sheet["A2"].font.sz == TEXT.size


def breaks(*sections: list[float]) -> list[int]:
    """Return the rows behind which pages end, for sections of rows of these heights."""
    page = Page(File(), "x")
    page.widths([90])
    row, parts = 1, []
    for section in sections:
        parts.append([range(number, number + 1) for number in range(row, row + len(section))])
        for height in section:
            page.height(row, height)
            row += 1
    page.keep_together(parts)
    return [each.id for each in written(page).row_breaks.brk]


def test_pages_end_between_sections() -> None:
    assert breaks([200] * 2, [200], [200] * 2) in ([2], [3])


def test_the_last_page_is_not_nearly_empty() -> None:
    # Five and one fit as well; three and three are shared alike.
    assert breaks(*[[140.0]] * 6) == [3]


def test_a_section_is_split_if_that_saves_a_page() -> None:
    assert breaks([100.0] * 5, [100.0] * 8) in ([6], [7])


def test_what_fits_one_page_has_no_break() -> None:
    assert breaks([100.0], [100.0]) == []
