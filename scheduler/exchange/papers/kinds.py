"""The kinds of papers: a new one is one more entry here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scheduler.exchange.papers.dossier import Dossier
from scheduler.exchange.papers.feeds import feeds
from scheduler.exchange.papers.ledger import ledger
from scheduler.exchange.papers.pdf import papers
from scheduler.exchange.papers.web import page
from scheduler.exchange.papers.word import documents
from scheduler.text import N_


@dataclass(frozen=True)
class PaperKind:
    """A kind of papers.

    Attributes
    ----------
    name
        What ``--to`` calls it.
    title
        What people call it, marked for translation.
    make
        Returns the files, by name from the folder of the export (``ics/groupes/G1.ics``), in the language
        now spoken. Heavy libraries are imported when it runs.
    """

    name: str
    title: str
    make: Callable[[Dossier], Mapping[str, bytes]]


KINDS = (
    PaperKind("ics", N_("calendar files (.ics), one for each group, trainer, room and learner"), feeds),
    PaperKind("html", N_("one page for the browser, complete in itself, to search and to print"), page),
    PaperKind(
        "ledger", N_("a workbook of the hours: of each learner by block, by month for the funder"), ledger
    ),
    PaperKind("pdf", N_("papers to print and to sign: agreements, attendance, summons, and more"), papers),
    PaperKind(
        "docs", N_("attendance sheets, summons and agreements' plannings to edit in Word (.docx)"), documents
    ),
)
"""In the order in which help lists them."""

KIND = {kind.name: kind for kind in KINDS}
"""By name."""
