"""The head of a year planner: who, what, where, from when to when, how much."""

from datetime import datetime, timedelta

from scheduler.domain.cohort import Cohort
from scheduler.domain.time import HALF_DAY_HOURS, Half
from scheduler.exchange.look import SUBTITLE, TITLE
from scheduler.exchange.output.workbook.amounts import amounts
from scheduler.exchange.output.workbook.book import BookPage
from scheduler.exchange.output.workbook.words import clock, long_date
from scheduler.text import _, plural
from scheduler.text.phrases import number


def write_head(page: BookPage, cohort: Cohort, columns: int) -> None:
    """Write the first four rows, over `columns` columns."""
    instance = page.book.plan.instance
    curriculum, site, centre = instance.curriculum_of(cohort), instance.site[cohort.site], instance.centre
    name = cohort.id if cohort.name in ("", cohort.id) else f"{cohort.id} – {cohort.name}"
    rncp = f" ({curriculum.rncp})" if curriculum.rncp else ""
    total = amounts(page.book, cohort)
    parts = [
        plural("{count} session", "{count} sessions", total.sessions).format(count=total.sessions),
        plural("{days} day", "{days} days", total.days).format(days=total.days),
        _("{hours} h").format(hours=number(total.hours)),
        *(_span(page, half) for half in Half),
    ]
    period = ""
    if total.first and total.last:
        period = _("From {first} to {last}").format(first=long_date(total.first), last=long_date(total.last))
    place = ", ".join(text for text in (site.name, site.address) if text)
    rows = (
        (24, _("Training calendar: {cohort}").format(cohort=name), TITLE, centre.name, TITLE.but(size=12)),
        (15, curriculum.title + rncp, SUBTITLE.but(bold=True), place, SUBTITLE),
        (15, period, SUBTITLE, " · ".join(parts), SUBTITLE),
    )
    middle = columns * 3 // 5
    for row, (points, left, left_look, right, right_look) in enumerate(rows, start=1):
        page.height(row, points)
        page.wide(row, 1, middle, left, left_look.but(shrink=True))
        page.wide(row, middle + 1, columns, right, right_look.but(across="right", shrink=True))
    page.height(len(rows) + 1, 5)


def _span(page: BookPage, half: Half) -> str:
    start = page.book.plan.instance.centre.start(half)
    end = datetime.combine(datetime.min, start) + timedelta(hours=HALF_DAY_HOURS)
    return f"{clock(start)}–{clock(end.time())}"
