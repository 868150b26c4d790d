"""A Word document that is being written: paragraphs, and tables of text.

python-docx makes the blank; the body is put into it as XML: cell by cell through the library, the papers of
48 groups would take minutes. Tests read the documents back with the library.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape

from scheduler.exchange.look import RULE
from scheduler.exchange.papers.pdf.press import shown
from scheduler.exchange.papers.word.blank import (
    FACTS,
    SMALL,
    TABLE,
    TO_FILL,
    WIDTH,
    bare,
    style_id,
)
from scheduler.text import language

BODY = "word/document.xml"
"""The part of the file that holds the text."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    Attributes
    ----------
    lines
        Each in its own line, as runs of text and the name of their character style, empty for none.
    span
        How many columns it is wide.
    hatched
        True for a cell in which nobody signs.
    """

    lines: Sequence[Sequence[tuple[str, str]]]
    span: int = 1
    hatched: bool = False


def cell(text: str, style: str = "") -> Cell:
    """Return a cell of one text; empty, it is to be filled in."""
    return Cell([[(text or TO_FILL, style)]])


class Document:
    """A document that is being written.

    Parameters
    ----------
    blank
        What :func:`scheduler.exchange.papers.word.blank.blank` gives.
    """

    def __init__(self, blank: bytes):
        self._blank = blank
        self._parts: list[str] = []

    def paragraph(self, text: str, style: str = "Normal") -> None:
        """Write a paragraph."""
        self._parts.append(_paragraph([(text, "")], style))

    def table(
        self,
        widths: Sequence[float],
        rows: Iterable[Sequence[Cell | str]],
        head: Sequence[str] = (),
        height: float = 0,
        style: str = TABLE,
    ) -> None:
        """Write a table.

        Parameters
        ----------
        widths
            Of the columns, in any unit: together they are as wide as the page.
        head
            Titles, told again on each page; none for a table without.
        height
            The least of a row, in millimetres.
        """
        whole = [round(x * WIDTH / sum(widths) * 1440 / 25.4) for x in widths]
        parts = [
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id(style)}"/><w:tblW w:w="{sum(whole)}" '
            'w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{"0620" if head else "0600"}" w:firstRow="{int(bool(head))}" w:lastRow="0" '
            'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>',
            *(f'<w:gridCol w:w="{x}"/>' for x in whole),
            "</w:tblGrid>",
        ]
        if head:
            parts.append("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
            parts += [_cell(cell(text), width) for text, width in zip(head, whole, strict=True)]
            parts.append("</w:tr>")
        tall = f'<w:trHeight w:val="{round(height * 1440 / 25.4)}" w:hRule="atLeast"/>' if height else ""
        for row in rows:
            parts.append(f"<w:tr><w:trPr><w:cantSplit/>{tall}</w:trPr>")
            at = 0
            for each in row:
                told = cell(each) if isinstance(each, str) else each
                parts.append(_cell(told, sum(whole[at : at + told.span])))
                at += told.span
            parts.append("</w:tr>")
        # Without a paragraph, two tables in a row would be one.
        self._parts += [*parts, "</w:tbl>", _paragraph([], "Gap")]

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Write what facts are called, and what is known of them."""
        self.table((40, 140), ([cell(name, SMALL), cell(value)] for name, value in facts), style=FACTS)

    def to_bytes(self) -> bytes:
        """Return the file."""
        content = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._blank)) as blank, zipfile.ZipFile(content, "w") as file:
            for each in blank.infolist():
                part = blank.read(each)
                if each.filename == BODY:
                    before, mark, after = part.partition(b"<w:sectPr")
                    part = b"".join((before, "".join(self._parts).encode("utf-8"), mark, after))
                # With a moment of its own, the same papers would be other bytes each time.
                info = zipfile.ZipInfo(each.filename)
                file.writestr(info, part, zipfile.ZIP_DEFLATED)
        return content.getvalue()


def _cell(told: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{told.span}"/>' if told.span > 1 else ""
    hatch = f'<w:shd w:val="diagStripe" w:color="{RULE}" w:fill="auto"/>' if told.hatched else ""
    lines = "".join(map(_paragraph, told.lines))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{hatch}</w:tcPr>{lines or "<w:p/>"}</w:tc>'
    )


def _paragraph(runs: Iterable[tuple[str, str]], style: str = "") -> str:
    # Blanks before some signs differ from language to language.
    spoken = language()
    properties = f'<w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(_run(text, each, spoken) for text, each in runs)}</w:p>"


@lru_cache(maxsize=1 << 16)
def _run(text: str, style: str, _language: str) -> str:
    properties = f'<w:rPr><w:rStyle w:val="{style_id(style)}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(bare(shown(text)))}</w:t></w:r>'
