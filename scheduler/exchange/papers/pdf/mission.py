"""The mission sheet of a trainer: days, places, modules, and hours by month."""

from collections import defaultdict
from typing import Any

from scheduler.domain.agendas import Meeting, Reader, ReaderKind
from scheduler.domain.centre import Trainer
from scheduler.exchange.papers.pdf.facts import Source, day_count, period, summed
from scheduler.exchange.papers.pdf.rows import day_rows, month_rows
from scheduler.text import _
from scheduler.text.phrases import hours


def mission(source: Source, trainer: Trainer) -> dict[str, Any]:
    """Return what the mission sheet of a trainer says."""
    meetings = source.agendas[Reader(ReaderKind.TRAINER, trainer.id)].meetings
    total = hours(summed(x.lesson for x in meetings))
    modules: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        modules[source.edition.module(meeting).title].append(meeting)
    return source.head(_("Mission sheet")) | {
        "facts": [
            (_("Trainer"), source.edition.label(Reader(ReaderKind.TRAINER, trainer.id))),
            (_("Period"), period(x.lesson.day for x in meetings)),
            (_("Duration"), f"{total} – {day_count(x.lesson.day for x in meetings)}"),
            (_("Place"), _("; ").join(dict.fromkeys(map(source.site, meetings)))),
        ],
        "months": month_rows(meetings),
        "modules": [
            {
                "title": title,
                "cohorts": ", ".join(dict.fromkeys(y for x in some for y, _group in x.groups)),
                "hours": hours(summed(x.lesson for x in some)),
            }
            for title, some in modules.items()
        ],
        "days": day_count(x.lesson.day for x in meetings),
        "hours": total,
        "rows": list(day_rows(source, meetings)),
    }
