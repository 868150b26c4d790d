"""From what the user named to the jobs of a batch."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.commands.batch.fingerprint import fingerprint
from scheduler.commands.batch.job import Job, Options
from scheduler.commands.batch.names import unique_names
from scheduler.commands.destination import check_folder
from scheduler.commands.solve import versions
from scheduler.curricula import load_curricula
from scheduler.domain.search import Limits
from scheduler.errors import InputError, Problem
from scheduler.exchange.input.find import centres_at
from scheduler.settings import load_settings
from scheduler.text import _, language


@dataclass(frozen=True)
class JobList:
    """The jobs of a batch, in the order of their sources, and the folder of all results."""

    jobs: tuple[Job, ...]
    folder: Path


def order(
    inputs: Sequence[Path],
    folder: Path,
    limits: Limits,
    settings: Path | None = None,
    curricula: Path | None = None,
) -> JobList:
    """Return the jobs that `inputs` stand for, none of them looked into.

    Raises
    ------
    InputError
        If one of `inputs` is no centre and holds none, if the results cannot go to `folder` or
        would lie among the centres, or with every problem of the settings and curricula.
    """
    check_folder(folder)
    load_settings(settings)
    if curricula is not None:
        load_curricula(curricula)
    sources = _sources(inputs, folder)
    # Other processes, and other machines, may stand in another folder.
    options = Options(
        limits,
        settings.resolve() if settings else None,
        curricula.resolve() if curricula else None,
        language(),
        versions(),
    )
    out = folder.resolve()
    jobs = tuple(
        Job(name, source, out / name, fingerprint(source, options), options)
        for name, source in zip(unique_names(sources), sources, strict=True)
    )
    _keep_apart(jobs, inputs, out)
    return JobList(jobs, out)


def _sources(inputs: Sequence[Path], folder: Path) -> list[Path]:
    """Return the centres, each once; one error names every input that is no centre."""
    found: dict[Path, None] = {}
    problems: list[Problem] = []
    for given in inputs:
        try:
            found |= dict.fromkeys(map(_real, centres_at(given, folder)))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return list(found)


def _real(path: Path) -> Path:
    """Return where `path` leads; a link that leads nowhere stays as it is, where a resolved path raises."""
    return Path(os.path.realpath(path))


def _keep_apart(jobs: Sequence[Job], inputs: Sequence[Path], out: Path) -> None:
    """Refuse results among the centres: the next run would take them for centres."""
    read = {_real(path) for path in inputs} | {job.source for job in jobs}
    if out in read or any(job.folder in read for job in jobs):
        raise InputError.at(
            str(out),
            _("the centres are read from this folder: results among them would be read as one more."),
            _("Give another folder, for example {folder}.").format(folder=out / "plan"),
        )
