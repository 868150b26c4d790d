"""How the template looks: one font, one colour for what is required, one for the rest."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FONT = "Calibri"
INK, MUTED, RULE = "1B2B34", "8A949A", "CFD8DC"
REQUIRED, OPTIONAL, EXAMPLE, MISSING = "17505F", "6E8F99", "F4F6F7", "FCE3CF"

BODY = Font(name=FONT, size=11, color=INK)
BOLD = Font(name=FONT, size=11, color=INK, bold=True)
LINK = Font(name=FONT, size=11, color=REQUIRED, bold=True, underline="single")
TITLE = Font(name=FONT, size=18, color=REQUIRED, bold=True)
SECTION = Font(name=FONT, size=13, color=REQUIRED, bold=True)
HEADER = Font(name=FONT, size=11, color="FFFFFF", bold=True)
GREY_ITALIC = Font(name=FONT, size=11, color=MUTED, italic=True)

UNDERLINE = Border(bottom=Side(style="thin", color=RULE))
GRID = Border(bottom=Side(style="hair", color=RULE), right=Side(style="hair", color=RULE))
MIDDLE = Alignment(vertical="center", horizontal="left", indent=1)
CENTRED = Alignment(vertical="center", horizontal="center")
WRAPPED = Alignment(vertical="center", wrap_text=True, indent=1)
HEADER_ALIGNMENT = Alignment(vertical="center", horizontal="left", wrap_text=True, indent=1)


def fill(colour: str) -> PatternFill:
    """Return a plain fill of a colour."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def set_up_page(page: Worksheet) -> None:
    """Print on A4, landscape, as wide as the paper; on screen, no grid lines."""
    page.sheet_view.showGridLines = False
    page.sheet_view.zoomScale = 110
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.sheet_format.defaultRowHeight = 18
    page.sheet_format.customHeight = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.6, 0.8
    page.HeaderFooter.oddFooter = HeaderFooterItem(left=_part("&A"), right=_part("&P / &N"))


def _part(text: str) -> _HeaderFooterPart:
    return _HeaderFooterPart(text, font=FONT, size=9, color=MUTED)
