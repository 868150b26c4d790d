"""The page of figures, from what is stored of each section; nothing on it is typed by hand."""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.bench import batch, few, joint, many, network, single, twelve, versus
from tests.bench.best import Costed
from tests.bench.stored import FOLDER, Figures, Stored, read

PAGE = FOLDER.with_suffix(".md")


def _none(_figures: Figures) -> Iterable[Costed]:
    return ()


class Section(NamedTuple):
    """A part of the benchmark: how it is measured, and how its figures are shown.

    Attributes
    ----------
    costs
        Yields what may be the best known costs of its centres.
    """

    title: str
    measure: Callable[[Path, bool], Figures]
    table: Callable[[Figures], list[str]]
    costs: Callable[[Figures], Iterable[Costed]] = _none


SECTIONS: Mapping[str, Section] = {
    "single": Section(single.TITLE, single.measure, single.table),
    "few": Section(few.TITLE, few.measure, few.table, few.costs),
    "twelve": Section(twelve.TITLE, twelve.measure, twelve.table, twelve.costs),
    "many": Section(many.TITLE, many.measure, many.table, many.costs),
    "joint": Section(joint.TITLE, joint.measure, joint.table),
    "batch": Section(batch.TITLE, batch.measure, batch.table),
    "network": Section(network.TITLE, network.measure, network.table, network.costs),
    "rivals": Section(versus.TITLE, versus.measure, versus.table),
}
"""The sections by the name that ``--only`` takes, in the order of the page."""


def command(section: str) -> str:
    """Return the command that measures one section, with what the environment asked for."""
    asked = os.environ.get(versus.SHORTER) if section == "rivals" else None
    shorter = f"{versus.SHORTER}={asked} " if asked else ""
    return f"{shorter}python -m tests.bench.run --only {section}"


def page(folder: Path = FOLDER) -> str:
    """Return the whole page."""
    lines = [
        "# Benchmarks",
        "",
        "`make bench` measures all of it and writes this page; each section is measured alone on the "
        "machine, one after another, and says when, on what and by which command. The figures as data: "
        f"`docs/{FOLDER.name}/`. Another machine gives other figures.",
    ]
    for name, section in SECTIONS.items():
        lines += ["", f"## {section.title}", "", *_told(name, section, read(name, folder))]
    return "\n".join([*lines, ""])


def _told(name: str, section: Section, stored: Stored | None) -> list[str]:
    if stored is None:
        return [f"Not measured yet: `{command(name)}`."]
    failed = [f"The last run could not be measured, {stored.failed}", ""] if stored.failed else []
    if not stored.figures:
        return failed[:1]
    return [*failed, stored.told(), "", *section.table(stored.figures)]
