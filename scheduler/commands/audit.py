"""Judge a planning that somebody made by hand: its hours, and the rules that can be judged."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from scheduler.check import check
from scheduler.commands.audited import Audit, ForeignPlanning
from scheduler.commands.curricula import one_curriculum
from scheduler.domain.centre import Centre, Site
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.curriculum import Curriculum
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.rules import RULES
from scheduler.domain.time import WORKING_WEEK, Weekday
from scheduler.errors import InputError
from scheduler.exchange.foreign import Found, Lexicon, Reading, read_foreign
from scheduler.exchange.foreign.lessons import joined, lessons_of
from scheduler.exchange.input import read_instance
from scheduler.exchange.tables.cells import NOT_CALCULATED
from scheduler.exchange.tables.names import normal, what_is_known
from scheduler.exchange.tables.words import TERRITORIES
from scheduler.text import _

JUDGED = (
    "CA-01",
    "CA-05",
    "SE-01",
    "SE-02",
    "SE-03",
    "SE-05",
    "CU-01",
    "CU-02",
    "CU-03",
    "CU-04",
    "CU-06",
)
"""Rules that speak of dates and modules alone; deadlines need a date of hire, all others a centre."""


def audit(question: ForeignPlanning, today: date) -> Audit:
    """Return what is to be said of a planning made by hand.

    Raises
    ------
    InputError
        If the file, the tables or an option cannot be used, or no lesson was understood.
    """
    instance = read_instance(question.tables, question.curricula)[0] if question.tables else None
    curriculum = _curriculum(question, instance)
    lexicon = Lexicon(curriculum)
    lexicon.explain(_words(question.words, curriculum))
    reading = read_foreign(question.path, lexicon, today, question.year, instance)
    groups = _chosen(question, reading)
    if not any(groups.values()):
        raise InputError.at(question.path.name, *_nothing(reading))
    if instance is None:
        centre = _invented(question, curriculum, groups)
        named = groups if len(groups) > 1 else {centre.cohorts[0].id: next(iter(groups.values()))}
    else:
        named = _of_centre(question, groups, instance, curriculum)
        centre = instance.without([x.id for x in instance.cohorts if x.id not in named])
    lessons = tuple(x for name, found in named.items() for x in lessons_of(name, curriculum, found))
    lessons = joined(lessons, centre)
    judged = _judged(question, instance, lessons)
    violations = tuple(x for x in check(centre, lessons) if x.code in judged)
    return Audit(curriculum, reading, centre, lessons, violations, judged, instance is not None)


# ---------------------------------------------------------------------- what is asked


def _curriculum(question: ForeignPlanning, instance: Instance | None) -> Curriculum:
    if instance is None:
        if question.curriculum is None:
            raise InputError.at(
                "--curriculum", _("it is needed."), _("“scheduler curricula list” shows them all.")
            )
        return one_curriculum(question.curriculum, question.curricula)
    wanted = {x.curriculum for x in instance.cohorts if question.group in (None, x.id)}
    if question.curriculum is not None:
        if question.curriculum not in instance.curriculum:
            message = _("no group of the tables follows “{name}”.").format(name=question.curriculum)
            raise InputError.at("--curriculum", message, what_is_known(question.curriculum, sorted(wanted)))
        return instance.curriculum[question.curriculum]
    if len(wanted) == 1:
        return instance.curriculum[wanted.pop()]
    names = [x.id for x in instance.cohorts]
    if question.group is not None:
        message = _("the tables hold no group “{name}”.").format(name=question.group)
        raise InputError.at("--group", message, what_is_known(question.group, names))
    raise InputError.at(
        "--group",
        _("the groups of the tables follow several curricula."),
        _("Say which group this planning is of: {names}.").format(names=", ".join(names)),
    )


def _words(words: Iterable[tuple[str, str]], curriculum: Curriculum) -> dict[str, str]:
    """Return the module of each text that was explained, under its own spelling."""
    modules = {normal(module.id): module.id for module in curriculum.items}
    told = {}
    for text, module in words:
        if module and normal(module) not in modules:
            message = _("“{module}” is no module of {curriculum}.").format(
                module=module, curriculum=curriculum.id
            )
            raise InputError.at("--word", message, what_is_known(module, list(modules.values())))
        told[text] = modules[normal(module)] if module else ""
    return told


def _chosen(question: ForeignPlanning, reading: Reading) -> Mapping[str, Sequence[Found]]:
    """Return the groups of the planning that are asked for; the name is empty where it names none."""
    groups = reading.groups
    if question.group is None or len(groups) < 2:
        return groups
    chosen = {name: found for name, found in groups.items() if normal(name) == normal(question.group)}
    if not chosen:
        message = _("the planning holds no group “{name}”.").format(name=question.group)
        raise InputError.at("--group", message, what_is_known(question.group, list(groups)))
    return chosen


def _nothing(reading: Reading) -> tuple[str, str]:
    """Return what is said where no lesson was understood, and what to try."""
    for sheet in reading.sheets:
        for spot, value in sorted(sheet.axes.grid.cells.items(), key=lambda x: x[0]):
            if value == NOT_CALCULATED:
                message = _("{where} is a formula without its result, and so may others be.")
                return message.format(where=sheet.axes.grid.where(spot)), _(
                    "Open it in a spreadsheet program and save it again as .xlsx."
                )
    if not any(sheet.columns for sheet in reading.sheets):
        return (
            _("no date was found beside anything that could be a lesson."),
            _("Give a planning with dates: in a column, in a row, or months across and days down."),
        )
    first = list({x.text: x for x in reversed(reading.unread)}.values())[-3:][::-1]
    examples = ", ".join(_("“{text}” ({where})").format(text=x.text, where=x.where) for x in first)
    return (
        _("dates were found, but no module beside them: {examples}.").format(examples=examples or "–"),
        _("Say what words mean: {option}").format(
            option=f'--word "{first[0].text if first else "Voc"}=MODULE"'
        ),
    )


# ---------------------------------------------------------------------- the centre


def _invented(
    question: ForeignPlanning, curriculum: Curriculum, groups: Mapping[str, Sequence[Found]]
) -> Instance:
    """Return a centre of which nothing is known but the territory and the first days."""
    names = list(groups) if len(groups) > 1 else [question.group or next(iter(groups)) or _("GROUP")]
    cohorts = []
    for name, found in zip(names, groups.values(), strict=True):
        first = min((x.day for x in found), default=date.min)
        days = sorted({*WORKING_WEEK, *(Weekday(x.day.weekday()) for x in found)})
        cohorts.append(Cohort(name, curriculum.id, "SITE", first, first, weekdays=tuple(days)))
    unknown = _("to be filled in")
    learners = tuple(
        Learner(f"A{number}", cohort.id, unknown, hire_date=question.hired)
        for number, cohort in enumerate(cohorts, start=1)
        if question.hired is not None
    )
    site = Site("SITE", unknown, territory=_territory(question.territory))
    return Instance(Centre(unknown), (site,), (), (), tuple(cohorts), (curriculum,), learners)


def _territory(told: str) -> str:
    """Return the territory that is told by its name, in either language."""
    known = {normal(word): choice.value for choice in TERRITORIES for word in (choice.value, *choice.words)}
    if normal(told) not in known:
        message = _("“{value}” is no territory.").format(value=told)
        raise InputError.at("--territory", message, what_is_known(told, [x.value for x in TERRITORIES]))
    return str(known[normal(told)])


def _of_centre(
    question: ForeignPlanning,
    groups: Mapping[str, Sequence[Found]],
    instance: Instance,
    curriculum: Curriculum,
) -> dict[str, Sequence[Found]]:
    """Return the half-days of the groups that the tables hold."""
    known = [x.id for x in instance.cohorts if x.curriculum == curriculum.id]
    if question.group is not None and question.group not in known:
        message = _("the tables hold no group “{name}”.").format(name=question.group)
        raise InputError.at("--group", message, what_is_known(question.group, known))
    matched = {name: found for name, found in groups.items() if name in known}
    if matched:
        return matched
    if len(groups) == 1 and (question.group is not None or len(known) == 1):
        return {question.group or known[0]: next(iter(groups.values()))}
    raise InputError.at(
        question.path.name,
        _("it is not clear which group of the tables this is the planning of."),
        _("Say which: --group {names}.").format(names=" | ".join(known)),
    )


def _judged(
    question: ForeignPlanning, instance: Instance | None, lessons: Sequence[Lesson]
) -> tuple[str, ...]:
    """Return the codes that can be judged: of trainers and rooms only where the planning names some."""
    if instance is None:
        return (*JUDGED, "LE-01") if question.hired is not None else JUDGED
    unknown = set()
    if all(x.trainer is None for x in lessons):
        unknown.add("TR")
    if all(x.room is None for x in lessons):
        unknown.add("RO")
    return tuple(rule.code for rule in RULES if rule.family not in unknown)
