"""Cells that refer to something: the identifier that is meant, whatever its case and accents."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from scheduler.exchange.tables.columns import Column
from scheduler.exchange.tables.complaints import Complaints
from scheduler.exchange.tables.names import folded, not_among, what_is_known
from scheduler.exchange.tables.rows import Row
from scheduler.text import _


def resolve_cell(
    column: Column,
    row: Row,
    known: Iterable[str],
    among: str,
    complaints: Complaints,
    called: Mapping[str, str] | None = None,
) -> None:
    """Replace what a cell refers to by the identifier of `known` that is meant; note what leads nowhere.

    Parameters
    ----------
    among
        What `known` is, such as “a trainer of this plan”.
    called
        Identifiers by the names that people give them, folded: whoever writes one is told the identifier.
    """
    by_folded = _by_folded(tuple(known))
    value = row.values[column.key]
    names: tuple[str, ...] = (value,) if isinstance(value, str) else value
    for name in names:
        if folded(name) not in by_folded:
            row.refused.add(column.key)
            own = (called or {}).get(folded(name))
            if own is not None:
                hint = _("That is the name of “{id}”: write this identifier.").format(id=own)
            else:
                # Looking for what resembles a name takes long, and nobody reads past the first hundreds.
                hint = what_is_known(name, tuple(by_folded.values())) if complaints.few else ""
            complaints.error(row.places[column.key], not_among(name, among), hint)
    found = tuple(by_folded.get(folded(name), name) for name in names)
    row.values[column.key] = found[0] if isinstance(value, str) else found


@lru_cache(maxsize=64)
def _by_folded(known: tuple[str, ...]) -> Mapping[str, str]:
    """Return the names by their folded form; one column asks for the same ones in every row."""
    return {folded(name): name for name in known}


def called_by_name(names: Iterable[tuple[str, str | None]]) -> Mapping[str, str]:
    """Return identifiers by folded name, from both; names that two bear stand for neither."""
    bearers: dict[str, set[str]] = {}
    for own, name in names:
        if name:
            bearers.setdefault(folded(name), set()).add(own)
    return {name: found.pop() for name, found in bearers.items() if len(found) == 1}
