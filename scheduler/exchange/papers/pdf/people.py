"""Papers for one learner or one employer: summons, days away, certificate of completion."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from scheduler.domain.agendas import Meeting, Reader, ReaderKind
from scheduler.domain.cohort import Learner
from scheduler.exchange.papers.pdf.attendance import reason
from scheduler.exchange.papers.pdf.facts import (
    Facts,
    Source,
    day_count,
    exact_title,
    learner_name,
    own_hours,
    period,
)
from scheduler.exchange.papers.pdf.rows import day_rows, month_rows
from scheduler.text import _


def summons(source: Source, learner: Learner) -> dict[str, Any]:
    """Return what asks a learner to come: his or her own days, with the modules not followed struck out."""
    agenda = source.agendas[Reader(ReaderKind.LEARNER, learner.id)]
    cohort = source.instance.cohort[learner.cohort]
    exempted = list(_once(agenda.exempted))
    own = day_rows(source, agenda.meetings)
    struck = (row | {"struck": reason(source, learner, x)} for x, row in _struck(source, exempted))
    parts = dict.fromkeys((source.edition.module(x).title, source.edition.group(x)) for x in agenda.meetings)
    return source.head(_("Summons and calendar")) | {
        "learner": learner_name(learner),
        "id": learner.id,
        "employer": learner.employer,
        "facts": [
            (_("Training"), exact_title(source.curriculum(cohort))),
            (_("Group"), source.group(cohort)),
            (_("Period"), period(x.lesson.day for x in agenda.meetings)),
            (_("Duration"), _amount(agenda.meetings)),
            (_("Place"), _("; ").join(dict.fromkeys(map(source.site, agenda.meetings)))),
        ],
        "groups": [x for x in parts if x[1]],
        "rows": sorted([*own, *struck], key=itemgetter("at")),
    }


def _amount(meetings: Iterable[Meeting]) -> str:
    some = list(meetings)
    return f"{own_hours(some)} – {day_count(x.lesson.day for x in some)}"


def _once(meetings: Iterable[Meeting]) -> Iterator[Meeting]:
    """Yield the half-days of modules, those of parallel groups once."""
    seen = set()
    for meeting in meetings:
        key = meeting.lesson.day, meeting.lesson.half, meeting.lesson.module
        if key not in seen:
            seen.add(key)
            yield meeting


def _struck(source: Source, meetings: list[Meeting]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the module and the row of each day and module not followed: which group, is nobody's concern."""
    days: dict[tuple[object, str], list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        days[meeting.lesson.day, meeting.lesson.module].append(meeting)
    for (_day, module), some in days.items():
        row = next(day_rows(source, some[:1]))
        yield (
            module,
            row
            | {
                "times": [source.times(x.lesson) for x in some],
                "module": source.edition.module(some[0]).title,
                "hours": own_hours(some),
                "trainer": "",
                "place": "",
            },
        )


def employers(source: Source) -> dict[str, list[Learner]]:
    """Return the learners of each employer, however its capitals and blanks are written."""
    found: dict[str, list[Learner]] = defaultdict(list)
    called: dict[str, str] = {}
    for learner in source.instance.learners:
        name = " ".join(learner.employer.split())
        agenda = source.agendas[Reader(ReaderKind.LEARNER, learner.id)]
        if name and agenda.meetings:
            found[called.setdefault(name.casefold(), name)].append(learner)
    return dict(found)


def days_away(source: Source, employer: str, learners: Iterable[Learner]) -> dict[str, Any]:
    """Return when the learners of an employer are in training, month by month, and nothing else of them."""
    people = []
    for learner in learners:
        meetings = source.agendas[Reader(ReaderKind.LEARNER, learner.id)].meetings
        cohort = source.instance.cohort[learner.cohort]
        people.append(
            {
                "name": learner_name(learner),
                "id": learner.id,
                "training": f"{exact_title(source.curriculum(cohort))} – {source.group(cohort)}",
                "months": month_rows(meetings),
                "amount": (day_count(x.lesson.day for x in meetings), own_hours(meetings)),
            }
        )
    return source.head(_("Days in training, by month")) | {"employer": employer, "people": people}


def certificate(source: Source, learner: Learner) -> dict[str, Any] | None:
    """Return what certifies the hours given to a learner before today; None if there are none yet.

    A plan knows what was to be given, not who was there: without a table of absences, hours missed are
    left to be written.
    """
    meetings = source.agendas[Reader(ReaderKind.LEARNER, learner.id)].meetings
    given = [x for x in meetings if x.lesson.day < source.dossier.today]
    if not given:
        return None
    absences, missed = source.dossier.missed, None
    if absences is not None:
        slots = absences.get(learner.id, frozenset())
        missed = [x for x in given if (x.lesson.day, x.lesson.half) in slots]
    curriculum = source.curriculum(source.instance.cohort[learner.cohort])
    whole = len(given) == len(meetings)
    facts: Facts = [
        (_("Learner"), learner_name(learner)),
        (_("Employer"), learner.employer),
        (_("Training"), exact_title(curriculum)),
        (_("Leads to"), curriculum.leads_to),
        (_("Nature of the action"), _("training action (action de formation)")),
        (_("Took place"), period(x.lesson.day for x in given)),
    ]
    return source.head(_("Certificate of completion")) | {
        "stage": _("whole training") if whole else _("midway, before {day}").format(day=source.today()),
        "statement": _("The training organisation {name} certifies that this learner followed:").format(
            name=source.instance.centre.name
        ),
        "facts": facts,
        "planned": own_hours(given),
        "missed": None if missed is None else own_hours(missed),
        "followed": None if missed is None else own_hours([x for x in given if x not in missed]),
    }
