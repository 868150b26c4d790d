"""Write what people hold in their hands: a plan as calendar files, pages and papers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from scheduler.check import check
from scheduler.commands.beside import nobody_beside, people_beside
from scheduler.commands.destination import check_folder
from scheduler.commands.promises import guests_of
from scheduler.commands.solve import today
from scheduler.domain.changes import changes
from scheduler.errors import InputError, Problem
from scheduler.exchange.missed import read_missed
from scheduler.exchange.output.read import read_edited_plan
from scheduler.exchange.output.sets import number_in, strangers
from scheduler.exchange.papers import KIND, Dossier, Edition
from scheduler.exchange.papers.manifest import NAME, manifest_of, refuse_foreign
from scheduler.exchange.promised import read_promised
from scheduler.exchange.whole import write_whole
from scheduler.text import _


@dataclass(frozen=True)
class ExportTask:
    """What is to be exported, and what is worth saying before.

    Attributes
    ----------
    notes
        What is missing or odd: learners without names, files of two runs beside each other.
    """

    dossier: Dossier
    folder: Path
    notes: tuple[Problem, ...]


@dataclass(frozen=True)
class Exported:
    """What an export wrote.

    Attributes
    ----------
    files
        The files of each kind, by its name.
    left
        Files of earlier exports in the same folder that this one did not write again.
    """

    files: dict[str, tuple[Path, ...]]
    left: tuple[Path, ...]


def take(
    source: Path,
    folder: Path,
    since: Path | None = None,
    first_free: date | None = None,
    missed: Path | None = None,
    promised: Sequence[Path] = (),
) -> ExportTask:
    """Read a plan, and the one that was handed out before it, and judge the plan.

    Parameters
    ----------
    first_free
        The first day that is still to come; None takes today.
    missed
        The table of half-days that learners missed; None if nobody keeps one.
    promised
        Tables of seats that learners have in other groups.

    Raises
    ------
    InputError
        With every problem found: no plan, plans of two centres, a folder that cannot be written to.
    """
    check_folder(folder)
    edition, notes = _edition(source)
    before = None
    if since is not None:
        before, more = _edition(since)
        notes += more
        _same_centre(edition, before, since)
    absences = None if missed is None else read_missed(missed, edition.agendas)
    guests = guests_of(edition.plan, read_promised(promised))
    found = check(edition.plan.instance, edition.plan.lessons)
    dossier = Dossier(edition, found, before, first_free or today(), absences, guests)
    return ExportTask(dossier, folder, (*notes, *strangers(source)))


def export(taken: ExportTask, kinds: Sequence[str]) -> Exported:
    """Write the papers of some kinds, all of them or none.

    Raises
    ------
    InputError
        If the folder cannot be written to, or holds a file in the way that no export wrote.
    """
    folder, edition = taken.folder, taken.dossier.edition
    before = manifest = manifest_of(folder)
    made = {kind: KIND[kind].make(taken.dossier) for kind in dict.fromkeys(kinds)}
    for kind, files in made.items():
        moment = edition.made.astimezone(UTC).isoformat(timespec="seconds")
        manifest = manifest.with_kind(kind, edition.number, moment, files)
    contents = {name: content for files in made.values() for name, content in files.items()}
    refuse_foreign(folder, contents, before)
    write_whole(folder, {**contents, NAME: manifest.to_bytes()})
    return Exported(
        {kind: tuple((folder / name).resolve() for name in files) for kind, files in made.items()},
        tuple((folder / name).resolve() for name in manifest.left(folder, before)),
    )


def _edition(path: Path) -> tuple[Edition, list[Problem]]:
    """Return the plan at a path as it stands, with the people of the plan.json beside a calendar."""
    plan, lessons = read_edited_plan(path)
    number, notes = number_in(path), []
    if any(x.deadlines is not None for x in plan.instance.learners):
        # Only a calendar holds deadlines in the place of people.
        if (named := people_beside(path, plan)) is not None:
            plan = replace(plan, instance=named)
        else:
            notes.append(
                Problem(
                    path.name,
                    _("{why}: learners have numbers, not names.").format(why=nobody_beside(path)),
                    _("To name them, export from the folder in which both were written."),
                )
            )
    made = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    edited = len(changes(plan.lessons, lessons))
    return Edition(replace(plan, lessons=lessons), number, made, edited), notes


def _same_centre(new: Edition, old: Edition, path: Path) -> None:
    centre, other = new.plan.instance.centre, old.plan.instance.centre
    declared = centre.declaration_number
    if centre.name == other.name or (declared and declared == other.declaration_number):
        return
    raise InputError.at(
        str(path),
        _("this is a plan of another centre: “{other}”, and not “{name}”.").format(
            other=other.name, name=centre.name
        ),
        _("Give the plan that was exported before."),
    )
