"""Store beside each formula what it gives now.

openpyxl writes formulas without results. Excel in protected view (any file that came by
mail), mail previews and programs that read files do not compute: they would show blanks.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, time
from typing import TypeAlias
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils.datetime import to_excel

from scheduler.text.signs import dropped

Cached: TypeAlias = dict[str, dict[str, str | float | date | time]]
"""Results of formulas, by sheet title and place."""

FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>.*?</f>)<v(?: ?/>|></v>)</c>')


def with_cached(workbook: Workbook, cached: Cached) -> bytes:
    """Return the file of `workbook` with the results of its formulas in it."""
    plain = io.BytesIO()
    workbook.save(plain)
    results = {
        f"xl/worksheets/sheet{number}.xml": cached.get(sheet.title, {})
        for number, sheet in enumerate(workbook.worksheets, start=1)
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if values := results.get(name):
                content = _filled(content.decode("utf-8"), values).encode("utf-8")
            target.writestr(name, content)
    return whole.getvalue()


def _filled(xml: str, values: Mapping[str, str | float | date | time]) -> str:
    def result(cell: re.Match[str]) -> str:
        place, traits, formula = cell.groups()
        value = values[place]
        if isinstance(value, str):
            return f'<c r="{place}"{traits} t="str">{formula}<v>{escape(dropped(value))}</v></c>'
        stored = to_excel(value) if isinstance(value, date | time) else value
        return f'<c r="{place}"{traits}>{formula}<v>{stored}</v></c>'

    return FORMULA.sub(result, xml)
