"""PDF papers read back: their text as people read it, page by page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO

from pypdf import PdfReader

from scheduler.domain.plan import Plan
from scheduler.exchange.papers.pdf import papers
from scheduler.text import speaking
from tests.papers.plans import PLANS, dossier, exempting, hostile

KEPT = ("AFGSU", "STOCKS", "EVAL")
"""Modules of the days that are read back: whole plans are long to read."""


def short(whole: Plan) -> Plan:
    """Return a plan with a few of its days: of divided, shared and exempted modules, and the last one."""
    return replace(whole, lessons=tuple(x for x in whole.lessons if x.module in KEPT))


SHORT = {
    "two groups": lambda: short(PLANS["two groups"]()),
    "shared, and exempted": lambda: short(PLANS["exemptions and a joint module"]()),
    "names that ask for trouble": lambda: short(hostile(exempting(PLANS["two groups"]()))),
}


@cache
def printed(name: str, language: str = "fr") -> Mapping[str, bytes]:
    """Return the papers of one of the short plans: set once for all tests of a process."""
    with speaking(language):
        return papers(dossier(SHORT[name]()))


@cache
def pages(name: str, file: str) -> list[str]:
    """Return the text of each page of a paper, its blanks plain and its lines joined."""
    found = printed(name)[file]
    return [plain(page.extract_text()) for page in PdfReader(BytesIO(found)).pages]


def one_of_each(files: Iterable[str]) -> list[str]:
    """Return the first file of each folder: pages take long to read back."""
    return list({file.split("/")[1]: file for file in reversed(list(files))}.values())


def plain(text: str) -> str:
    """Return text with plain single blanks and plain apostrophes, as tests can spell it."""
    return re.sub(r"\s+", " ", text.replace("\u200b", "").replace("’", "'").replace("\x00", ""))


def bare(text: str) -> str:
    """Return text without any blank: what is left of it however its lines were broken."""
    return re.sub(r"\s", "", plain(text))
