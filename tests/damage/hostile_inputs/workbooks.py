"""Workbooks that take all time and memory."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.damage.hostile_inputs.small import (
    MB,
    TABLES,
    Hostile,
    often,
    solve,
)


def sheet(lines: Iterable[str], before: str = "", after: str = "") -> Iterator[bytes]:
    yield b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    yield f"{before}<sheetData>".encode()
    for number, line in enumerate(lines, 1):
        cells = "".join(f'<c t="inlineStr"><is><t>{x}</t></is></c>' for x in line.split(";"))
        yield f'<row r="{number}">{cells}</row>'.encode()
    yield f"</sheetData>{after}</worksheet>".encode()


def workbook(
    folder: Path, parts: dict[str, Iterable[bytes]] | None = None, sheets: Iterable[str] = tuple(TABLES)
) -> tuple[str, ...]:
    """Write the small centre as a workbook, with other parts in place of some of its own."""
    titles, parts = list(sheets), parts or {}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(f'<sheet name="{x}" sheetId="{i}" r:id="r{i}"/>' for i, x in enumerate(titles, 1))
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{of}/worksheet"'
        f' Target="worksheets/{x if x in TABLES else "extra"}.xml"/>'
        for i, x in enumerate(titles, 1)
    )
    written: dict[str, Iterable[bytes]] = {
        "[Content_Types].xml": [b"<Types/>"],
        "xl/workbook.xml": [
            f'<workbook xmlns="{main}" xmlns:r="{of}"><sheets>{listed}</sheets></workbook>'.encode()
        ],
        "xl/_rels/workbook.xml.rels": [
            "<Relationships>"
            f'<Relationship Id="t" Type="{of}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="s" Type="{of}/styles" Target="styles.xml"/>{relations}'
            "</Relationships>".encode()
        ],
        "xl/sharedStrings.xml": [f'<sst xmlns="{main}"/>'.encode()],
        "xl/styles.xml": [f'<styleSheet xmlns="{main}"/>'.encode()],
        **{f"xl/worksheets/{name}.xml": sheet(TABLES[name]) for name in titles if name in TABLES},
    }
    path = folder / "centre.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, chunks in (written | parts).items():
            with archive.open(name, "w", force_zip64=True) as part:
                for chunk in chunks:
                    part.write(chunk)
    return solve(folder, path)


HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
STRINGS = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
MERGED = '<mergeCells count="1"><mergeCell ref="{}"/></mergeCells>'


def _site_sheet(chunks: Iterable[bytes]) -> dict[str, Iterable[bytes]]:
    return {"xl/worksheets/sites.xml": chunks}


def _empty_rows() -> Iterator[bytes]:
    yield b"".join(sheet(TABLES["sites"])).replace(TAIL, b"")
    for first in range(3, 1_000_003, 1_000):
        yield b"".join(
            b'<row r="%d">%s</row>'
            % (row, b"".join(b'<c r="%c%d" s="1"/>' % (x, row) for x in b"ABCDEFGHIJ"))
            for row in range(first, first + 1_000)
        )
    yield TAIL


def _merged(reference: str) -> Callable[[Path], tuple[str, ...]]:
    return lambda folder: workbook(
        folder, _site_sheet(sheet(TABLES["sites"], after=MERGED.format(reference)))
    )


def _many_merged() -> Iterator[bytes]:
    body = b"".join(sheet(TABLES["sites"])).replace(b"</worksheet>", b"<mergeCells>")
    yield from often(b'<mergeCell ref="C9:D9"/>', 8_000_000, body, b"</mergeCells></worksheet>")


def _workbook_of_nines(folder: Path) -> tuple[str, ...]:
    """Write an archive of archives: small outside, and nothing that any reader should unpack."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(100 * MB))
    with zipfile.ZipFile(folder / "centre.xlsx", "w", zipfile.ZIP_STORED) as archive:
        for number in range(50):
            archive.writestr(f"{number}.zip", inner.getvalue())
    return solve(folder, folder / "centre.xlsx")


INPUTS: tuple[Hostile, ...] = (
    Hostile("workbook: merged range of a billion rows", _merged("A3:B1000000000"), 0, "planning"),
    Hostile("workbook: merged range of all cells below", _merged("A3:XFD1048576"), 0, "planning"),
    Hostile(
        "workbook: 8,000,000 merged ranges", lambda x: workbook(x, _site_sheet(_many_merged())), 2, "sites"
    ),
    Hostile(
        "workbook: 500 MB of spaces between the rows of a sheet",
        lambda x: workbook(x, _site_sheet(often(b" ", 500 * MB, HEAD, TAIL))),
        2,
        "sites",
    ),
    Hostile(
        "workbook: 500 MB of spaces in a cell",
        lambda x: workbook(
            x,
            _site_sheet(
                often(b" ", 500 * MB, HEAD + b'<row><c t="inlineStr"><is><t>', b"</t></is></c></row>" + TAIL)
            ),
        ),
        2,
        "sites",
    ),
    Hostile(
        "workbook: 250 MB of spaces in a cell",
        lambda x: workbook(
            x,
            _site_sheet(
                often(b" ", 250 * MB, HEAD + b'<row><c t="inlineStr"><is><t>', b"</t></is></c></row>" + TAIL)
            ),
        ),
        2,
        "sites",
    ),
    Hostile(
        "workbook: 500 MB of spaces in the shared strings",
        lambda x: workbook(
            x, {"xl/sharedStrings.xml": often(b" ", 500 * MB, STRINGS + b"<si><t>", b"</t></si></sst>")}
        ),
        2,
        "sharedStrings",
    ),
    Hostile(
        "workbook: 30 MB of shared strings of two letters",
        lambda x: workbook(
            x, {"xl/sharedStrings.xml": often(b"<si><t>ab</t></si>", 1_700_000, STRINGS, b"</sst>")}
        ),
        2,
        "sharedStrings",
    ),
    Hostile(
        "workbook: a million empty rows of ten styled cells",
        lambda x: workbook(x, _site_sheet(_empty_rows())),
        2,
        "sites",
    ),
    Hostile(
        "workbook: two million filled cells",
        lambda x: workbook(x, _site_sheet(often(b"<row><c><v>1</v></c></row>", 2_000_000, HEAD, TAIL))),
        2,
        "sites!",
    ),
    Hostile(
        "workbook: nine hundred sheets that are one part of 200 MB",
        lambda x: workbook(
            x,
            {"xl/worksheets/extra.xml": often(b" ", 200 * MB, HEAD, TAIL)},
            (*TABLES, *(f"x{i}" for i in range(900))),
        ),
        2,
        "x",
    ),
    Hostile("workbook: an archive of archives", _workbook_of_nines, 2, "centre.xlsx"),
)
