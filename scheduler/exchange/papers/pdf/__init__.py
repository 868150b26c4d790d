"""Papers to print and to sign, as PDF: see the modules, one for each paper, and the templates beside them.

Templates hold the layout and no word; words come from the catalogue, with the data.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from scheduler.domain.agendas import Reader, ReaderKind
from scheduler.exchange.papers.dossier import Dossier
from scheduler.exchange.papers.filenames import file_names
from scheduler.text import N_, _

if TYPE_CHECKING:
    from scheduler.exchange.papers.pdf.facts import Source

FOLDER = "pdf"


def papers(dossier: Dossier) -> Mapping[str, bytes]:
    """Return every paper of a plan, in a folder for each kind of paper.

    Raises
    ------
    InputError
        If typst is not installed, or the centre's logo cannot be drawn.
    """
    from scheduler.exchange.papers.pdf.annex import annex
    from scheduler.exchange.papers.pdf.attendance import attendance
    from scheduler.exchange.papers.pdf.facts import Source
    from scheduler.exchange.papers.pdf.mission import mission
    from scheduler.exchange.papers.pdf.people import certificate, days_away, employers, summons
    from scheduler.exchange.papers.pdf.press import Press, as_data
    from scheduler.exchange.papers.pdf.printing import PrintJob, print_all

    # Whether it is installed is said at once.
    Press(dossier.edition.made)
    source = Source(dossier)
    cohorts = [x for x in source.instance.cohorts if source.meetings(x)]
    jobs: list[PrintJob] = []

    def add(
        folder: str, template: str, papers: Iterable[tuple[str, dict[str, Any]]], form: bool = False
    ) -> None:
        told = list(papers)
        names = file_names(name for name, _data in told)
        for name, (_name, data) in zip(names, told, strict=True):
            jobs.append(PrintJob(f"{FOLDER}/{_(folder)}/{name}.pdf", template, as_data(data), not form))

    add(N_("agreements"), "annex", ((source.group(x), annex(source, x)) for x in cohorts))
    add(N_("attendance"), "attendance", ((source.group(x), attendance(source, x)) for x in cohorts), True)
    learners = [x for x in source.instance.learners if _meets(source, ReaderKind.LEARNER, x.id)]
    called = {x.id: source.edition.label(Reader(ReaderKind.LEARNER, x.id)) for x in learners}
    add(N_("summons"), "summons", ((called[x.id], summons(source, x)) for x in learners))
    add(N_("employers"), "away", ((x, days_away(source, x, some)) for x, some in employers(source).items()))
    certified = ((x, certificate(source, x)) for x in learners)
    add(N_("certificates"), "certificate", ((called[x.id], data) for x, data in certified if data))
    trainers = [x for x in source.instance.trainers if _meets(source, ReaderKind.TRAINER, x.id)]
    add(N_("missions"), "mission", ((x.label, mission(source, x)) for x in trainers))
    return print_all(jobs, dossier.edition.made, source.brand.logo)


def _meets(source: "Source", kind: ReaderKind, name: str) -> bool:
    return bool(source.agendas[Reader(kind, name)].meetings)
