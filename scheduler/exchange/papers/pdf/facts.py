"""What several papers say: who holds the training, what it is, when and where it is."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from scheduler.domain.agendas import Meeting, Reader, ReaderKind
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.curriculum import Curriculum, Mode
from scheduler.domain.plan import Lesson
from scheduler.exchange.brand import Brand
from scheduler.exchange.marks import BlockMark, block_marks
from scheduler.exchange.output.workbook.words import clock
from scheduler.exchange.papers.dossier import Dossier, Edition
from scheduler.exchange.papers.pdf.press import logo_name
from scheduler.exchange.papers.pdf.words import words
from scheduler.text import _, language, plural
from scheduler.text.phrases import HALVES, hours, short_day

Facts = list[tuple[str, str]]
"""What a fact is called, and what is known of it; empty where a line is to be filled in."""


class Source:
    """A dossier, and what is told of it on many papers."""

    def __init__(self, dossier: Dossier):
        self.dossier = dossier
        self.edition: Edition = dossier.edition
        self.instance = dossier.edition.plan.instance
        self.agendas = dossier.edition.agendas
        self.marks = block_marks(self.instance)
        self.brand = Brand(self.instance.centre)
        self._words = words()

    def head(self, title: str) -> dict[str, Any]:
        """Return what every paper bears."""
        centre = self.instance.centre
        return {
            "title": title,
            "lang": language(),
            "words": self._words,
            "centre": {
                "name": centre.name,
                "address": centre.address,
                "declaration": centre.declaration_number,
                "colour": self.brand.colour,
                "on_colour": self.brand.on_colour,
                "ink": self.brand.ink,
                "logo": logo_name(self.brand.logo) if self.brand.logo else "",
            },
            "identity": self.edition.identity,
            "warning": self.dossier.warning,
        }

    def meetings(self, cohort: Cohort) -> tuple[Meeting, ...]:
        """Return the meetings of a cohort."""
        return self.agendas[Reader(ReaderKind.COHORT, cohort.id)].meetings

    def curriculum(self, cohort: Cohort) -> Curriculum:
        """Return what a cohort follows."""
        return self.instance.curriculum_of(cohort)

    def group(self, cohort: Cohort) -> str:
        """Return what people call a cohort."""
        return self.edition.label(Reader(ReaderKind.COHORT, cohort.id))

    def mark(self, meeting: Meeting) -> dict[str, str]:
        """Return colour and letter of a meeting's block."""
        block = self.edition.block(meeting)
        return told_mark(self.marks[block.id if block else ""])

    def times(self, lesson: Lesson) -> str:
        """Return from when to when a lesson lasts: ``9 h 00 – 12 h 30``."""
        start, end = lesson.span(self.instance)
        return f"{clock(start)} – {clock(end)}".replace(" ", "\u00a0")

    def today(self) -> str:
        """Return the first day that is still to come."""
        return short_day(self.dossier.today)

    def site(self, meeting: Meeting) -> str:
        """Return the place of a meeting without its room."""
        if meeting.lesson.mode is Mode.REMOTE:
            return _("at a distance")
        site = self.edition.site(meeting)
        return ", ".join(filter(None, (site.name or site.id, site.address)))


def told_mark(mark: BlockMark) -> dict[str, str]:
    """Return a mark as templates take it."""
    return {"letter": mark.letter, "fill": f"#{mark.fill}", "title": mark.title}


def exact_title(curriculum: Curriculum) -> str:
    """Return the title of a training as it is registered."""
    return f"{curriculum.title} ({curriculum.rncp})" if curriculum.rncp else curriculum.title


def learner_name(learner: Learner) -> str:
    """Return the name of a learner; empty where it is not known, as in a calendar without people."""
    return "" if learner.deadlines is not None else learner.name


def period(days: Iterable[date]) -> str:
    """Return from when to when a training lasts: ``du 01/02/2027 au 30/11/2027``."""
    found = sorted(days)
    if not found:
        return ""
    return _("from {first} to {last}").format(first=short_day(found[0]), last=short_day(found[-1]))


def day_count(days: Iterable[date]) -> str:
    """Return how many days there are: ``40 jours``."""
    count = len(set(days))
    return plural("{count} day", "{count} days", count).format(count=count)


def half_name(lesson: Lesson) -> str:
    """Return the half-day of a lesson: ``matin``."""
    return _(HALVES[lesson.half])


def summed(lessons: Iterable[Lesson]) -> float:
    """Return the hours of lessons."""
    return sum(lesson.hours for lesson in lessons)


def own_hours(meetings: Sequence[Meeting]) -> str:
    """Return the hours of one learner's meetings, or of a group that is not divided."""
    return hours(summed(x.lesson for x in meetings))
