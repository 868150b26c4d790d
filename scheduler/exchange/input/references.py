"""Identifiers and references: each identifier once in its sheet, each reference to something there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scheduler.domain.curriculum import Block, Curriculum, Module
from scheduler.exchange.tables.columns import Column, Kind
from scheduler.exchange.tables.complaints import Complaints
from scheduler.exchange.tables.names import folded
from scheduler.exchange.tables.references import called_by_name, resolve_cell
from scheduler.exchange.tables.rows import Row, Table
from scheduler.text import _

Tables = Mapping[str, Table]
Library = Mapping[str, Curriculum]


def note_duplicates(tables: Tables, complaints: Complaints) -> None:
    """Note every identifier that a row above already has; case and accents make no difference."""
    for table in tables.values():
        seen: dict[str, Row] = {}
        for row in table.rows:
            if "id" not in row.values:
                continue
            first = seen.setdefault(folded(row.values["id"]), row)
            if first is not row:
                complaints.error(
                    row.places["id"],
                    _("“{value}” is already the identifier of line {line}.").format(
                        value=row.values["id"], line=first.number
                    ),
                    _("Give each line an identifier of its own."),
                )


def resolve(tables: Tables, library: Library | None, complaints: Complaints) -> None:
    """Replace every reference by the identifier it leads to, and note those that lead nowhere.

    Parameters
    ----------
    library
        The curricula; None if they could not be read, and nothing is said about them.
    """
    for table in tables.values():
        for column in table.sheet.columns:
            if column.kind not in (Kind.REFERENCE, Kind.REFERENCES):
                continue
            for row in table.rows:
                targets = _targets(column, row, tables, library)
                if column.key in row.values and targets is not None:
                    resolve_cell(column, row, targets.ids, targets.among, complaints, targets.called)


class _Targets(NamedTuple):
    """What a cell may refer to.

    Attributes
    ----------
    among
        What they are, such as “a module of cqp-266”.
    called
        Their identifiers by the names that people give them, folded, where one alone bears it.
    """

    ids: Sequence[str]
    among: str
    called: Mapping[str, str]


def _targets(column: Column, row: Row, tables: Tables, library: Library | None) -> _Targets | None:
    """Return what a cell may refer to, or None if nobody can tell."""
    table = tables.get(column.to or "")
    if table:
        among = _("in the sheet “{sheet}”").format(sheet=table.sheet.title)
        called = called_by_name((x.values["id"], x.get("name")) for x in table.rows if "id" in x.values)
        return _Targets(table.ids(), among, called) if table.present else None
    if library is None:
        return None
    if column.to == "curricula":
        titles = called_by_name((x.id, x.title) for x in library.values())
        return _Targets(list(library), _("a curriculum"), titles)
    curricula = _curricula_of(row, tables, library)
    if curricula is None:
        return None
    if len(curricula) == 1:
        named = _("a block of {curriculum}") if column.to == "blocks" else _("a module of {curriculum}")
        among = named.format(curriculum=curricula[0].id)
    else:
        among = _("a module of any curriculum in use")
    parts = [part for curriculum in curricula for part in _parts(curriculum, column.to == "blocks")]
    return _Targets(
        list(dict.fromkeys(x.id for x in parts)), among, called_by_name((x.id, x.title) for x in parts)
    )


def _parts(curriculum: Curriculum, blocks: bool) -> Iterable[Block | Module]:
    return curriculum.blocks if blocks else curriculum.by_id.values()


def _curricula_of(row: Row, tables: Tables, library: Library) -> list[Curriculum] | None:
    """Return the curricula that a row speaks of: its own, its cohort's, or all those in use.

    None if the row's curriculum or cohort is itself refused or unknown.
    """
    by_folded = {folded(name): curriculum for name, curriculum in library.items()}
    if "curriculum" in row.places:
        own = by_folded.get(folded(row.get("curriculum") or ""))
        return [own] if own else None
    cohorts = tables["cohorts"].rows
    if row.get("cohort"):
        wanted = folded(row.values["cohort"])
        cohorts = [cohort for cohort in cohorts if folded(cohort.get("id") or "") == wanted]
    elif "cohort" in row.refused:
        return None
    used = [by_folded.get(folded(cohort.get("curriculum") or "")) for cohort in cohorts]
    found = list(dict.fromkeys(curriculum for curriculum in used if curriculum))
    return found or None
