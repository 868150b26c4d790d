"""Put plans side by side: what each is better in, and what it has in exchange for what."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from scheduler.check import check
from scheduler.commands.compare.measures import COST, MEASURES, Seen, seen
from scheduler.commands.compare.sentences import sentences
from scheduler.commands.destination import check_workbook
from scheduler.domain.changes import changes
from scheduler.domain.comparison import Better, Compared, ComparedRow, Comparison, Form, Value
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Plan
from scheduler.errors import InputError, Problem
from scheduler.exchange.output.discreet import discreet
from scheduler.exchange.output.read import read_edited_plan
from scheduler.exchange.output.sets import number_in
from scheduler.exchange.papers import Edition
from scheduler.exchange.whole import write_whole
from scheduler.text import N_, _, plural
from scheduler.text.phrases import short_day

MOST = len(ascii_uppercase)
FEW = 4
"""Groups that a complaint names."""

TABLES: tuple[tuple[str, Callable[[Instance], Sequence[Any]]], ...] = (
    (N_("groups"), lambda x: x.cohorts),
    (N_("curricula"), lambda x: x.curricula),
    (N_("sites"), lambda x: x.sites),
    (N_("rooms"), lambda x: x.rooms),
    (N_("trainers"), lambda x: x.trainers),
    (N_("learners"), lambda x: x.learners),
    (N_("absences"), lambda x: x.absences),
    (N_("closures"), lambda x: x.closures),
    (N_("pins"), lambda x: x.pins),
    (N_("joint modules"), lambda x: x.joint_modules),
)
"""What plans are made from, and what people call it."""


@dataclass(frozen=True)
class _Read:
    """A plan as it was solved, as it stands, and as it is called."""

    letter: str
    path: Path
    plan: Plan
    lessons: tuple[Lesson, ...]
    number: int | None
    faults: int


def compare(paths: Sequence[Path]) -> Comparison:
    """Return the plans stored at some paths side by side.

    Raises
    ------
    InputError
        With every problem found: one of them cannot be read, fewer than two are given, or they have no
        group in common.
    """
    if not 2 <= len(paths) <= MOST:
        raise InputError.at(
            _("plans"),
            _("{count} given, and 2 to {most} can be compared.").format(count=len(paths), most=MOST),
            _("Give two plans or more."),
        )
    read = _read(paths)
    cohorts = _common(read)
    if not cohorts:
        groups = _("; ").join(
            _("{who}: {what}").format(who=x.letter, what=_few(list(x.plan.instance.cohort))) for x in read
        )
        raise InputError.at(
            ", ".join(str(x.path) for x in read),
            _("the plans have no group in common ({groups}).").format(groups=groups),
            _("Give plans of the same centre; groups are known by their identifiers."),
        )
    settings = read[0].plan.settings
    all_seen = [seen(x.plan.instance, x.lessons, settings, set(cohorts)) for x in read]
    rows = (*_measured(all_seen), *_proved(read, cohorts, all_seen), *_between(read, all_seen))
    plans = tuple(Compared(x.letter, str(x.path), x.number, _identity(x), x.faults) for x in read)
    return Comparison(plans, cohorts, rows, tuple(_notes(read, cohorts, all_seen)), sentences(rows, plans))


def write(comparison: Comparison, path: Path) -> Path:
    """Write the comparison as a workbook at `path`.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    from scheduler.exchange.output.comparison import render

    check_workbook(path, _("a comparison is written as a workbook."))
    return write_whole(path.parent, {path.name: render(comparison)})[0].resolve()


def as_data(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as other programs read it: a public contract that may grow."""
    return {
        "plans": [
            {"plan": x.letter, "file": x.file, "number": x.number, "identity": x.identity, "faults": x.faults}
            for x in comparison.plans
        ],
        "cohorts": list(comparison.cohorts),
        "rows": [
            {
                "key": row.key,
                "subject": row.subject,
                "title": row.title,
                "better": row.better.value,
                "values": [x.isoformat() if isinstance(x, date) else x for x in row.values],
                "best": list(row.best),
            }
            for row in comparison.rows
        ],
        "notes": list(comparison.notes),
        "sentences": list(comparison.sentences),
    }


def _read(paths: Sequence[Path]) -> list[_Read]:
    found: list[_Read] = []
    problems: list[Problem] = []
    for letter, path in zip(ascii_uppercase, paths, strict=False):
        try:
            plan, lessons = read_edited_plan(path)
        except InputError as fault:
            problems += fault.problems
            continue
        faults = len(check(plan.instance, lessons))
        found.append(_Read(letter, path, plan, lessons, number_in(path), faults))
    if problems:
        raise InputError(problems)
    return found


def _few(names: Sequence[str]) -> str:
    return ", ".join((*names[:FEW], *(["…"] if len(names) > FEW else [])))


def _identity(read: _Read) -> str:
    made = datetime.fromtimestamp(read.path.stat().st_mtime, tz=UTC)
    return Edition(read.plan, read.number, made, len(changes(read.plan.lessons, read.lessons))).identity


def _common(read: Sequence[_Read]) -> tuple[str, ...]:
    """Return the cohorts that have lessons in all plans, in the order of the first."""
    planned = [{x.cohort for x in one.lessons} & set(one.plan.instance.cohort) for one in read]
    return tuple(x for x in read[0].plan.instance.cohort if all(x in some for some in planned))


def _measured(all_seen: Sequence[Seen]) -> Iterator[ComparedRow]:
    for measure in MEASURES:
        counts = [measure.count(x) for x in all_seen]
        whose = {name: one.instance for one, count in zip(all_seen, counts, strict=True) for name in count}
        for subject, instance in whose.items():
            values = tuple(x.get(subject) for x in counts)
            # Terms that cost nobody anything would fill the page.
            if any(x is not None for x in values) and (measure.key != "term" or any(values)):
                yield ComparedRow(
                    measure.key,
                    subject,
                    _(measure.section),
                    measure.titled(subject, instance),
                    measure.form,
                    measure.better,
                    values,
                    measure.detail,
                )


def _proved(read: Sequence[_Read], cohorts: Sequence[str], all_seen: Sequence[Seen]) -> Iterator[ComparedRow]:
    """Yield what is proved of the costs; a plan tells of its own weights and of all its groups together."""
    bounds = [_bound(x, cohorts, read[0].plan) for x in read]
    if not any(x is not None for x in bounds):
        return
    gaps: list[Value] = []
    for one, bound in zip(all_seen, bounds, strict=True):
        cost = sum(x.total for x in one.costs.values())
        gaps.append(None if bound is None else max(0.0, (cost - bound) / cost) if cost else 0.0)
    yield ComparedRow(
        "bound", "", _(COST), _("Proved: no plan costs less than"), Form.NUMBER, Better.NEITHER, (*bounds,)
    )
    yield ComparedRow("gap", "", _(COST), _("Gap to what is proved"), Form.SHARE, Better.LESS, (*gaps,))


def _bound(one: _Read, cohorts: Sequence[str], first: Plan) -> int | None:
    plan = one.plan
    whole = set(cohorts) == set(plan.instance.cohort) and plan.settings.weights == first.settings.weights
    proved = whole and not (plan.mended or plan.kept or plan.left_out or one.faults)
    return plan.bound if proved and (plan.bound or not plan.objective) else None


def _between(read: Sequence[_Read], all_seen: Sequence[Seen]) -> Iterator[ComparedRow]:
    faults = tuple(x.faults for x in read)
    yield ComparedRow("faults", "", _(COST), _("Broken rules"), Form.NUMBER, Better.LESS, faults)
    title = _("Half-days unlike those of {plan}").format(plan=read[0].letter)
    differing = tuple(len(changes(all_seen[0].lessons, x.lessons)) for x in all_seen)
    yield ComparedRow("changes", "", _(COST), title, Form.NUMBER, Better.NEITHER, differing)


def _notes(read: Sequence[_Read], cohorts: Sequence[str], all_seen: Sequence[Seen]) -> Iterator[str]:
    """Yield what is not compared, or not alike."""
    for one in read:
        if alone := [x for x in one.plan.instance.cohort if x not in cohorts]:
            yield plural(
                "{plan}: {groups} is not in every plan and is not compared.",
                "{plan}: {groups} are not in every plan and are not compared.",
                len(alone),
            ).format(plan=one.letter, groups=", ".join(alone))
    first = discreet(read[0].plan)
    for one in read[1:]:
        other = discreet(one.plan)
        differing = [_(title) for title, rows in TABLES if rows(first.instance) != rows(other.instance)]
        if differing:
            yield _("{plan} was made from other tables than {first}: {tables}.").format(
                plan=one.letter, first=read[0].letter, tables=", ".join(differing)
            )
        if one.plan.settings != first.settings:
            yield _("{plan} was made with other weights; costs are counted with those of {first}.").format(
                plan=one.letter, first=read[0].letter
            )
    ends = {
        x.id: max(y.day for one in all_seen for y in one.of_cohort[x.id])
        for x in all_seen[0].instance.cohorts
    }
    known = {x.id: all_seen[0].calendars[x.site].known_until for x in all_seen[0].instance.cohorts}
    for name, day in known.items():
        if day is not None and ends[name] > day:
            yield _("{group}: school holidays are known up to {day} only.").format(
                group=name, day=short_day(day)
            )
