"""An empty Word document with all that the papers of a plan have in common: styles, head and foot."""

import contextlib
import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from scheduler.exchange.look import BAD_INK, FONT, HEADER, MUTED, RULE
from scheduler.exchange.marks import BlockMark
from scheduler.exchange.papers.pdf.press import shown
from scheduler.exchange.picture import Picture
from scheduler.text import language

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MARGIN = 15
WIDTH = 210 - 2 * MARGIN
"""Of a page, in millimetres."""

LOGO = 12
"""The height of a logo, in millimetres."""

TO_FILL = "…" * 9
"""Where something is to be written by hand."""

TABLE, FACTS, STRUCK, SMALL, WARNED = "Papers table", "Papers facts", "Struck", "Small", "Warning"


def blank(
    head: Mapping[str, Any], marks: Mapping[str, BlockMark], made: datetime, logo: Picture | None = None
) -> bytes:
    """Return a document without a text.

    Parameters
    ----------
    head
        What :meth:`scheduler.exchange.papers.pdf.facts.Source.head` gives: centre, title, identity.
    logo
        Of the centre; left out if Word cannot show such a picture.
    """
    told = shown(dict(head))
    document = docx.Document()
    _add_styles(document, told["centre"]["ink"].removeprefix("#"))
    _add_marks(document, marks)
    _set_up(document, told, logo)
    properties = document.core_properties
    properties.title, properties.author = bare(told["title"]), bare(told["centre"]["name"])
    properties.comments, properties.keywords = "", ""
    properties.created = properties.modified = made.astimezone(UTC).replace(tzinfo=None)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def bare(text: str) -> str:
    """Return text without the places at which a PDF may break it: Word finds its own, and people search."""
    return text.replace("\u200b", "")


def mark_style(letter: str) -> str:
    """Return the character style of the letter of a block."""
    return f"Block {letter}"


def style_id(name: str) -> str:
    """Return what a document calls a style of ours."""
    return name.replace(" ", "")


def _set_up(document: Document, told: Mapping[str, Any], logo: Picture | None) -> None:
    """Set paper, margins, head and foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(26), Mm(20)
    section.header_distance = section.footer_distance = Mm(9)
    centre, words = told["centre"], told["words"]
    top = section.header.paragraphs[0]
    top.text = f"{bare(centre['name'])}\t{bare(told['title'])}"
    top.style = "Head"
    if logo is not None and logo.kind != "svg":
        with contextlib.suppress(UnrecognizedImageError):
            top.insert_paragraph_before(style="Head").add_run().add_picture(
                io.BytesIO(logo.content), height=Mm(LOGO)
            )
    where = f"{words['declaration']} {centre['declaration'] or TO_FILL}"
    section.header.add_paragraph(bare(f"{centre['address'] or TO_FILL}\t{where}"), style="Header")
    foot = section.footer.paragraphs[0]
    if told["warning"]:
        foot.text, foot.style = told["warning"], WARNED
        foot = section.footer.add_paragraph(style="Footer")
    foot.add_run(f"{bare(told['identity'])}\t{words['page']} ")
    for code, between in (("PAGE", " / "), ("NUMPAGES", "")):
        foot._p.append(
            parse_xml(f'<w:fldSimple {NAMESPACE} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )
        foot.add_run(between)


def _add_marks(document: Document, marks: Mapping[str, BlockMark]) -> None:
    """Give each block a character style of its letter, on its colour."""
    for mark in {x.letter: x for x in marks.values()}.values():
        style = document.styles.add_style(mark_style(mark.letter), WD_STYLE_TYPE.CHARACTER)
        assert isinstance(style, CharacterStyle)
        style.font.bold = True
        style.element.get_or_add_rPr().append(
            parse_xml(f'<w:shd {NAMESPACE} w:val="clear" w:color="auto" w:fill="{mark.fill}"/>')
        )


def _add_styles(document: Document, ink: str) -> None:
    """Add the styles of all papers, with headings in the colour `ink`."""
    styles = document.styles

    def paragraph(called: str, based: str = "Normal") -> ParagraphStyle:
        known = called in {x.name for x in styles}
        style = styles[called] if known else styles.add_style(called, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        if not known:
            style.base_style = styles[based]
        style.font.name = FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        # The fonts of a theme would go before.
        for name in [x for x in fonts.attrib if x.endswith("Theme")]:
            del fonts.attrib[name]
        for name in ("hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{name}"), FONT)
        return style

    normal = paragraph("Normal")
    normal.font.size = Pt(9.5)
    normal.paragraph_format.space_after, normal.paragraph_format.space_before = Pt(0), Pt(0)
    normal.element.get_or_add_rPr().append(
        parse_xml(f'<w:lang {NAMESPACE} w:val="{"fr-FR" if language() == "fr" else "en-GB"}"/>')
    )
    for name, size in (("Title", 15), ("Heading 1", 13), ("Heading 2", 11)):
        style = paragraph(name)
        style.font.size, style.font.bold = Pt(size), True
        style.font.color.rgb = RGBColor.from_string(ink)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(8), Pt(4)
        style.paragraph_format.keep_with_next = True
    sheet = paragraph("New sheet", "Heading 1")
    sheet.paragraph_format.page_break_before = True
    sheet.paragraph_format.space_before = Pt(0)
    paragraph("Gap").font.size = Pt(4)
    text = paragraph("Body Text")
    text.paragraph_format.space_before, text.paragraph_format.space_after = Pt(6), Pt(6)
    note = paragraph("Note")
    note.font.size, note.font.color.rgb = Pt(8), RGBColor.from_string(MUTED)
    address = paragraph("Address")
    address.paragraph_format.left_indent = Mm(WIDTH / 2)
    address.font.size = Pt(11)
    head = paragraph("Head")
    head.font.size, head.font.bold = Pt(12), True
    head.font.color.rgb = RGBColor.from_string(ink)
    for name in ("Head", "Header", "Footer"):
        style = paragraph(name)
        style.paragraph_format.tab_stops.clear_all()
        style.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        if name != "Head":
            style.font.size, style.font.color.rgb = Pt(8), RGBColor.from_string(MUTED)
    warned = paragraph(WARNED, "Footer")
    warned.font.bold, warned.font.color.rgb = True, RGBColor.from_string(BAD_INK)
    warned.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for name in (STRUCK, SMALL):
        style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb = RGBColor.from_string(MUTED)
        style.font.strike = name == STRUCK
        style.font.size = Pt(8.5) if name == SMALL else None
    for name, lines in ((TABLE, True), (FACTS, False)):
        styles.element.append(parse_xml(_table_style(name, lines)))


def _table_style(name: str, lines: bool) -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV") if lines else ("bottom", "insideH")
    return (
        f'<w:style {NAMESPACE} w:type="table" w:customStyle="1" w:styleId="{style_id(name)}">'
        f'<w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/><w:tblPr><w:tblBorders>'
        + "".join(f"<w:{side} {line}/>" for side in sides)
        + '</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{HEADER}"/></w:tcPr></w:tblStylePr></w:style>'
    )
