"""Whether a centre has a plan; and if it has none, why, and the ways out.

:class:`Explaining` is told that there is none, :class:`Deciding` finds out first.
"""

import time
from collections.abc import Iterator
from datetime import date
from datetime import time as clock_time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scheduler.commands.background import Background
from scheduler.commands.solve import Order, to_come, today
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule
from scheduler.domain.plan import Status
from scheduler.domain.record import Record
from scheduler.domain.search import Limits, Outcome, Progress
from scheduler.exchange.input import read_instance
from scheduler.exchange.input.joint_rows import joint_row
from scheduler.exchange.input.tables import BY_KEY
from scheduler.exchange.tables.written import written
from scheduler.settings import load_settings
from scheduler.text import N_, _

if TYPE_CHECKING:
    from scheduler.explain import Explanation, RowEdit, Way
    from scheduler.solve import Search

LONGEST = 60.0
"""Seconds after which an explanation ends with what it has."""


class Explaining(Background["Explanation"]):
    """The search for the cause and the ways out of an order that is proved impossible.

    Parameters
    ----------
    seconds
        What the user would wait at most.
    """

    def __init__(self, order: Order, seconds: float):
        super().__init__()
        self._order = order
        self._seconds = min(seconds, LONGEST)
        self._started = time.monotonic()
        self._latest: Explanation | None = None

    def progress(self) -> Progress | None:
        """Return how long it has been searching."""
        elapsed = time.monotonic() - self._started
        return Progress(elapsed, N_("ways out"), best=None, bound=0)

    def _so_far(self) -> "Explanation":
        from scheduler.explain import Explanation

        return self._latest or Explanation()

    def _note(self, explanation: "Explanation") -> None:
        self._latest = explanation

    def _work(self) -> "Explanation":
        from scheduler.explain import explain

        order = self._order
        return explain(
            order.instance,
            order.settings,
            lambda: self._ending,
            self._seconds,
            order.kept,
            order.since,
            self._note,
        )


class Deciding(Explaining):
    """The search for any plan, and where there is none, for the cause and the ways out."""

    def __init__(self, order: Order, seconds: float):
        super().__init__(order, seconds)
        self._most = seconds
        self._search: Search | None = None
        self._outcome = Outcome(Status.NOT_FOUND, (), 0, 0, 0.0)

    @property
    def outcome(self) -> Outcome:
        """What the search for a plan ended with."""
        return self._outcome

    def progress(self) -> Progress | None:
        """Return where the search for a plan stands, then how long ways out are looked for."""
        if self._outcome.status is Status.IMPOSSIBLE:
            return super().progress()
        return None if self._search is None else self._search.progress()

    def _end_soon(self) -> None:
        super()._end_soon()
        if self._search is not None:
            self._search.stop()

    def _work(self) -> "Explanation":
        from scheduler.explain import Explanation
        from scheduler.solve import Search

        def enough(progress: Progress) -> None:
            if progress.best is not None and self._search is not None:
                self._search.stop()

        limits = Limits(seconds=self._most)
        self._search = Search(self._order.instance, self._order.settings, limits, enough)
        if self._ending:
            self._search.stop()
        self._outcome = self._search.run()
        if self._outcome.status is not Status.IMPOSSIBLE:
            return Explanation()
        self._seconds = max(1.0, self._most - self._outcome.seconds)
        return super()._work()


def take(
    source: Path,
    settings: Path | None = None,
    curricula: Path | None = None,
    first_free: date | None = None,
) -> Order:
    """Read all that a decision needs; what `first_free` is, :func:`scheduler.commands.solve.take` says.

    Raises
    ------
    InputError
        With every problem found in the tables, else in the settings.
    """
    since = first_free or today()
    instance, warnings = read_instance(source, curricula, since)
    order = Order(instance, load_settings(settings), Path(), warnings, since=since)
    return order if first_free is None else to_come(order)


def as_data(instance: Instance, outcome: Outcome, explanation: "Explanation") -> dict[str, Any]:
    """Return the decision as other programs read it: a public contract that may grow."""
    status = {Status.IMPOSSIBLE: "impossible", Status.NOT_FOUND: "not_found"}
    cause = explanation.cause
    return {
        "status": status.get(outcome.status, "possible"),
        "obstacles": [
            {"codes": list(x.codes), "where": x.where, "message": x.message} for x in outcome.obstacles
        ],
        "cause": [
            {"codes": list(fact.codes), "where": fact.where, "fact": fact.said}
            for fact in (cause.facts if cause else ())
        ]
        + [
            {"codes": list(kind.codes), "where": "", "fact": _(kind.title)}
            for kind in (cause.families if cause else ())
        ],
        "smallest": bool(cause and cause.smallest),
        "ways": [way_out(instance, way) for way in explanation.ways],
    }


def way_out(instance: Instance, way: "Way") -> dict[str, Any]:
    """Return a way out as other programs read it: each cell to write, and what the plan then is."""
    return {
        "concessions": [
            {**row, "sentence": concession.said}
            for concession in way.concessions
            for edit in concession.edits
            for row in _cells(instance, edit)
        ],
        "cost": way.cost,
        "last_days": {name: day.isoformat() for name, day in way.last_days.items()},
        "changed": way.changed,
    }


def _cells(instance: Instance, edit: "RowEdit") -> Iterator[dict[str, Any]]:
    """Yield each cell of a row as it is to be written; of a row added, all cells at once."""
    place = {"table": edit.table, "row": edit.row(instance)}
    if edit.new is None:
        yield place | {"column": None, "value": None}
        return
    if edit.old is None:
        yield place | {"column": None, "value": _row(instance, edit.new, edit.table)}
        return
    columns = BY_KEY[edit.table].by_key
    for name, value in edit.changed.items():
        yield place | {"column": name, "value": _plain(written(columns[name], value))}


def _row(instance: Instance, record: Record, table: str) -> dict[str, str | int | float]:
    """Return the cells of a row that is to be added, those left empty apart."""
    if isinstance(record, JointModule):
        values = joint_row(instance, record)
    else:
        values = {name: getattr(record, name) for name in BY_KEY[table].by_key}
    cells = {name: _plain(written(column, values[name])) for name, column in BY_KEY[table].by_key.items()}
    return {name: value for name, value in cells.items() if value not in (None, "")}


def _plain(value: Any) -> Any:
    """Return what a cell holds as JSON does: dates in ISO form."""
    return value.isoformat() if isinstance(value, date | clock_time) else value
