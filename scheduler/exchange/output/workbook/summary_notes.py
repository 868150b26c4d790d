"""The sentences of the summary: what nobody has published, and what to look at."""

from math import ceil

from scheduler.exchange.output.workbook.page import Page
from scheduler.exchange.output.workbook.style import FAIR, FAIR_INK, MUTED, TEXT, Look
from scheduler.exchange.output.workbook.summary_tables import LAST, section
from scheduler.text import _

SIGNS_A_LINE = 108
LINE = 12.5


def write_assumptions(page: Page, row: int) -> int:
    """Write what the curricula of the plan assume; return the row after."""
    instance = page.book.plan.instance
    used = dict.fromkeys(cohort.curriculum for cohort in instance.cohorts)
    said = {name: instance.curriculum[name].assumptions for name in used}
    if not any(said.values()):
        return row - 1
    row = section(page, row, _("Assumptions: not published by any source, to be confirmed by the centre"))
    for name, sentences in said.items():
        for sentence in sentences:
            row = _sentence(page, row, name, sentence, TEXT.but(ink=MUTED, italic=True))
    return row


def write_warnings(page: Page, row: int) -> int:
    """Write the notes of the plan that are not assumptions of a curriculum; return the row after."""
    assumed = {sentence for x in page.book.plan.instance.curricula for sentence in x.assumptions}
    notes = [note for note in page.book.plan.notes if note not in assumed]
    if not notes:
        return row - 1
    row = section(page, row, _("Warnings"))
    for note in notes:
        row = _sentence(page, row, _("To check"), note, TEXT.but(fill=FAIR, ink=FAIR_INK))
    return row


def _sentence(page: Page, row: int, label: str, sentence: str, look: Look) -> int:
    """Write a sentence behind its label, as high as it needs; return the row after."""
    wrapped = look.but(wrap=True, down="top")
    page.put(row, 1, label, wrapped.but(bold=True))
    page.wide(row, 2, LAST, sentence, wrapped)
    page.height(row, LINE * max(1, ceil(len(sentence) / SIGNS_A_LINE)) + 2)
    return row + 1
