"""What a centre may concede: rows of its tables written otherwise, in words and as values."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from scheduler.domain.instance import Instance
from scheduler.domain.record import Record


@dataclass(frozen=True)
class RowEdit:
    """One row of a table written otherwise.

    Attributes
    ----------
    table
        Key of the table, which is the name of the field of :class:`Instance`.
    old, new
        The row before and after; None where it is added or deleted.
    """

    table: str
    old: Record | None
    new: Record | None

    @property
    def changed(self) -> dict[str, Any]:
        """The fields that differ, with their new values; of a row added or deleted, none."""
        if self.old is None or self.new is None:
            return {}
        names = [field.name for field in fields(self.new)]  # type: ignore[arg-type]
        return {
            name: getattr(self.new, name)
            for name in names
            if getattr(self.new, name) != getattr(self.old, name)
        }

    def row(self, instance: Instance) -> str | int | None:
        """Return which row it is: the identifier, or the number from 1; None for one that is added."""
        if self.old is None:
            return None
        identifier: str | None = getattr(self.old, "id", None)
        rows = getattr(instance, self.table)
        return identifier if identifier is not None else rows.index(self.old) + 1

    def made(self, instance: Instance) -> Instance:
        """Return `instance` with the row written otherwise; as it is, if it has no such row any more."""
        rows: tuple[Any, ...] = getattr(instance, self.table)
        if self.old is None:
            rows = rows if self.new in rows else (*rows, self.new)
        elif self.new is None:
            rows = tuple(row for row in rows if not self._speaks_of(row))
        else:
            rows = tuple(replace(row, **self.changed) if self._speaks_of(row) else row for row in rows)
        values: dict[str, Any] = {self.table: rows}
        return replace(instance, **values)

    def _speaks_of(self, row: Record) -> bool:
        identifier = getattr(self.old, "id", None)
        return row == self.old if identifier is None else getattr(row, "id", None) == identifier


@dataclass(frozen=True)
class Concession:
    """One thing that a centre may concede.

    Attributes
    ----------
    said
        What is conceded, in words: ``F03 on Wednesday too``.
    """

    said: str
    edits: tuple[RowEdit, ...]

    def made(self, instance: Instance) -> Instance:
        """Return `instance` with the concession made; several may be made one after another."""
        for edit in self.edits:
            instance = edit.made(instance)
        return instance


def concede(instance: Instance, concessions: Iterable[Concession]) -> Instance:
    """Return `instance` with all of `concessions` made."""
    for concession in concessions:
        instance = concession.made(instance)
    return instance


def cell(said: str, table: str, row: Record, **values: Any) -> Concession:
    """Return the concession of one row with other values."""
    return Concession(said, (RowEdit(table, row, replace(row, **values)),))  # type: ignore[type-var]


def added(said: str, table: str, *rows: Record) -> Concession:
    """Return the concession of rows more."""
    return Concession(said, tuple(RowEdit(table, None, row) for row in rows))


def deleted(said: str, table: str, row: Record) -> Concession:
    """Return the concession of one row less."""
    return Concession(said, (RowEdit(table, row, None),))
