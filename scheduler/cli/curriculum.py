"""A curriculum as plain text."""

from collections.abc import Iterable, Iterator, Sequence

from scheduler.cli.figures import item, table
from scheduler.curricula import said
from scheduler.domain.curriculum import Curriculum, DeadlineRegime, Mode, Module
from scheduler.text import N_, _
from scheduler.text.phrases import hours, number, short_day

ROOMS = {"classroom": N_("classroom"), "computer": N_("computer room"), "practice": N_("practice room")}
MODES = {Mode.IN_PERSON: N_("in person"), Mode.REMOTE: N_("remote")}


def overview(curricula: Sequence[Curriculum]) -> str:
    """Return a table, one line per curriculum."""
    head = (_("Id"), _("Title"), _("Hours"), _("Days"), _("Sessions"), _("Months"))
    rows = [
        (x.id, x.title, _volume(x), x.days, x.sessions, _range(x.min_months, x.max_months)) for x in curricula
    ]
    return table([head, *rows], right=(2, 3, 4, 5), indent=0)


def description(curriculum: Curriculum) -> str:
    """Return everything about a curriculum, assumptions marked as such."""
    facts = table([(label, text) for label, text in _facts(curriculum) if text], indent=0)
    sections = [
        f"{curriculum.id} · {curriculum.title}",
        facts,
        *_content(curriculum),
        _list(_("Deadlines"), (_regime(x) for x in curriculum.regimes)),
        _list(_("Sources"), curriculum.sources),
        _list(
            _("Assumptions: published by no source, to be confirmed by the centre"), curriculum.assumptions
        ),
    ]
    return "\n\n".join(section for section in sections if section)


def _facts(x: Curriculum) -> Iterator[tuple[str, str]]:
    yield _("Leads to"), f"{x.leads_to} ({x.rncp})" if x.rncp else x.leads_to
    yield _("Validity"), _validity(x)
    yield (
        _("Duration"),
        _("{months} months, at most {weeks} weeks between two sessions").format(
            months=_range(x.min_months, x.max_months), weeks=x.max_gap_weeks
        ),
    )
    yield (
        _("Volume"),
        _("{hours}, {days} days, {sessions} sessions").format(
            hours=_volume(x), days=x.days, sessions=x.sessions
        ),
    )
    yield _("Open to"), ", ".join(said(profile) for profile in x.profiles)
    yield _("Closed to"), _closed(x)
    yield _("Requires"), _either([said(one) for one in x.prerequisites])


def _validity(x: Curriculum) -> str:
    since = _("from {day}").format(day=short_day(x.valid_from)) if x.valid_from else ""
    until = _("until {day}").format(day=short_day(x.valid_until)) if x.valid_until else ""
    return " ".join(filter(None, (since, until))) or x.validity_note


def _closed(x: Curriculum) -> str:
    names = ", ".join(said(profile) for profile in x.excluded_profiles)
    return _("{names} (see {other})").format(names=names, other=x.instead) if names and x.instead else names


def _content(x: Curriculum) -> Iterator[str]:
    """Yield a section per block, then one for the assessment."""
    width = max(len(module.id) for module in x.items)
    for block in x.blocks:
        lines = [f"{block.id} · {block.title} · {hours(block.hours)}"]
        lines += [line for module in block.modules for line in _module(module, width)]
        yield "\n".join(lines)
    if x.assessment:
        title = _("Outside the blocks · {hours}").format(hours=hours(x.assessment.hours))
        yield "\n".join((title, *_module(x.assessment, width)))


def _module(module: Module, width: int) -> Iterator[str]:
    """Yield two lines: what it is and its hours, then how it is taught."""
    title = module.title
    if module.assumption:
        title = _("{title} (hours: assumption)").format(title=title)
    yield f"  {module.id:<{width}}  {hours(module.hours):>6}  {title}"
    yield f"  {'':<{width}}  {'':>6}  {', '.join(_traits(module))}"


def _traits(module: Module) -> Iterator[str]:
    yield _(MODES[module.mode])
    if module.mode is Mode.IN_PERSON and module.rooms:
        yield _either([_(ROOMS.get(kind, kind)) for kind in module.rooms])
    yield _("skill {skill}").format(skill=module.skill) if module.skill else _("no trainer")
    if module.after:
        yield _("after {modules}").format(modules=", ".join(module.after))
    if module.group_max:
        sizes = _range(module.group_min or 1, module.group_max)
        yield _("groups of {sizes}").format(sizes=sizes)
    if module.group_min_strict:
        yield _("never below {least}").format(least=module.group_min)
    if module.one_session:
        yield _("in one session")
    if module.last:
        yield _("last of all")
    if not module.whole_days:
        yield _("by half-days")
    if module.skill and not module.one_trainer:
        yield _("several trainers possible")


def _regime(x: DeadlineRegime) -> str:
    since = _("from {day}").format(day=short_day(x.hired_from)) if x.hired_from else ""
    until = _("until {day}").format(day=short_day(x.hired_until)) if x.hired_until else ""
    hired = " ".join(filter(None, (since, until))) or _("at any time")
    limits = []
    if x.start_within_months is not None:
        limits.append(_("start within {months} months").format(months=x.start_within_months))
    if x.finish_within_months is not None:
        limits.append(_("finish within {months} months").format(months=x.finish_within_months))
    if x.suspendable:
        limits.append(_("can be suspended"))
    told = _("Hired {hired}: {limits}.").format(hired=hired, limits=", ".join(limits) or _("no deadline"))
    return f"{told} {x.source}"


def _either(words: Sequence[str]) -> str:
    return _(" or ").join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def _volume(x: Curriculum) -> str:
    total = hours(x.hours)
    return f"{number(x.hours)} + {hours(x.assessment.hours)}" if x.assessment else total


def _range(least: int, most: int) -> str:
    return str(most) if least == most else _("{least} to {most}").format(least=least, most=most)


def _list(title: str, sentences: Iterable[str]) -> str:
    """Return a section of wrapped sentences; empty if there is none."""
    items = [item(sentence) for sentence in sentences]
    return "\n".join((title, *items)) if items else ""
