"""An empty table of learners' absences for a plan: who follows it is in a list to choose from."""

import io
from collections import Counter
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import quote_sheetname

from scheduler.domain.cohort import Learner
from scheduler.domain.instance import Instance
from scheduler.exchange.input.template import refuse_bad_name
from scheduler.exchange.input.template_catalogue import Catalogue
from scheduler.exchange.input.template_sheet import add_sheet
from scheduler.exchange.missed import SHEET
from scheduler.exchange.tables.columns import Column, Kind, TableSheet
from scheduler.exchange.tables.names import folded
from scheduler.exchange.whole import write_whole
from scheduler.text import N_
from scheduler.text.signs import dropped

PEOPLE = TableSheet(
    "learners", "Apprenants", "Learners", N_("Who follows the plan. This sheet is not read."),
    (
        Column("name", "Apprenant", "Learner", Kind.TEXT, N_("What the other sheet calls a learner.")),
        Column("cohort", "Groupe", "Cohort", Kind.TEXT, N_("The group that he or she belongs to.")),
        Column("employer", "Employeur", "Employer", Kind.TEXT, N_("Where he or she works.")),
    ),
)  # fmt: skip


class _People(Catalogue):
    """Words for the lists of the table: the learners."""

    def __init__(self, count: int):
        super().__init__(())
        self._last = count + 1

    def formula(self, name: str) -> str | None:
        """Return the source of a drop-down list."""
        if name == "learners":
            return f"={quote_sheetname(PEOPLE.title)}!$A$2:$A${max(2, self._last)}"
        return super().formula(name)


def write_missed(path: Path, instance: Instance) -> None:
    """Write the table of the half-days that learners of `instance` missed, to be filled in.

    Raises
    ------
    InputError
        If `path` exists, is not a ``.xlsx`` name, or cannot be written.
    """
    refuse_bad_name(path)
    workbook = Workbook()
    del workbook[workbook.sheetnames[0]]
    names = Counter(folded(x.name) for x in instance.learners) + Counter(
        folded(x.id) for x in instance.learners if folded(x.id) != folded(x.name)
    )
    rows = [
        {"name": _called(x, names), "cohort": x.cohort, "employer": dropped(x.employer)}
        for x in instance.learners
    ]
    catalogue = _People(len(rows))
    add_sheet(workbook, SHEET, [], catalogue)
    add_sheet(workbook, PEOPLE, sorted(rows, key=lambda x: (x["cohort"], folded(x["name"]))), catalogue)
    content = io.BytesIO()
    workbook.save(content)
    write_whole(path.parent, {path.name: content.getvalue()})


def _called(learner: Learner, names: Counter[str]) -> str:
    """Return the name of a learner if it means nobody else and a cell can hold it, else the identifier."""
    name = learner.name
    return name if name and names[folded(name)] == 1 and dropped(name) == name else learner.id
