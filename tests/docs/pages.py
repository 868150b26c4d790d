"""What tests ask of a page: its tables, its links and its commands."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = tuple(sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]))
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def section(page: str, title: str) -> str:
    """Return what stands under a heading, up to the next one of any level."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found = re.search(rf"^#+ {re.escape(title)}$(.*?)(?=^#|\Z)", text, re.DOTALL | re.MULTILINE)
    if not found:
        raise ValueError(f"{page} has no section {title!r}")
    return found[1]


def rows(text: str) -> list[list[str]]:
    """Return the cells of the first table in `text`, its head left out."""
    table = re.search(r"(?:^\|.*\n)+", text, re.MULTILINE)
    lines = table[0].splitlines()[2:] if table else []
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def names(cell: str) -> list[str]:
    """Return what a cell sets in code."""
    return re.findall(r"`([^`]+)`", cell)


class Block(NamedTuple):
    """A fenced block: where it begins, its language, what it holds, the comments just above it."""

    where: str
    language: str
    text: str
    notes: str


def blocks(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    for found in FENCED.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        notes = re.search(r"(?:^<!--[^>]*-->\n)*\Z", text[: found.start()], re.MULTILINE)
        yield Block(f"{page.relative_to(ROOT)}:{line}", found[1], found[2], notes[0] if notes else "")


def links(page: Path) -> Iterator[tuple[str, str]]:
    """Yield the links of a page inside the repository: the file, and the heading after ``#``."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" not in target:
            file, _mark, heading = target.partition("#")
            yield file, heading


def anchors(page: Path) -> set[str]:
    """Return the headings of a page as links name them."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", title).lower()).replace(" ", "-") for title in titles}
