"""Changes between plans in words: what became of a half-day, who must be told, which papers are old."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scheduler.curricula.balance import Migration
from scheduler.domain.changes import Change, ChangeKind
from scheduler.domain.instance import Instance
from scheduler.domain.notices import Addressee, Outdated, Paper, outdated, told
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.text import N_, _, plural
from scheduler.text.phrases import HALVES, short_day

KINDS = {
    ChangeKind.MOVED: N_("moved"),
    ChangeKind.TRAINER: N_("trainer"),
    ChangeKind.ROOM: N_("room"),
    ChangeKind.MODULE: N_("module"),
    ChangeKind.ADDED: N_("added"),
    ChangeKind.DROPPED: N_("dropped"),
}

PAPERS = {
    Paper.SUMMONS: N_("summons and calendar of each learner"),
    Paper.ATTENDANCE: N_("attendance sheets"),
    Paper.ANNEX: N_("planning annexed to the training contract"),
}

WHO = {
    "cohort": N_("Cohort {name}"),
    "employer": N_("Employer {name}"),
    "trainer": N_("Trainer {name}"),
    "room": N_("Room {name}"),
}


@dataclass(frozen=True)
class ChangeReport:
    """The changes of a plan, and all that is said of them.

    Attributes
    ----------
    reasons
        Why, one per change; empty where nothing is known.
    why
        What happened, in sentences.
    migration
        What became of the hours of a group that changed curriculum, if one has.
    """

    instance: Instance
    changes: tuple[Change, ...]
    reasons: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    migration: Migration | None = None

    @property
    def told(self) -> tuple[Addressee, ...]:
        """Who must be told."""
        return told(self.instance, self.changes)

    @property
    def outdated(self) -> tuple[Outdated, ...]:
        """Which papers are out of date."""
        return outdated(self.instance, self.changes)

    def who(self, one: Addressee) -> str:
        """Return whom a notice is for: ``Formateur Anne Petit (F01)``."""
        if one.kind == "trainer":
            name = self.instance.trainer[one.id].label
        elif one.kind == "room":
            room = self.instance.room[one.id]
            name = f"{room.name} ({room.id})" if room.name not in ("", room.id) else room.id
        else:
            name = one.id
        said = _(WHO[one.kind]).format(name=name)
        # A room may be called "Room 4".
        return name if name.casefold().startswith(said.split()[0].casefold()) else said

    def papers(self) -> list[tuple[str, str]]:
        """Return each kind of paper that is out of date, and for which cohorts."""
        return [
            (_(title), ", ".join(x.cohort for x in self.outdated if x.paper is paper))
            for paper, title in PAPERS.items()
            if any(x.paper is paper for x in self.outdated)
        ]


def what(one: Addressee) -> str:
    """Return what changes for somebody: days no longer due, days newly due, days that change otherwise."""
    before, after = _days(one.lost), _days(one.gained)
    groups = (
        (N_("no longer: {moments}"), [x for x in before if x not in after]),
        (N_("newly: {moments}"), [x for x in after if x not in before]),
        (N_("otherwise: {moments}"), [x for x in before if x in after]),
    )
    return _("; ").join(_(text).format(moments=", ".join(found)) for text, found in groups if found)


def counted(changes: Iterable[Change]) -> str:
    """Return how many half-days change, in all and by kind: ``6 demi-journées changent : 4 déplacées, …``."""
    found = list(changes)
    if not found:
        return _("Nothing changes.")
    by_kind = {kind: sum(x.kind is kind for x in found) for kind in ChangeKind}
    words = {
        ChangeKind.MOVED: plural("{count} moved", "{count} moved", by_kind[ChangeKind.MOVED]),
        ChangeKind.TRAINER: plural("{count} trainer", "{count} trainers", by_kind[ChangeKind.TRAINER]),
        ChangeKind.ROOM: plural("{count} room", "{count} rooms", by_kind[ChangeKind.ROOM]),
        ChangeKind.MODULE: plural("{count} module", "{count} modules", by_kind[ChangeKind.MODULE]),
        ChangeKind.ADDED: plural("{count} added", "{count} added", by_kind[ChangeKind.ADDED]),
        ChangeKind.DROPPED: plural("{count} dropped", "{count} dropped", by_kind[ChangeKind.DROPPED]),
    }
    parts = ", ".join(words[kind].format(count=count) for kind, count in by_kind.items() if count)
    head = plural("{count} half-day changes: {parts}.", "{count} half-days change: {parts}.", len(found))
    return head.format(count=len(found), parts=parts)


def _days(lessons: Iterable[Lesson]) -> list[str]:
    """Return the days of lessons, each with its half if they have but one."""
    halves: dict[date, set[Half]] = {}
    for lesson in lessons:
        halves.setdefault(lesson.day, set()).add(lesson.half)
    return [
        short_day(day) if len(found) == len(Half) else f"{short_day(day)} {_(HALVES[min(found)])}"
        for day, found in sorted(halves.items())
    ]
