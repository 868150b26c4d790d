"""What is said of a planning made by hand: how it was understood, its hours, the rules it breaks."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli.figures import item, table
from scheduler.domain.rules import RULE, RULES
from scheduler.errors import placed
from scheduler.text import _, plural
from scheduler.text.phrases import hours, number, short_day

if TYPE_CHECKING:
    from scheduler.commands.adopt import Adoption
    from scheduler.commands.audited import Audit, Hours
    from scheduler.exchange.foreign import Understood, Unread
    from scheduler.exchange.foreign.records import SheetRead

MOST_PLACES = 3
"""Places that are told of cells that say the same."""

MOST_WORDS, LONGEST_WORDS = 8, 48
"""Spellings of a module that are told, and how much of each."""

MOST_UNREAD = 25
"""Texts that are told of those that were not understood; all of them are in the JSON."""


def answer(found: "Audit", path: Path) -> str:
    """Return all that is to be said."""
    head = _("{file}, read as {curriculum} ({id})").format(
        file=path.name, curriculum=found.curriculum.title, id=found.curriculum.id
    )
    sections = [
        [click.style(head, bold=True)],
        _titled(_("Understood"), _understood(found)),
        _titled(_("Not understood"), _not_understood(found.reading.unread)),
        _titled(_("Weekdays that do not fit their date"), _listed(found.reading.doubts)),
        *(_hours(found, cohort) for cohort in found.hours),
        _titled(_("Rules"), _rules(found)),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def adopted(adoption: "Adoption") -> str:
    """Return where the adopted plan is, and what has to be filled in."""
    calendar, *others = adoption.files
    lines = ["", _("Adopted as a plan; nobody searched for it, and nothing is proved about it.")]
    if adoption.trainers or adoption.rooms:
        lines.append(
            _(
                "Trainers ({trainers}) and rooms ({rooms}) are made up, one for each need: “to be filled in”."
            ).format(trainers=adoption.trainers, rooms=adoption.rooms)
        )
    lines.append(_("Calendar: {file}").format(file=click.style(str(calendar), bold=True)))
    lines.append(_("Beside it: {names}").format(names=", ".join(file.name for file in others)))
    return "\n".join(lines)


def _titled(title: str, lines: Iterator[str]) -> list[str]:
    told = list(lines)
    return [click.style(title, bold=True), *told] if told else []


def _understood(found: "Audit") -> Iterator[str]:
    reading = found.reading
    for sheet in reading.sheets:
        yield from _sheet(sheet)
    for title, other in reading.repeated:
        yield item(
            _("Sheet “{sheet}” shows again what “{other}” shows: not counted twice.").format(
                sheet=title, other=other
            )
        )
    if reading.year is not None:
        yield item(
            _("The dates bear no year: {year} was taken for the first of them.").format(year=reading.year)
        )
    days = sorted({lesson.day for lesson in found.lessons})
    yield item(
        _("{days} days, {half_days} half-days, from {first} to {last}.").format(
            days=len(days),
            half_days=len({(x.cohort, x.day, x.half) for x in found.lessons}),
            first=short_day(days[0]),
            last=short_day(days[-1]),
        )
    )
    yield from _words(found)


def _sheet(sheet: "SheetRead") -> Iterator[str]:
    from scheduler.exchange.foreign.told import told_of

    if not sheet.columns:
        return
    yield item(_("Sheet “{sheet}”: {how}.").format(sheet=sheet.title, how=told_of(sheet)))


def _words(found: "Audit") -> Iterator[str]:
    """Yield which words were taken for which module, the modules in the order of the curriculum."""
    by_module: dict[str | None, list[Understood]] = {}
    for taken in found.reading.taken.values():
        by_module.setdefault(taken.module, []).append(taken)
    rows = []
    for module in found.curriculum.items:
        if own := by_module.get(module.id):
            rows.append((module.id, module.title, _quoted(own)))
    if rows:
        yield item(_("Words taken for modules:"))
        yield table([(name, words) for name, _title, words in rows], indent=6)
    if rest := by_module.get(None):
        yield item(_("Taken for no lesson: {words}.").format(words=_quoted(rest)))


def _quoted(words: "Sequence[Understood]") -> str:
    told = []
    for x in sorted(words, key=lambda x: -x.count)[:MOST_WORDS]:
        text = x.text if len(x.text) <= LONGEST_WORDS else f"{x.text[: LONGEST_WORDS - 1]}…"
        told.append(_("“{text}” × {count}").format(text=text, count=x.count) + ("" if x.sure else " (?)"))
    return ", ".join(told) + (" …" if len(words) > MOST_WORDS else "")


def _not_understood(unread: "Sequence[Unread]") -> Iterator[str]:
    by_text: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for one in unread:
        by_text.setdefault((" ".join(one.text.split()), one.reason, one.modules), []).append(one.where)
    for (text, reason, modules), places in list(by_text.items())[:MOST_UNREAD]:
        where = ", ".join(places[:MOST_PLACES]) + (" …" if len(places) > MOST_PLACES else "")
        told = _("{where}: “{text}”, {reason}").format(where=where, text=text, reason=reason)
        if modules:
            told = _("{told}; perhaps {modules}").format(told=told, modules=", ".join(modules))
        if len(places) > 1:
            told = _("{told} ({count} times)").format(told=told, count=len(places))
        yield item(told)
    if len(by_text) > MOST_UNREAD:
        rest = len(by_text) - MOST_UNREAD
        yield item(
            plural("{count} more is not listed.", "{count} more are not listed.", rest).format(count=rest)
        )
    if by_text:
        text = next(iter(by_text))[0]
        example = text if len(text) < 25 and '"' not in text else "…"
        yield _("Say what a text means, for example: {option}").format(option=f'--word "{example}=MODULE"')


def _listed(unread: "Sequence[Unread]") -> Iterator[str]:
    for one in unread[:MOST_UNREAD]:
        yield item(f"{one.where}: {one.text}")


def _hours(found: "Audit", cohort: str) -> list[str]:
    own = found.hours[cohort]
    head = _("Hours") if len(found.hours) == 1 else _("Hours of {cohort}").format(cohort=cohort)
    rows: list[tuple[str, ...]] = [("", "", _("Due"), _("Found"), "")]
    blocks = found.blocks(cohort)
    for block in found.curriculum.blocks:
        rows.append((block.id, block.title, *_figures(blocks[block.id])))
        rows += [(f"  {x.id}", x.title, *_figures(own[x.id])) for x in block.modules]
    if found.curriculum.assessment is not None:
        module = found.curriculum.assessment
        rows.append((module.id, module.title, *_figures(own[module.id])))
    return [click.style(head, bold=True), table(rows, right=(2, 3))]


def _figures(told: "Hours") -> tuple[str, str, str]:
    if told.right:
        return hours(told.due), hours(told.found), ""
    more = told.found - told.due
    sign = "+" if more > 0 else "−"
    return hours(told.due), hours(told.found), f"{sign}{number(abs(more), 2)}"


def _rules(found: "Audit") -> Iterator[str]:
    by_code: dict[str, list[str]] = {}
    for violation in found.violations:
        by_code.setdefault(violation.code, []).append(placed(violation.where, violation.message))
    for code in sorted(by_code):
        yield f"{code} · {_(RULE[code].title)} ({len(by_code[code])})"
        yield from (f"  {line}" for line in by_code[code])
    if by_code:
        count = len(found.violations)
        yield plural("1 fault found.", "{count} faults found.", count).format(count=count)
    else:
        yield _("Every rule that can be judged is kept.")
    left = sorted({rule.family for rule in RULES if rule.code not in found.judged})
    told = _("{judged} of {all} rules judged.").format(judged=len(found.judged), all=len(RULES))
    if left and not found.known_centre:
        more = _("The others need your centre's tables: --tables centre.xlsx.")
        told = f"{told} {more}"
    elif left:
        more = _("The planning names no trainer or no room, so the others cannot be judged.")
        told = f"{told} {more}"
    yield told
