"""Give a coordinator the workbook to fill in."""

from pathlib import Path

from scheduler.domain.instance import Instance
from scheduler.errors import InputError, Miswritten
from scheduler.exchange.input import read_instance, write_case, write_demo, write_template
from scheduler.text import _


def write_workbook(path: Path, *, demo: bool) -> Path:
    """Write an empty workbook, or one filled with the demo centre, and return its absolute path.

    Raises
    ------
    InputError
        If `path` exists, is not a ``.xlsx`` name, or cannot be written.
    """
    write = write_demo if demo else write_template
    write(path)
    return path.resolve()


def write_anonymous(path: Path, source: Path, curricula: Path | None = None) -> tuple[Path, Path | None]:
    """Write the case of `source` (tables or a ``plan.json``) without names; return where it is.

    Returns
    -------
    The workbook, and the folder of the curricula that are the centre's own; None if there are none.

    Raises
    ------
    InputError
        If `source` cannot be read, or `path` exists or cannot be written.
    Miswritten
        If what was written does not read back as the case.
    """
    from scheduler.exchange.input.anonymous import anonymous
    from scheduler.exchange.output import read_plan

    if source.suffix.lower() == ".json":
        instance = _with_people(
            read_plan(source).instance,
            source,
            _("it comes from a calendar that is handed out, which does not hold the dates of hire."),
            _("Give the workbook that was filled in."),
        )
    else:
        instance = read_instance(source, curricula)[0]
    case = anonymous(instance)
    own = write_case(path, case)
    try:
        found = read_instance(path, own)[0]
    except InputError as error:
        raise Miswritten(f"{path}: {error}") from error
    if found != case:
        raise Miswritten(_("{file} does not give back the case.").format(file=path))
    return path.resolve(), own and own.resolve()


def write_absences(path: Path, source: Path) -> Path:
    """Write an empty table of absences of the learners of a plan; return its absolute path.

    Raises
    ------
    InputError
        If `source` is no plan or names nobody, or `path` exists or cannot be written.
    """
    from scheduler.exchange.missed_table import write_missed
    from scheduler.exchange.output import read_plan

    said, hint = _("a calendar names nobody."), _("Give the plan.json that was written beside it.")
    write_missed(path, _with_people(read_plan(source).instance, source, said, hint))
    return path.resolve()


def _with_people(instance: Instance, source: Path, said: str, hint: str) -> Instance:
    """Return an instance that names its learners; one read from a calendar does not, and is refused."""
    if any(learner.deadlines is not None for learner in instance.learners):
        raise InputError.at(str(source), said, hint)
    return instance
