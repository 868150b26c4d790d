"""Read curricula: the shipped ones, and those of a centre's own files."""

from collections.abc import Iterable
from pathlib import Path

from scheduler.caps import CURRICULA_BYTES, CURRICULUM_FILES
from scheduler.caps.files import too_long
from scheduler.curricula.checks import flaws
from scheduler.domain.curriculum import Curriculum
from scheduler.errors import InputError, Problem
from scheduler.settings import YamlText, read_yaml, typed
from scheduler.shipped import shipped
from scheduler.text import _


def shipped_curricula() -> tuple[Curriculum, ...]:
    """Return the curricula that come with the program, in the order of their identifiers."""
    return tuple(load_curricula(None).values())


def load_curriculum(path: Path) -> Curriculum:
    """Return the curriculum of one YAML file.

    Raises
    ------
    InputError
        With every problem of the file, each with its line. Types are judged first: the
        rules between values are judged once all values have their type.
    """
    return _read(path)[0]


def load_curricula(folder: Path | None = None) -> dict[str, Curriculum]:
    """Return the shipped curricula and those of the YAML files in `folder`, by identifier.

    A curriculum of `folder` replaces the shipped one of the same identifier.

    Raises
    ------
    InputError
        If `folder` is no folder or holds no YAML file, with the problems of all its files,
        or if two of its files give the same identifier.
    """
    known = _all(sorted(shipped("curricula").glob("*.yaml")))
    if folder is None:
        return {name: curriculum for name, (curriculum, _text) in known.items()}
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() in (".yaml", ".yml"))
    if not files:
        message = _("this folder holds no curriculum.") if folder.is_dir() else _("this is not a folder.")
        raise InputError.at(str(folder), message, _("Give a folder of .yaml files."))
    if len(files) > CURRICULUM_FILES.most:
        message = _("this folder holds {count} curricula; at most {most} are read.")
        message = message.format(count=len(files), most=CURRICULUM_FILES.most)
        raise InputError.at(str(folder), message, _("Keep those that the centre teaches."))
    if sum(path.stat().st_size for path in files if path.is_file()) > CURRICULA_BYTES.most:
        raise InputError.at(str(folder), too_long(CURRICULA_BYTES), _("Keep those that the centre teaches."))
    own = _all(files)
    known |= own
    problems = [
        Problem(
            text.where("instead"),
            _("curriculum “{name}” does not exist.").format(name=curriculum.instead),
            _("Known: {words}.").format(words=", ".join(known)),
        )
        for curriculum, text in own.values()
        if curriculum.instead is not None and curriculum.instead not in known
    ]
    if problems:
        raise InputError(problems)
    return {name: curriculum for name, (curriculum, _text) in known.items()}


def _read(path: Path) -> tuple[Curriculum, YamlText]:
    text = read_yaml(path)
    curriculum = typed(Curriculum, text)
    problems = [Problem(text.where(*flaw.path), flaw.message, flaw.hint) for flaw in flaws(curriculum)]
    if problems:
        raise InputError(problems)
    return curriculum, text


def _all(paths: Iterable[Path]) -> dict[str, tuple[Curriculum, YamlText]]:
    found: dict[str, tuple[Curriculum, YamlText]] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            curriculum, text = _read(path)
        except InputError as error:
            problems.extend(error.problems)
            continue
        if curriculum.id in found:
            message = _("curriculum “{name}” is already given by {file}.").format(
                name=curriculum.id, file=found[curriculum.id][1].file
            )
            problems.append(Problem(text.where("id"), message, _("Rename one of the two.")))
        found.setdefault(curriculum.id, (curriculum, text))
    if problems:
        raise InputError(problems)
    return found
