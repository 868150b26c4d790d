"""The sentences of the summary: what nobody has published, and what to look at."""

from math import ceil

from scheduler.exchange.look import FAIR, FAIR_INK, INK, MUTED, TEXT, Look
from scheduler.exchange.output.workbook.book import BookPage
from scheduler.exchange.output.workbook.summary_tables import LAST, section
from scheduler.text import _

SIGNS_A_LINE = 112
LINE = 12.0


def write_assumptions(page: BookPage, row: int) -> int:
    """Write what the curricula of the plan assume; return the row after."""
    instance = page.book.plan.instance
    said: dict[str, list[str]] = {}
    for name in dict.fromkeys(cohort.curriculum for cohort in instance.cohorts):
        for sentence in instance.curriculum[name].assumptions:
            said.setdefault(sentence, []).append(name)
    if not said:
        return row - 1
    row = section(page, row, _("Assumptions: not published by any source, to be confirmed by the centre"))
    for sentence, names in said.items():
        row = _sentence(page, row, ", ".join(names), sentence, TEXT.but(italic=True))
    return row


def write_warnings(page: BookPage, row: int) -> int:
    """Write the notes of the plan that are not assumptions of a curriculum; return the row after."""
    assumed = {sentence for x in page.book.plan.instance.curricula for sentence in x.assumptions}
    notes = [note for note in page.book.plan.notes if note not in assumed]
    if not notes:
        return row - 1
    row = section(page, row, _("Warnings"))
    for note in notes:
        row = _sentence(page, row, _("To check"), note, TEXT.but(fill=FAIR, ink=FAIR_INK))
    return row


def _sentence(page: BookPage, row: int, label: str, sentence: str, look: Look) -> int:
    """Write a sentence behind its label, as high as it needs; return the row after."""
    top = look.but(wrap=True)
    page.put(
        row, 1, label, top.but(size=8, italic=False, ink=MUTED if look.ink == INK else look.ink, indent=1)
    )
    page.wide(row, 2, LAST, sentence, top)
    lines = max(ceil(len(sentence) / SIGNS_A_LINE), ceil(len(label) / 16))
    page.height(row, LINE * lines + 3)
    return row + 1
