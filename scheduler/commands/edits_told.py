"""Edits of a calendar and their answers in words."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scheduler.domain.changes import Change, ChangeKind
from scheduler.domain.plan import Lesson
from scheduler.exchange.output.changes import rows
from scheduler.exchange.output.notices import KINDS
from scheduler.exchange.output.workbook.edited import EditLine
from scheduler.text import N_, _
from scheduler.text.phrases import HALVES, long_day, short_day

if TYPE_CHECKING:
    from scheduler.commands.update import UpdateOrder
    from scheduler.repair.edits import Answer, Answered, Edit

VERDICTS = {
    "kept": N_("kept"),
    "kept_with_moves": N_("kept, with what had to move"),
    "refused": N_("refused"),
}


MOST_RULES = 2
"""Broken rules that an answer names: further ones mostly say the same."""


def lines(order: "UpdateOrder", answered: "Answered") -> Iterator[EditLine]:
    """Yield what is said of each edit."""
    for answer in answered.answers:
        verdict = answer.verdict.value
        yield EditLine(what(answer.edit), verdict, _(VERDICTS[verdict]), _why(order, answered, answer))


def as_data(order: "UpdateOrder", answered: "Answered") -> list[dict[str, Any]]:
    """Return each edit and its answer as other programs read it."""
    return [
        {
            "cohort": answer.edit.cohort,
            "kind": answer.edit.kind.value,
            "edit": what(answer.edit),
            "verdict": answer.verdict.value,
            "rules": sorted({x.code for x in answer.broken}),
            "why": _why(order, answered, answer),
            "edited": rows(answer.edit.changes),
            "also": rows(answer.also),
        }
        for answer in answered.answers
    ]


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
    lessons = ", ".join(_told(x) for x in edit.changes)
    if kind is ChangeKind.ADDED:
        return _("{cohort}: added {lessons}").format(cohort=edit.cohort, lessons=lessons)
    return _("{cohort}: deleted {lessons}").format(cohort=edit.cohort, lessons=lessons)


def _told(change: Change) -> str:
    lesson: Lesson = change.lesson
    return f"{short_day(lesson.day)} {_(HALVES[lesson.half])} {lesson.module}"


def _why(order: "UpdateOrder", answered: "Answered", answer: "Answer") -> str:
    """Return why an edit has its answer: what moved because of it, or what refuses it and what is near."""
    if answer.verdict.value == "kept":
        return ""
    said = list(dict.fromkeys(_("{who}: {what}").format(who=x.code, what=x.message) for x in answer.broken))
    said = said[:MOST_RULES]
    if answer.verdict.value == "kept_with_moves":
        return " ".join((*said, _("Because of it: {moves}.").format(moves=_("; ").join(_moves(answer.also)))))
    if min(answer.edit.days) < order.since:
        return _("These days are over: nothing changes before {day}.").format(day=short_day(order.since))
    if near := _nearest(order, answered, answer):
        said.append(near)
    return " ".join(said) or _("No plan with it was found beside the other edits.")


def _nearest(order: "UpdateOrder", answered: "Answered", answer: "Answer") -> str:
    from scheduler.repair.edits import possible_dates, possible_others

    dates = possible_dates(order.instance, answered.lessons, answer.edit, order.since)
    if dates:
        return _("Nearest days possible, nothing else changing: {days}.").format(
            days=", ".join(map(long_day, dates))
        )
    if others := possible_others(order.instance, answered.lessons, answer.edit):
        return _("Possible instead: {names}.").format(names=", ".join(others))
    return ""


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
    lessons = ", ".join(map(_told, changes))
    return f"{lesson.cohort}, {lessons} ({_(KINDS[changes[0].kind])})"


def _days(lessons: Sequence[Lesson | None]) -> str:
    """Return a day, with its half unless both are meant."""
    first = next(x for x in lessons if x is not None)
    return short_day(first.day) if len(lessons) > 1 else f"{short_day(first.day)} {_(HALVES[first.half])}"
