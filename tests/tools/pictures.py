"""Make the pictures of the README, and the text of what they show: ``make pictures`` runs it.

They show a plan of the demo that is kept, :data:`PLAN`: a search that found another would change them all.
:mod:`tests.docs.test_pictures` makes them again, and compares them by size and by text.
"""

import base64
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from scheduler.exchange.output.half_days import frame
from scheduler.exchange.output.read import read_plan
from scheduler.exchange.output.sets import number_in
from scheduler.exchange.output.workbook import render
from scheduler.exchange.papers import Dossier, Edition
from scheduler.exchange.papers.pdf.attendance import attendance
from scheduler.exchange.papers.pdf.facts import Source
from scheduler.exchange.papers.pdf.press import as_data
from scheduler.exchange.papers.pdf.printing import PrintJob, print_all
from scheduler.exchange.papers.web import NAME, page
from scheduler.text import speaking
from tests.papers.browser import NAMES, opened
from tests.tools.sources import ROOT

FOLDER = ROOT / "docs" / "pictures"
PLAN = ROOT / "tests" / "docs" / "pictured.json"
"""The ``plan.json`` of ``scheduler solve data/demo --deterministic``."""

COHORT, MODULE = "CQP371-NANTES", "AFGSU"
"""Whose year is shown, and the day of which module: one that it shares with another cohort."""

MADE = datetime(2026, 12, 1, 9, 30).astimezone()
"""When the plan was made: the same on every page, whatever the day and the time zone of the machine."""

WIDTH = 900
WINDOW = 1200
"""How wide the browser's window is, in its own pixels."""

PROGRAMS = {"LibreOffice": ("soffice",), "poppler": ("pdftoppm",), "poppler's text": ("pdftotext",)}
PROGRAMS |= {"Chromium": NAMES}
PATIENCE = 240


class Shown(NamedTuple):
    """A picture, and the words on the page that it shows."""

    png: bytes
    text: str


def missing() -> list[str]:
    """Return what is not installed of the programs that pictures need."""
    return [title for title, names in PROGRAMS.items() if not any(map(shutil.which, names))]


def pictures(folder: Path) -> Mapping[str, Shown]:
    """Return the pictures by name, made in a folder for what is passed on between programs."""
    with speaking("fr"):
        dossier = Dossier(Edition(read_plan(PLAN), number_in(PLAN), MADE))
        sheets, attended = _workbook(dossier, folder), _attendance(dossier, folder)
        browsed = folder / NAME
        browsed.write_bytes(page(dossier)[NAME])
    return {
        "planner": _printed(sheets, f"Calendrier de formation : {COHORT}"),
        "page": _browsed(browsed, folder / "profile"),
        "attendance": _printed(attended, MODULE, "Signature"),
    }


def size(png: bytes) -> tuple[int, int]:
    """Return how wide and how high a PNG picture is."""
    if png[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("This is no PNG picture.")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def main() -> int:
    """Write the pictures and their texts into their folder, or into the one that is named, and say so."""
    target = Path(sys.argv[1]) if sys.argv[1:] else FOLDER
    if lacking := missing():
        print(f"Not installed: {', '.join(lacking)}.", file=sys.stderr)
        return 2
    target.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        for name, shown in pictures(Path(folder)).items():
            (target / f"{name}.png").write_bytes(shown.png)
            (target / f"{name}.txt").write_text(shown.text, encoding="utf-8")
            width, height = size(shown.png)
            print(f"{name}.png: {width} × {height}, {len(shown.png) // 1000} kB")
    return 0


def _workbook(dossier: Dossier, folder: Path) -> Path:
    """Return the workbook as LibreOffice prints it."""
    plan, number = dossier.edition.plan, dossier.edition.number
    book = folder / "calendar.xlsx"
    book.write_bytes(render(plan, frame(plan), number, made=MADE.date()))
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book))
    return book.with_suffix(".pdf")


def _attendance(dossier: Dossier, folder: Path) -> Path:
    source = Source(dossier)
    told = as_data(attendance(source, source.instance.cohort[COHORT]))
    job = PrintJob("attendance.pdf", "attendance", told, False)
    target = folder / job.file
    target.write_bytes(print_all([job], MADE, source.brand.logo)[job.file])
    return target


def _printed(pdf: Path, *words: str) -> Shown:
    """Return the first page of a PDF on which all of some words stand."""
    # In the order of the lines on the paper: that in which they were drawn is the program's own.
    pages = _run("pdftotext", "-layout", str(pdf), "-").decode().split("\f")
    number = next(number for number, text in enumerate(pages, start=1) if all(x in text for x in words))
    only = ("-f", str(number), "-l", str(number), "-singlefile")
    scaled = ("-scale-to-x", str(WIDTH), "-scale-to-y", "-1")
    _run("pdftoppm", "-png", *only, *scaled, str(pdf), str(pdf.with_suffix("")))
    return Shown(pdf.with_suffix(".png").read_bytes(), _lines(pages[number - 1]))


def _browsed(file: Path, profile: Path) -> Shown:
    """Return the year of the cohort as the browser shows it, on the day on which the plan was made."""
    now = f"['{MADE:%Y-%m-%dT%H:%M}']"
    clock = f"Date = class extends Date {{ constructor(...x) {{ super(...(x.length ? x : {now})) }} }}"
    with opened(profile) as tab:
        tab.ask("Page.addScriptToEvaluateOnNewDocument", source=clock)
        tab.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "light"}])
        window = partial(tab.ask, "Emulation.setDeviceMetricsOverride", width=WINDOW, mobile=False)
        window(height=600, deviceScaleFactor=WIDTH / WINDOW)
        tab.open(f"{file.as_uri()}#cohort={COHORT}&view=year")
        window(height=tab.run("document.documentElement.scrollHeight"), deviceScaleFactor=WIDTH / WINDOW)
        taken = tab.ask("Page.captureScreenshot", format="png")
        return Shown(base64.b64decode(taken["data"]), _lines(tab.run("document.body.innerText")))


def _lines(text: str) -> str:
    """Return text with plain single blanks, a line for each that says something."""
    return "".join(f"{line}\n" for line in _said(text))


def _said(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if told := " ".join(line.split()):
            yield told


def _run(program: str, *options: str) -> bytes:
    return subprocess.run([program, *options], check=True, capture_output=True, timeout=PATIENCE).stdout


if __name__ == "__main__":
    sys.exit(main())
