"""Joint modules: the rows of their sheet, understood, and whether such lessons can be shared at all."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.caps import JOINT_COHORTS
from scheduler.domain.curriculum import Curriculum, Mode, Module
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule, Sharer
from scheduler.exchange.input.checks import find
from scheduler.exchange.input.references import Tables
from scheduler.exchange.input.tables import HOURS
from scheduler.exchange.tables.complaints import Complaints
from scheduler.exchange.tables.names import folded
from scheduler.exchange.tables.references import not_among, what_is_known
from scheduler.exchange.tables.rows import Row
from scheduler.exchange.tables.words import ROOM_KINDS, word
from scheduler.text import N_, _
from scheduler.text.phrases import hours, listed

Names = list[tuple[str | None, str]]
"""Modules that a row names, each with the curriculum that calls it so; None for any."""


@dataclass(frozen=True)
class SharingGroup:
    """A group that shares, as its row tells: its curriculum, what that calls the module, its site."""

    cohort: str
    curriculum: str
    module: Module
    site: str | None

    @property
    def name(self) -> str:
        """The module with its curriculum, as the sheet takes it."""
        return f"{self.curriculum}:{self.module.id}"


def joint_modules(
    tables: Tables, curricula: Iterable[Curriculum], complaints: Complaints
) -> tuple[JointModule, ...]:
    """Return the joint modules of their sheet, and note every one that cannot be taught as one.

    Nothing is said while the curriculum of some group is not known.
    """
    used = {curriculum.id: curriculum for curriculum in curricula}
    rows = tables["joint_modules"].rows
    if any(row.get("curriculum") not in used for row in tables["cohorts"].rows):
        return ()
    found: list[tuple[Row, JointModule]] = []
    for row in rows:
        names = _names(row, used, complaints)
        shares = _shares(row, names, tables, used, complaints) if names else None
        if shares is None or not _can_share(row, shares, complaints):
            continue
        _limits(row, shares, complaints)
        _once(row, shares, found, complaints)
        if not row.refused:
            values = {key: value for key, value in row.values.items() if key not in ("modules", "cohorts")}
            sharers = tuple(Sharer(share.cohort, share.module.id) for share in shares)
            found.append((row, JointModule(sharers=sharers, **values)))
    _names_of_lessons(rows, complaints)
    return tuple(joint for _row, joint in found)


def joint_row(instance: Instance, joint: JointModule) -> dict[str, Any]:
    """Return the cells of the row that is read as `joint`."""
    modules = tuple(dict.fromkeys(sharer.module for sharer in joint.sharers))
    if len(modules) > 1:
        named = (f"{instance.cohort[x.cohort].curriculum}:{x.module}" for x in joint.sharers)
        modules = tuple(dict.fromkeys(named))
    own = {key: getattr(joint, key) for key in ("id", "together", "group_min", "group_max", "strict")}
    return own | {"modules": modules, "cohorts": joint.cohorts}


def _names(row: Row, used: dict[str, Curriculum], complaints: Complaints) -> Names:
    """Return the modules that a row names; none, and the reason noted, if one is not known."""
    by_folded = {folded(name): curriculum for name, curriculum in used.items()}
    found: Names = []
    texts = [text.strip() for item in row.get("modules") or () for text in item.split("=")]
    for text in filter(None, texts):
        before, colon, name = (part.strip() for part in text.rpartition(":"))
        curriculum = by_folded.get(folded(before))
        if colon and curriculum is None:
            among = _("a curriculum that a group follows")
            _refuse(row, "modules", not_among(before, among), what_is_known(before, list(used)), complaints)
            continue
        asked = [curriculum] if curriculum else list(used.values())
        known = list(dict.fromkeys(module for one in asked for module in one.by_id))
        meant = next((module for module in known if folded(module) == folded(name)), None)
        if meant is None:
            among = _("a module of any curriculum in use")
            if len(asked) == 1:
                among = _("a module of {curriculum}").format(curriculum=asked[0].id)
            _refuse(row, "modules", not_among(name, among), what_is_known(name, known), complaints)
            continue
        found.append((curriculum.id if curriculum else None, meant))
    return [] if "modules" in row.refused else found


def _shares(
    row: Row, names: Names, tables: Tables, used: dict[str, Curriculum], complaints: Complaints
) -> list[SharingGroup] | None:
    """Return who shares the module, None if that is not clear."""
    if "cohorts" in row.refused:
        return None
    named = row.get("cohorts")
    shares, clear = [], True
    for cohort in dict.fromkeys(named or tables["cohorts"].ids()):
        line = find(tables["cohorts"], cohort)
        if line is None:
            return None
        curriculum = used[line.values["curriculum"]]
        own = [module for name, module in names if name == curriculum.id]
        own = own or [module for name, module in names if name is None and module in curriculum.by_id]
        if len(own) == 1:
            shares.append(SharingGroup(cohort, curriculum.id, curriculum.by_id[own[0]], line.get("site")))
        elif own:
            clear = False
            message = _("{curriculum} has several of these modules: {modules}.").format(
                curriculum=curriculum.id, modules=", ".join(own)
            )
            _refuse(row, "modules", message, _("Give each joint module a row of its own."), complaints)
            break
        elif named:
            clear = False
            message = _("{cohort} follows {curriculum}, which has no module {module}.").format(
                cohort=cohort, curriculum=curriculum.id, module=_called(names)
            )
            hint = _(
                "Remove this group, or write what its curriculum calls the module, for example {example}."
            ).format(example="cqp-266:DOSSIER = fae-112:DOSSIER")
            _refuse(row, "cohorts", message, hint, complaints)
    for name in dict.fromkeys(name for name, _module in names if name):
        if clear and all(share.curriculum != name for share in shares):
            complaints.warning(
                row.places["modules"], _("None of these groups follows {curriculum}.").format(curriculum=name)
            )
    return shares if clear else None


def _called(names: Names) -> str:
    return ", ".join(dict.fromkeys(module for _curriculum, module in names))


def _can_share(row: Row, shares: list[SharingGroup], complaints: Complaints) -> bool:
    """Note what keeps these groups from sharing lessons; False if there is something."""
    kinds = list({(share.curriculum, share.module.id): share for share in shares}.values())
    if len(shares) < 2:
        message = _("A joint module is shared by two groups or more; here: {cohorts}.").format(
            cohorts=listed(share.cohort for share in shares) or _("none")
        )
        _refuse(row, "cohorts", message, _("Name those that share it, or delete the row."), complaints)
    elif len(shares) > JOINT_COHORTS.most:
        message = _("{count} groups would share it; at most {most} can.").format(
            count=len(shares), most=JOINT_COHORTS.most
        )
        _refuse(
            row, "cohorts", message, _("Make several rows of it, each with some of the groups."), complaints
        )
    for share in kinds:
        if not share.module.teaching:
            message = _("{module} is an assessment, which each group has of its own.").format(
                module=share.name
            )
            _refuse(row, "modules", message, _("Choose a module of a block."), complaints)
            return False
    for message, hint in _differences(kinds):
        _refuse(row, "modules", message, hint, complaints)
    sites = {share.site for share in shares if share.site}
    module = shares[0].module if shares else None
    if module and len(sites) > 1 and (module.mode is Mode.IN_PERSON or not module.whole_days):
        said = _("These groups are at several sites ({sites}), and {module} is taught in person.")
        if module.mode is Mode.REMOTE:
            said = _("These groups are at several sites ({sites}), and {module} is taught by half-days.")
        hint = _("Name the groups of one site, and make a row for each site.")
        _refuse(row, "cohorts", said.format(sites=listed(sites), module=module.id), hint, complaints)
    return not row.refused & {"modules", "cohorts"}


_WAYS = (
    ("mode", {Mode.IN_PERSON: N_("with all present"), Mode.REMOTE: N_("remote")}),
    ("whole_days", {True: N_("by whole days"), False: N_("by half-days")}),
    ("one_trainer", {True: N_("with one trainer throughout"), False: N_("with any trainers")}),
)
"""Ways of teaching that are those of the whole lesson, with their words."""


def _differences(kinds: Sequence[SharingGroup]) -> Iterator[tuple[str, str]]:
    """Yield what makes the modules of several curricula unlike: what is wrong, and what to try."""
    first = kinds[0] if kinds else None
    for other in kinds[1:]:
        if first is None:
            return
        one, two = first.module, other.module
        if one.hours != two.hours:
            message = _("{one} takes {hours}, and {other} takes {others}: those who share a module have "
                        "the same hours of it.").format(
                one=first.name, hours=hours(one.hours), other=other.name, others=hours(two.hours)
            )  # fmt: skip
            yield (
                message,
                _("Change hours in the sheet “{sheet}”, or share a module of equal hours.").format(
                    sheet=HOURS.title
                ),
            )
        for key, words in _WAYS:
            this, that = getattr(one, key), getattr(two, key)
            if this != that:
                message = _("{one} is taught {this}, and {other} {that}: one lesson cannot be both.")
                message = message.format(
                    one=first.name, this=_(words[this]), other=other.name, that=_(words[that])
                )
                yield message, _("Write the same in both curricula, or share another module.")
        if Mode.REMOTE not in (one.mode, two.mode) and not set(one.rooms) & set(two.rooms):
            message = _("No room suits both: {one} takes place in {rooms}, and {other} in {others}.")
            message = message.format(one=first.name, rooms=_rooms(one), other=other.name, others=_rooms(two))
            yield message, _("Allow a kind of room in both curricula, or share another module.")


def _rooms(module: Module) -> str:
    return _(" or ").join(word(ROOM_KINDS, kind) for kind in module.rooms)


def _limits(row: Row, shares: Iterable[SharingGroup], complaints: Complaints) -> None:
    """Note a minimum above the maximum, and warn of limits looser than those of the curricula."""
    if row.refused & {"group_min", "group_max"}:
        return
    modules = [share.module for share in shares]
    due = max((x.group_min for x in modules if x.group_min), default=None)
    allowed = min((x.group_max for x in modules if x.group_max), default=None)
    own_least, own_most = row.get("group_min"), row.get("group_max")
    least, most = own_least or due, own_most or allowed
    if least and most and least > most:
        message = _("At least {least} learners in a group, but at most {most}.")
        hint = _("Swap them, or change one.")
        if not (own_least and own_most):
            hint = _("An empty cell keeps the curriculum's own limit: fill in both.")
        key = "group_max" if own_most else "group_min"
        _refuse(row, key, message.format(least=least, most=most), hint, complaints)
        return
    for key, looser, own, usual in (
        ("group_min", bool(own_least and due and own_least < due), own_least, due),
        ("group_max", bool(own_most and allowed and own_most > allowed), own_most, allowed),
    ):
        if looser:
            message = _("{own} learners in a group, where the curriculum says {usual}.")
            complaints.warning(
                row.places[key],
                message.format(own=own, usual=usual),
                _("Leave the cell empty to keep the curriculum's own limit."),
            )


def _once(
    row: Row,
    shares: Iterable[SharingGroup],
    earlier: Iterable[tuple[Row, JointModule]],
    complaints: Complaints,
) -> None:
    """Note a module that a group shares in an earlier row already."""
    lines = {sharer: line.number for line, joint in earlier for sharer in joint.sharers}
    for share in shares:
        line = lines.get(Sharer(share.cohort, share.module.id))
        if line is not None:
            message = _("{cohort} shares {module} in line {line} already.").format(
                cohort=share.cohort, module=share.module.id, line=line
            )
            _refuse(row, "cohorts", message, _("Keep the group in one of the two rows."), complaints)


def _names_of_lessons(rows: Iterable[Row], complaints: Complaints) -> None:
    """Note identifiers that lessons of another joint module would bear: ``AFGSU-A2`` beside ``AFGSU``."""
    ids = [row.values["id"] for row in rows if "id" in row.values]
    for row in rows:
        name = row.get("id") or ""
        other = next((x for x in ids if re.fullmatch(re.escape(x) + r"-[A-Z]?\d*", name)), None)
        if other:
            message = _("Lessons of {other} could be called “{name}” too.").format(other=other, name=name)
            _refuse(row, "id", message, _("Give it another name, such as {name}.").format(
                name=f"{other}-{name[len(other) + 1 :]}bis"), complaints)  # fmt: skip


def _refuse(row: Row, key: str, message: str, hint: str, complaints: Complaints) -> None:
    row.refused.add(key)
    complaints.error(row.places[key], message, hint)
