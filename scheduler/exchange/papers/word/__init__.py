"""Papers as Word documents, for centres that put them on paper of their own: what the PDF says, to be edited.

The facts are those of :mod:`scheduler.exchange.papers.pdf`. Whatever a page looks like is a style of the
document, so that a centre changes it once.
"""

from collections.abc import Callable, Mapping
from functools import cache

from scheduler.domain.agendas import Reader, ReaderKind
from scheduler.domain.cohort import Cohort
from scheduler.errors import InputError
from scheduler.exchange.papers.dossier import Dossier
from scheduler.exchange.papers.filenames import file_names
from scheduler.text import N_, _

FOLDER = "docs"


def documents(dossier: Dossier) -> Mapping[str, bytes]:
    """Return the agreements' plannings, the attendance sheets and the summons: a file for each group.

    Raises
    ------
    InputError
        If python-docx is not installed.
    """
    try:
        import docx  # noqa: F401
    except ImportError as fault:
        raise InputError.at(
            "--to docs",
            _("the package “python-docx” is not installed."),
            _('Install the program with its extra: pip install "scheduler[docx]".'),
        ) from fault
    from scheduler.exchange.papers.pdf.annex import annex
    from scheduler.exchange.papers.pdf.attendance import attendance
    from scheduler.exchange.papers.pdf.facts import Source
    from scheduler.exchange.papers.pdf.people import summons
    from scheduler.exchange.papers.word.blank import blank
    from scheduler.exchange.papers.word.document import Document
    from scheduler.exchange.papers.word.pages import write_annex, write_attendance, write_summons

    source = Source(dossier)
    cohorts = [x for x in source.instance.cohorts if source.meetings(x)]
    names = file_names(map(source.group, cohorts))

    @cache
    def blank_of(title: str) -> bytes:
        return blank(source.head(title), source.marks, dossier.edition.made, source.brand.logo)

    def called(cohort: Cohort) -> bytes:
        document = Document(blank_of(_("Summons and calendar")))
        for learner in source.instance.learners_of[cohort.id]:
            if source.agendas[Reader(ReaderKind.LEARNER, learner.id)].meetings:
                write_summons(document, summons(source, learner))
        return document.to_bytes()

    def signed(cohort: Cohort) -> bytes:
        told = attendance(source, cohort)
        document = Document(blank_of(told["title"]))
        write_attendance(document, told)
        return document.to_bytes()

    def annexed(cohort: Cohort) -> bytes:
        told = annex(source, cohort)
        document = Document(blank_of(told["title"]))
        write_annex(document, told)
        return document.to_bytes()

    kinds: tuple[tuple[str, Callable[[Cohort], bytes]], ...] = (
        (N_("agreements"), annexed),
        (N_("attendance"), signed),
        (N_("summons"), called),
    )
    return {
        f"{FOLDER}/{_(folder)}/{name}.docx": write(cohort)
        for folder, write in kinds
        for cohort, name in zip(cohorts, names, strict=True)
        # Nobody is summoned of a group whose learners are not known.
        if write is not called or source.instance.learners_of[cohort.id]
    }
