"""How the template looks: the font, the colours and the paper of the other workbooks, for openpyxl.

A dark header tells what is required, a lighter one the rest.
"""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.exchange.look import (
    A4,
    BAND,
    BANNER,
    FONT,
    FOOTER_MARGIN,
    FOOTER_SIZE,
    INK,
    MARGINS,
    MUTED,
    QUIET,
    RULE,
    WHITE,
)

REQUIRED, OPTIONAL, EXAMPLE = BANNER, QUIET, BAND

BODY = Font(name=FONT, size=10, color=INK)
BOLD = Font(name=FONT, size=10, color=INK, bold=True)
LINK = Font(name=FONT, size=10, color=BANNER, bold=True, underline="single")
TITLE = Font(name=FONT, size=16, color=WHITE, bold=True)
SECTION = Font(name=FONT, size=12, color=BANNER, bold=True)
HEADER = Font(name=FONT, size=10, color=WHITE, bold=True)
GREY_ITALIC = Font(name=FONT, size=10, color=MUTED, italic=True)

UNDERLINE = Border(bottom=Side(style="thin", color=RULE))
GRID = Border(bottom=Side(style="hair", color=RULE), right=Side(style="hair", color=RULE))
MIDDLE = Alignment(vertical="center", horizontal="left", indent=1)
CENTRED = Alignment(vertical="center", horizontal="center")
WRAPPED = Alignment(vertical="center", horizontal="left", wrap_text=True, indent=1)
HEADER_ALIGNMENT = Alignment(vertical="center", horizontal="left", wrap_text=True, indent=1)


def fill(colour: str) -> PatternFill:
    """Return a plain fill of a colour."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def set_up_page(page: Worksheet) -> None:
    """Print on A4, landscape, as wide as the paper; on screen, no grid lines."""
    page.sheet_view.showGridLines = False
    page.sheet_view.zoomScale = 110
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.sheet_format.defaultRowHeight = 18
    page.sheet_format.customHeight = True
    for side, inches in MARGINS.items():
        setattr(page.page_margins, side, inches)
    page.page_margins.footer = FOOTER_MARGIN
    foot = HeaderFooterItem()
    for part, text in ((foot.left, "&A"), (foot.right, "&P / &N")):
        part.text, part.font, part.size = text, FONT, FOOTER_SIZE
    page.HeaderFooter.oddFooter = foot
