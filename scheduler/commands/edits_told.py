"""Edits of a calendar and their answers in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from scheduler.domain.changes import Change, ChangeKind
from scheduler.domain.plan import Lesson, Violation
from scheduler.exchange.output.changes import rows
from scheduler.exchange.output.notices import KINDS
from scheduler.exchange.output.workbook.edited import EditLine
from scheduler.text import N_, _, plural
from scheduler.text.phrases import HALVES, long_day, short_day

if TYPE_CHECKING:
    from scheduler.commands.update import UpdateOrder
    from scheduler.repair.edit import Edit
    from scheduler.repair.edits import Answered, EditAnswer, Rearranged

VERDICTS = {
    "kept": N_("kept"),
    "kept_with_moves": N_("kept, with what had to move"),
    "refused": N_("refused"),
}


MOST_RULES = 2
"""Broken rules that an answer names: further ones mostly say the same."""

MOST_MOVES = 3
"""Changes elsewhere that are named of what is possible instead."""


def lines(order: "UpdateOrder", answered: "Answered") -> Iterator[EditLine]:
    """Yield what is said of each edit."""
    for answer in answered.answers:
        verdict = answer.verdict.value
        yield EditLine(what(answer.edit), verdict, _(VERDICTS[verdict]), _why(order, answer))
    for mark in _marks(order, answered):
        yield EditLine(mark.what, mark.verdict, _(VERDICTS[mark.verdict]), mark.why)


def as_data(order: "UpdateOrder", answered: "Answered") -> list[dict[str, Any]]:
    """Return each edit and its answer as other programs read it."""
    return [
        {
            "cohort": answer.edit.cohort,
            "kind": answer.edit.kind.value,
            "edit": what(answer.edit),
            "verdict": answer.verdict.value,
            "rules": sorted({x.code for x in answer.broken}),
            "why": _why(order, answer),
            "edited": rows(answer.edit.changes),
            "also": rows(answer.also),
        }
        | _near_data(order, answer)
        for answer in answered.answers
    ] + [
        {
            "cohort": mark.cohort,
            "kind": mark.kind,
            "edit": mark.what,
            "verdict": mark.verdict,
            "rules": [] if mark.verdict == "kept" else ["PI-01"],
            "why": mark.why,
            "edited": [],
            "also": [],
        }
        for mark in _marks(order, answered)
    ]


@dataclass(frozen=True)
class _Mark:
    """Lessons of a session that were marked as fixed, or no longer, and what became of that."""

    cohort: str
    kind: str
    what: str
    verdict: str
    why: str


def _marks(order: "UpdateOrder", answered: "Answered") -> Iterator[_Mark]:
    """Yield what became of the marks, those of one session together."""
    from scheduler.repair.edit import whole
    from scheduler.repair.marks import is_held

    there = {whole(x) for x in answered.lessons}
    kinds = (
        ("fixed", order.marks.fixed, lambda x: whole(x) in there, _("It is not in the plan like this.")),
        (
            "freed",
            order.marks.freed,
            lambda x: not is_held(order.instance, x),
            _("It is fixed in the tables: delete it there."),
        ),
    )
    texts = {"fixed": _("{cohort}: fixed {lessons}"), "freed": _("{cohort}: no longer fixed {lessons}")}
    for kind, lessons, is_kept, why in kinds:
        together: dict[tuple[str, int, bool], list[Lesson]] = {}
        for lesson in lessons:
            together.setdefault((lesson.cohort, lesson.session, is_kept(lesson)), []).append(lesson)
        for (cohort, _session, kept), some in together.items():
            told = texts[kind].format(cohort=cohort, lessons=_and_days(some))
            yield _Mark(cohort, kind, told, "kept" if kept else "refused", "" if kept else why)


def what(edit: "Edit") -> str:
    """Return an edit in a sentence."""
    first, kind = edit.changes[0], edit.kind
    old, new = first.old, first.new
    if kind is ChangeKind.MOVED and old is not None and new is not None:
        return _("{cohort}: the lessons of {old} are moved to {new}").format(
            cohort=edit.cohort, old=long_day(old.day), new=long_day(new.day)
        )
    if old is not None and new is not None:
        fields = {ChangeKind.TRAINER: "trainer", ChangeKind.ROOM: "room"}
        field = fields.get(kind, "module")
        return _("{cohort}, {day}: {kind} {old} becomes {new}").format(
            cohort=edit.cohort,
            day=short_day(new.day),
            kind=_(KINDS[kind]),
            old=getattr(old, field) or "–",
            new=getattr(new, field) or "–",
        )
    lessons = _and_days([x.lesson for x in edit.changes])
    if kind is ChangeKind.ADDED:
        return _("{cohort}: added {lessons}").format(cohort=edit.cohort, lessons=lessons)
    return _("{cohort}: deleted {lessons}").format(cohort=edit.cohort, lessons=lessons)


def _and_days(lessons: Sequence[Lesson]) -> str:
    """Return lessons, the halves of a day together."""
    together: dict[tuple[date, str], list[Lesson]] = {}
    for lesson in lessons:
        together.setdefault((lesson.day, lesson.module), []).append(lesson)
    return ", ".join(f"{_days(some)} {module}" for (_day, module), some in together.items())


def _why(order: "UpdateOrder", answer: "EditAnswer") -> str:
    """Return why an edit has its answer: what moved because of it, or what refuses it and what is near."""
    if answer.verdict.value == "kept":
        return ""
    said = list(dict.fromkeys(_("{who}: {what}").format(who=x.code, what=x.message) for x in _plain(answer)))
    said = said[:MOST_RULES]
    if answer.verdict.value == "kept_with_moves":
        return " ".join((*said, _("Because of it: {moves}.").format(moves=_("; ").join(_moves(answer.also)))))
    if min(answer.edit.days) < order.since:
        return _("These days are over: nothing changes before {day}.").format(day=short_day(order.since))
    if answer.edit.kind is ChangeKind.DROPPED and answer.broken:
        said.append(_("No plan was found that has these hours on other days."))
    said += _nearest(answer)
    return " ".join(said) or _("No plan with it was found beside the other edits.")


def _plain(answer: "EditAnswer") -> Iterator[Violation]:
    """Yield the rules that an edit breaks, but for learners' hours where those of the module say it."""
    short = any(x.code == "CU-01" for x in answer.broken)
    return (x for x in answer.broken if x.code != "LE-02" or not short)


def _nearest(answer: "EditAnswer") -> Iterator[str]:
    """Yield sentences of what is possible instead of an edit that is refused."""
    near = answer.near
    if near is None:
        return
    if near.rearranged is not None:
        yield _rearranged(near.rearranged)
    if near.days:
        text = _("Nearest days possible, nothing else changing: {days}.")
        if answer.edit.kind is ChangeKind.DROPPED:
            text = _("The session can be moved instead, nothing else changing: to {days}.")
        yield text.format(days=_(" or ").join(map(long_day, near.days)))
    if near.names:
        yield _("Possible instead: {names}.").format(names=", ".join(near.names))
    for way in near.ways:
        count = way.changed or 0
        text = plural(
            "Possible as you edited it with a concession: {concession}; {count} other half-day changes.",
            "Possible as you edited it with a concession: {concession}; {count} other half-days change.",
            count,
        )
        if not count:
            text = _("Possible as you edited it with a concession: {concession}; nothing else changes.")
        yield text.format(concession=_(" and ").join(x.said for x in way.concessions), count=count)


def _rearranged(found: "Rearranged") -> str:
    """Return what is possible if others change, how many half-days of them, and which."""
    count = len(found.also)
    if found.day is None and not found.name:
        text = plural(
            "Possible if something else is taught then and {count} half-day changes: {moves}.",
            "Possible if something else is taught then and {count} half-days change: {moves}.",
            count,
        )
    elif found.day is None:
        text = plural(
            "Possible with {what} if {count} other half-day changes: {moves}.",
            "Possible with {what} if {count} other half-days change: {moves}.",
            count,
        )
    else:
        text = plural(
            "Possible on {what} if {count} other half-day changes: {moves}.",
            "Possible on {what} if {count} other half-days change: {moves}.",
            count,
        )
    moves = _moves(found.also)
    if len(moves) > MOST_MOVES:
        moves = [*moves[:MOST_MOVES], "…"]
    what = found.name if found.day is None else long_day(found.day)
    return text.format(what=what, count=count, moves=_("; ").join(moves))


def _near_data(order: "UpdateOrder", answer: "EditAnswer") -> dict[str, Any]:
    """Return what is possible instead of an edit that is refused, as other programs read it."""
    from scheduler.commands.explain import way_out

    near = answer.near
    if near is None:
        return {}
    other = near.rearranged
    return {
        "nearest": {
            "dates": [day.isoformat() for day in near.days],
            "names": list(near.names),
            "rearranged": None
            if other is None
            else {
                "date": other.day.isoformat() if other.day is not None else None,
                "name": other.name or None,
                "count": len(other.also),
                "proved": other.proved,
                "also": rows(other.also),
            },
        },
        "ways": [way_out(order.instance, way) for way in near.ways],
    }


def _moves(changes: Sequence[Change]) -> list[str]:
    """Return what moved elsewhere, the halves of a day together."""
    together: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        days = tuple(x.day if x is not None else None for x in (change.old, change.new))
        together.setdefault((change.lesson.cohort, change.lesson.module, change.kind, *days), []).append(
            change
        )
    return [_move(found) for found in together.values()]


def _move(changes: Sequence[Change]) -> str:
    old, new = changes[0].old, changes[0].new
    lesson = changes[0].lesson
    if old is not None and new is not None and old.day != new.day:
        return _("{cohort}, {module} from {old} to {new}").format(
            cohort=lesson.cohort,
            module=old.module,
            old=_days([x.old for x in changes]),
            new=_days([x.new for x in changes]),
        )
    if old is not None and new is not None:
        named = " ".join(filter(None, (new.module, new.trainer, new.room)))
        return _("{cohort}, {old}: now {what}").format(
            cohort=lesson.cohort, old=_days([x.new for x in changes]), what=named
        )
    lessons = _and_days([x.lesson for x in changes])
    return f"{lesson.cohort}, {lessons} ({_(KINDS[changes[0].kind])})"


def _days(lessons: Sequence[Lesson | None]) -> str:
    """Return a day, with its half unless both are meant."""
    first = next(x for x in lessons if x is not None)
    halves = {x.half for x in lessons if x is not None}
    return short_day(first.day) if len(halves) > 1 else f"{short_day(first.day)} {_(HALVES[first.half])}"
