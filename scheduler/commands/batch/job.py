"""What a batch is made of: jobs that another process or machine can do by itself."""

from dataclasses import dataclass
from pathlib import Path

from scheduler.domain.search import Limits


@dataclass(frozen=True)
class Options:
    """What all jobs of a batch have in common.

    Attributes
    ----------
    limits
        Of each job, not of all together.
    language
        Spoken by the workbooks and the reasons.
    versions
        Of the program and of what it depends on, as :func:`scheduler.commands.solve.versions` gives them.
    """

    limits: Limits
    settings: Path | None
    curricula: Path | None
    language: str
    versions: dict[str, str]


@dataclass(frozen=True)
class Job:
    """One centre to be solved.

    Attributes
    ----------
    name
        Unlike those of all other jobs; `folder`, where its results go, bears it.
    source
        The workbook or folder of tables; both paths are absolute.
    fingerprint
        Changes with the contents of what is read and with the options.
    """

    name: str
    source: Path
    folder: Path
    fingerprint: str
    options: Options
