"""What the formats of numbers say of a number: a date, a duration, or digits with zeros in front."""

import re
import zipfile
from datetime import date, datetime, timedelta
from enum import Enum, auto

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from scheduler.exchange.spreadsheet.xml import Walk

LONGEST_FORMAT = 255
"""Signs of a format that are looked at: spreadsheet programs take no longer one."""

_ZEROS = re.compile("0{2,30}")


class NumberShape(Enum):
    """What a format makes of a number."""

    PLAIN = auto()
    DATE = auto()
    DURATION = auto()


class Styles:
    """The formats of a workbook by the number of a style; unknown numbers are plain."""

    def __init__(self, archive: zipfile.ZipFile, part: str | None, mac: bool):
        self._epoch = MAC_EPOCH if mac else WINDOWS_EPOCH
        self._custom: dict[str, str] = {}
        self._used: list[str] = []
        self._shapes: dict[str, tuple[NumberShape, int]] = {}
        self._inside = False
        if part is not None:
            Walk(self._start, lambda _name: None, 0).over(archive, part)

    @property
    def day_zero(self) -> date:
        """Day 0 of serial numbers."""
        return self._epoch.date()

    def value(
        self, number: int | float, style: str | None
    ) -> int | float | str | date | datetime | timedelta:
        """Return what a number with a style is to people; the number itself where no date is so far away."""
        shape, zeros = self._shape(style)
        if shape is NumberShape.PLAIN:
            return f"{number:0{zeros}d}" if zeros and isinstance(number, int) else number
        try:
            # The stubs know nothing of what it returns.
            found: date | datetime | timedelta = from_excel(
                number, self._epoch, timedelta=shape is NumberShape.DURATION
            )
        except (OverflowError, ValueError):
            return number
        return found

    def _shape(self, style: str | None) -> tuple[NumberShape, int]:
        """Return the shape of a style, and how many digits it shows at least."""
        style = style or "0"
        known = self._shapes.get(style)
        if known is None:
            index = int(style) if style.isdecimal() and len(style) < 8 else len(self._used)
            told = self._used[index] if index < len(self._used) else "0"
            custom = self._custom.get(told)
            builtin = BUILTIN_FORMATS.get(int(told), "") if told.isdecimal() and len(told) < 8 else ""
            form = (custom if custom is not None else builtin)[:LONGEST_FORMAT]
            shape = NumberShape.DATE if is_date_format(form) else NumberShape.PLAIN
            shape = NumberShape.DURATION if is_timedelta_format(form) else shape
            known = self._shapes[style] = (shape, len(form) if _ZEROS.fullmatch(form) else 0)
        return known

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name in ("cellStyles", "dxfs"):
            self._inside = False
        elif name == "xf" and self._inside:
            self._used.append(attributes.get("numFmtId", "0"))
