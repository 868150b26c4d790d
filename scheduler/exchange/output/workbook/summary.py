"""The first sheet: what the plan is, what is proved, what to look at, and what it rests on."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from scheduler.domain.plan import Plan, Status
from scheduler.exchange.look import (
    FAIR,
    FAIR_INK,
    GOOD,
    GOOD_INK,
    MUTED,
    SUBTITLE,
    TEXT,
    TITLE,
    Look,
)
from scheduler.exchange.output.fitting import high
from scheduler.exchange.output.workbook.book import BookPage, CalendarBook
from scheduler.exchange.output.workbook.spoken import counted
from scheduler.exchange.output.workbook.summary_tables import (
    LAST,
    WIDTHS,
    start_section,
    write_blocks,
    write_cohorts,
    write_costs,
    write_joint,
)
from scheduler.exchange.output.workbook.words import SUMMARY, long_date, status, who_is_left_out
from scheduler.exchange.output.xlsx import Formula, Value, literal
from scheduler.text import _, plural
from scheduler.text.phrases import number

ASSUMPTION = TEXT.but(italic=True, wrap=True)
WARNING = TEXT.but(fill=FAIR, ink=FAIR_INK, wrap=True)


FACT = TEXT.but(wrap=True)


def write_summary(book: CalendarBook) -> None:
    """Write the summary."""
    page = book.add(_(SUMMARY))
    page.widths(WIDTHS)
    sections = [[range(1, 1 + _write_head(page))]]
    for write in (write_cohorts, write_joint, write_blocks, _write_warnings, write_costs, _write_assumptions):
        if section := write(page, sections[-1][-1].stop):
            sections.append(section)
    page.keep_together(sections)
    page.print_as(landscape=False)


def _write_head(page: BookPage) -> int:
    """Write who made the plan and what is proved about it; return the last row."""
    plan = page.book.plan
    centre = plan.instance.centre
    for row, points in ((1, 28), (2, 16), (3, 16 if centre.declaration_number else 5), (4, 6), (5, 24)):
        page.height(row, points)
    begin = page.logo(1, 3, 1, LAST, narrowest=1)
    page.wide(1, begin, LAST, _("Training schedule"), TITLE)
    page.wide(
        2, begin, LAST, ", ".join(x for x in (centre.name, centre.address) if x), SUBTITLE.but(bold=True)
    )
    declared = _("Declaration number: {number}").format(number=centre.declaration_number)
    page.wide(3, begin, LAST, declared if centre.declaration_number else "", SUBTITLE)
    _write_heading(page, 5)
    facts: list[tuple[str, Value]] = [(_("The others"), _unless_changed(page))] if plan.left_out else []
    cost = _("{cost} (proved lower bound: {bound})") if plan.mended is None else "{cost}"
    cost = cost.format(cost=plan.objective, bound=plan.bound)
    before = _("{cost}, before these changes").format(cost=cost)
    facts += [
        (_("Cost"), Formula(f"=IF(plan_changed=0,{literal(cost)},{literal(before)})", cost)),
        (_("Search time"), _searched(plan)),
    ]
    if days := [lesson.day for lesson in plan.lessons]:
        period = _("From {first} to {last}").format(first=long_date(min(days)), last=long_date(max(days)))
        facts.insert(-2, (_("Period"), period))
    if told := " ".join(plan.also_proved):
        facts.append((_("Also proved"), Formula(f'=IF(plan_changed=0,{literal(told)},"")', told)))
    if plan.mended is not None and plan.mended.number:
        facts.append((_("Comes from"), _("plan no. {number}").format(number=plan.mended.number)))
    if page.book.number:
        facts.append((_("Number"), str(page.book.number)))
    if plan.versions:
        facts.append((_("Versions"), ", ".join(f"{name} {x}" for name, x in sorted(plan.versions.items()))))
    for row, (label, text) in enumerate(facts, start=6):
        page.put(row, 1, label, TEXT.but(bold=True, indent=1))
        page.wide(row, 2, LAST, text, FACT)
        said = text.value if isinstance(text, Formula) else text
        page.height(row, max(14, high(str(said), page.width(2, LAST), FACT) - 4))
    return 5 + len(facts)


def _searched(plan: Plan) -> str:
    """Return how long the search took, and how it went in the end if that is known."""
    took = _("{seconds} s").format(seconds=number(plan.seconds))
    return f"{took}. {plan.pace.told(plan.seconds)}" if plan.pace else took


def _write_warnings(page: BookPage, row: int) -> list[range]:
    """Write the notes of the plan that are not assumptions of a curriculum."""
    assumed = {sentence for x in page.book.plan.instance.curricula for sentence in x.assumptions}
    notes = [(_("To check"), note) for note in page.book.plan.notes if note not in assumed]
    return _sentences(page, row, _("Warnings"), notes, WARNING, WARNING.ink)


def _write_assumptions(page: BookPage, row: int) -> list[range]:
    """Write what the curricula of the plan assume."""
    instance = page.book.plan.instance
    said: dict[str, list[str]] = {}
    for name in dict.fromkeys(cohort.curriculum for cohort in instance.cohorts):
        for sentence in instance.curriculum[name].assumptions:
            said.setdefault(sentence, []).append(name)
    title = _("Assumptions: not published by any source, to be confirmed by the centre")
    labelled = [(", ".join(names), sentence) for sentence, names in said.items()]
    return _sentences(page, row, title, labelled, ASSUMPTION, MUTED)


def _sentences(
    page: BookPage, row: int, title: str, labelled: Sequence[tuple[str, str]], look: Look, ink: str
) -> list[range]:
    """Write sentences behind their labels, each as high as it needs; return the rows of each."""
    if not labelled:
        return []
    label_look = look.but(size=8, italic=False, ink=ink, indent=1)
    parts, first = [], row
    row = start_section(page, row, title)
    for label, sentence in labelled:
        page.put(row, 1, label, label_look)
        page.wide(row, 2, LAST, sentence, look)
        taken = high(sentence, page.width(2, LAST), look), high(label, page.width(1, 1), label_look)
        page.height(row, max(taken))
        parts.append(range(first, row + 1))
        first = row = row + 1
    return parts


def _write_heading(page: BookPage, row: int) -> None:
    """Write who has no calendar, or, if all have one, what is proved: nothing, once it was edited."""
    plan = page.book.plan
    partial = who_is_left_out(plan)
    proved = plan.mended.changed <= plan.mended.fewest if plan.mended else plan.status is Status.OPTIMAL
    good = proved and not partial
    look = TEXT.but(
        bold=True,
        size=12,
        indent=1,
        wrap=True,
        fill=GOOD if good else FAIR,
        ink=GOOD_INK if good else FAIR_INK,
    )
    page.wide(row, 1, LAST, partial or _unless_changed(page), look)
    cells = f"A{row}:{get_column_letter(LAST)}{row}"
    page.paint([cells], "plan_changed>0", FAIR, FAIR_INK)
    texts = partial or status(plan), _changed(2)
    page.height(row, max(24, *(high(said, page.width(1, LAST), look) for said in texts)))


def _unless_changed(page: BookPage) -> Formula:
    """Return what is proved about the plan, or, once it was edited, in how many half-days it was."""
    edited = counted(_changed(1), _changed(2), "plan_changed", count="plan_changed")
    return Formula(f"=IF(plan_changed=0,plan_said,{edited})", status(page.book.plan))


def _changed(count: int) -> str:
    return plural(
        "Changed since it was computed: {count} half-day. Nothing is proved any more: check it again.",
        "Changed since it was computed: {count} half-days. Nothing is proved any more: check it again.",
        count,
    )
