"""The papers as Word documents: what a page tells, and where; the facts come as the PDF has them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from scheduler.exchange.papers.word.blank import SMALL, STRUCK, TO_FILL, mark_style
from scheduler.exchange.papers.word.document import Cell, Document, cell

Told = Mapping[str, Any]


def write_attendance(document: Document, told: Told) -> None:
    """Write the list of the sheets of a group, then each sheet on a page of its own."""
    words = told["words"]
    document.paragraph(told["title"], "Title")
    document.paragraph(f"{told['training']} – {told['group']} – {told['period']}", "Body Text")
    document.table(
        (18, 26, 36, 64, 38, 20),
        (
            [x["sheet"], x["date"], _times(x["times"]), _module(x), cell(x["trainer"]), x["who"]]
            for x in told["contents"]
        ),
        [words[x] for x in ("sheet", "date", "times", "module", "trainer", "present")],
    )
    for sheet in told["sheets"]:
        document.paragraph(f"{told['title']} – {sheet['date']}", "New sheet")
        document.paragraph(sheet["title"], "Note")
        document.facts(sheet["facts"])
        document.table(
            (28, 36, 52, 30, 34, 34),
            (
                [x["name"], _hours(x), _module(x), x["room"], cell(x["trainer"]), Cell([])]
                for x in sheet["halves"]
            ),
            [words[x] for x in ("half_day", "times", "module", "room", "trainer", "trainer_signature")],
            height=11,
        )
        _signatures(document, sheet, words)
        document.paragraph(words["sign_note"], "Note")


def _signatures(document: Document, sheet: Told, words: Mapping[str, str]) -> None:
    halves = sheet["halves"]
    heads = [f"{sheet['date']}, {x['name']}, {x['times']}, {x['module']}" for x in halves]
    document.table(
        (10, 68, *[102 / len(halves)] * len(halves)),
        (
            [str(number), _learner(learner), *map(_to_sign, learner["cells"])]
            for number, learner in enumerate(sheet["learners"], start=1)
        ),
        [words["number"], words["learner"], *heads],
        height=9 if len(sheet["learners"]) <= 13 else 7.2,
    )


def _learner(learner: Told) -> Cell:
    lines = [[(learner["name"] or TO_FILL, STRUCK if learner["struck"] else "")]]
    if learner["remark"]:
        lines.append([(learner["remark"], SMALL)])
    return Cell(lines)


def _to_sign(reason: str) -> Cell:
    return Cell([[(reason, SMALL)]], hatched=True) if reason else Cell([])


def write_summons(document: Document, told: Told) -> None:
    """Write what asks a learner to come, on a new page."""
    words = told["words"]
    document.paragraph(told["title"], "New sheet")
    for line in (told["learner"] or f"{TO_FILL} ({told['id']})", told["employer"] or TO_FILL):
        document.paragraph(line, "Address")
    document.paragraph("", "Gap")
    document.facts(told["facts"])
    struck = any(x["struck"] for x in told["rows"])
    document.paragraph(" ".join([words["summons"], *([words["struck_out"]] if struck else [])]), "Body Text")
    if told["groups"]:
        document.paragraph(words["your_groups"], "Heading 2")
        document.table((120, 60), told["groups"], [words["module"], words["group"]])
    document.paragraph(words["each_day"], "Heading 2")
    document.table(
        (46, 33, 48, 27, 26),
        (
            [
                cell(_date(x["date"]), STRUCK if x["struck"] else ""),
                _times(x["times"], STRUCK if x["struck"] else ""),
                _module(x),
                # Of a day struck out nobody needs to know who teaches, and where.
                Cell([]) if x["struck"] else cell(x["trainer"]),
                Cell([]) if x["struck"] else cell(x["place"]),
            ]
            for x in told["rows"]
        ),
        [words[x] for x in ("date", "times", "module", "trainer", "place")],
    )
    document.paragraph(words["absence"], "Body Text")


def write_annex(document: Document, told: Told) -> None:
    """Write the planning that is annexed to the agreement: the training, its programme, its days."""
    words = told["words"]
    document.paragraph(told["title"], "Title")
    document.facts(told["facts"])
    document.paragraph(words["programme"], "Heading 1")
    document.table(
        (14, 140, 26),
        _programme(told["programme"], words["total"], told["hours"]),
        [words[x] for x in ("block", "module", "hours")],
    )
    document.paragraph(words["days"], "Heading 1")
    document.table(
        (18, 42, 38, 50, 20, 32, 32),
        (
            [
                x["session"],
                _date(x["date"]),
                _times(x["times"]),
                _module(x),
                x["hours"],
                cell(x["trainer"]),
                cell(x["place"]),
            ]
            for x in told["lessons"]
        ),
        [words[x] for x in ("session", "date", "times", "module", "hours", "trainer", "place")],
    )


def _programme(blocks: Iterable[Told], total: str, hours: str) -> Iterator[Sequence[Cell | str]]:
    for block in blocks:
        letter = block["mark"]["letter"]
        yield [
            cell(f" {letter} ", mark_style(letter)),
            cell(block["title"], "Strong"),
            cell(block["hours"], "Strong"),
        ]
        for module in block["modules"]:
            yield [Cell([]), module["title"], module["hours"]]
    yield [Cell([[(total, "Strong")]], span=2), cell(hours, "Strong")]


def _date(told: str) -> str:
    """Return a date that a line may end in only after the weekday."""
    weekday, blank, rest = told.partition(" ")
    return weekday + blank + rest.replace(" ", "\u00a0")


def _module(row: Told) -> Cell:
    """Return a module behind the letter of its block, and why it is struck out if it is."""
    letter, reason = row["mark"]["letter"], row.get("struck", "")
    lines = [[(f" {letter} ", mark_style(letter)), (f" {row['module']}", STRUCK if reason else "")]]
    if reason:
        lines.append([(reason, SMALL)])
    return Cell(lines)


def _times(times: Iterable[str], style: str = "") -> Cell:
    return Cell([[(x, style)] for x in times])


def _hours(half: Told) -> Cell:
    return Cell([[(half["times"], "")], [(half["hours"], SMALL)]])
