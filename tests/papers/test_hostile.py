"""Whatever people wrote is text in every kind of file: one plan, all that it can be written as."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import docx
import pytest
from icalendar import Calendar
from pypdf import PdfReader

from scheduler.commands.compare import compare
from scheduler.domain.changes import changes
from scheduler.domain.plan import Plan
from scheduler.exchange.output.comparison import render as render_comparison
from scheduler.exchange.output.half_days import frame
from scheduler.exchange.output.notices import ChangeReport
from scheduler.exchange.output.plan_json import dump
from scheduler.exchange.output.workbook import render, render_changes
from scheduler.exchange.papers import KIND
from scheduler.text import speaking
from tests.papers.plans import HOSTILE, dossier
from tests.papers.printed import SHORT, bare, one_of_each

DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the reading direction: papers leave them out."""

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

TAKEN_FOR_FORMULAS = tuple("=+-@\t\r")


@cache
def named() -> Plan:
    """Return the short plan with such names, its lessons dealt out to all its trainers."""
    whole = SHORT["names that ask for trouble"]()
    names = list(whole.instance.trainer)
    assert len(whole.lessons) >= len(names) == len(HOSTILE)
    return replace(
        whole,
        lessons=tuple(
            replace(x, trainer=names[n % len(names)], joint=None) for n, x in enumerate(whole.lessons)
        ),
    )


@cache
def made(kind: str) -> dict[str, bytes]:
    with speaking("fr"):
        return dict(KIND[kind].make(dossier(named())))


def feeds() -> str:
    groups = [content for path, content in made("ics").items() if path.startswith("ics/groupes/")]
    events = [x for content in groups for x in Calendar.from_ical(content).walk("VEVENT")]
    return "\n".join(
        str(x.get(field, "")) for x in events for field in ("SUMMARY", "LOCATION", "DESCRIPTION")
    )


def page() -> str:
    (content,) = made("html").values()
    text = content.decode()
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    assert text.count("<script") == 2  # the data and the program
    return "\n".join(texts(json.loads(found[1])))


def texts(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from texts(part)


def pdf() -> str:
    files = [path for path in made("pdf") if "/missions/" in path]
    pages = (page for path in files for page in PdfReader(io.BytesIO(made("pdf")[path])).pages[:1])
    return "\n".join(page.extract_text() for page in pages)


def word() -> str:
    found = []
    for path in one_of_each(made("docs")):
        document = docx.Document(io.BytesIO(made("docs")[path]))
        # Learners and trainers, wherever they stand: cells of tables are not among the paragraphs.
        found += [x.text or "" for x in document.element.body.iter() if x.tag.endswith("}t")]
    return "\n".join(found)


def cells_of(content: bytes) -> str:
    """Return the texts of a workbook, after a look at its formulas; openpyxl would take ten times as long."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(x) for x in archive.namelist() if x.startswith("xl/worksheets/sheet")]
        strings = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    formulas = {x.text or "" for sheet in sheets for x in ElementTree.fromstring(sheet).iter(f"{MAIN}f")}
    for formula in formulas:
        # What a formula quotes is text; outside of quotes no such name may stand.
        plain = re.sub(r'"(?:[^"]|"")*"', "", formula)
        assert not any(sign in plain for sign in ("cmd", "<script", "calc")), formula
    return "\n".join("".join(x.itertext()) for x in strings)


def ledger() -> str:
    table = made("ledger")["ledger.csv"].decode("utf-8-sig")
    cells = [x for row in csv.reader(io.StringIO(table), delimiter=";") for x in row]
    numbers = re.compile(r"-?\d+(,\d+)?")
    assert [x for x in cells if x.startswith(TAKEN_FOR_FORMULAS) and not numbers.fullmatch(x)] == []
    known = "\n".join(cells)
    assert all(told(name, known) for name in HOSTILE)
    return cells_of(made("ledger")["ledger.xlsx"])


def calendar() -> str:
    with speaking("fr"):
        return cells_of(render(named(), frame(named())))


def compared() -> str:
    with TemporaryDirectory() as folder, speaking("fr"):
        paths = [Path(folder) / name for name in ("a.json", "b.json")]
        for number, path in enumerate(paths, start=1):
            path.write_text(dump(named(), number=number), encoding="ascii")
        return cells_of(render_comparison(compare(paths)))


def changed() -> str:
    whole = named()
    names = list(whole.instance.trainer)
    other = replace(
        whole,
        lessons=tuple(
            replace(x, trainer=names[(names.index(x.trainer or "") + 1) % len(names)]) for x in whole.lessons
        ),
    )
    with speaking("fr"):
        report = ChangeReport(whole.instance, changes(whole.lessons, other.lessons))
        return cells_of(render_changes(other, frame(other), report))


WRITTEN: dict[str, Callable[[], str]] = {
    "ics": feeds,
    "html": page,
    "pdf": pdf,
    "docs": word,
    "ledger": ledger,
    "calendar.xlsx": calendar,
    "compare.xlsx": compared,
    "changes.xlsx": changed,
}


def told(name: str, text: str) -> bool:
    """Tell whether a name stands in a text, however its lines were broken."""
    signs = bare(DIRECTIONS.sub("", name)).replace("\N{PARTY POPPER}", "")
    return signs in bare(DIRECTIONS.sub("", text))


def test_every_kind_of_paper_is_among_them() -> None:
    assert set(WRITTEN) >= set(KIND)


@pytest.mark.parametrize("kind", WRITTEN)
def test_names_that_ask_for_trouble_are_shown_as_text(kind: str) -> None:
    text = WRITTEN[kind]()
    assert [name for name in HOSTILE if not told(name, text)] == []
