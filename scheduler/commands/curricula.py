"""Find the curricula a centre can use: the shipped ones and its own."""

from pathlib import Path

from scheduler.curricula import load_curricula
from scheduler.domain.curriculum import Curriculum
from scheduler.errors import InputError
from scheduler.settings.typed import did_you_mean
from scheduler.text import _


def all_curricula(folder: Path | None) -> tuple[Curriculum, ...]:
    """Return the shipped curricula and those of `folder`, by identifier.

    Raises
    ------
    InputError
        With every problem of the files in `folder`.
    """
    known = load_curricula(folder)
    return tuple(known[name] for name in sorted(known))


def one_curriculum(name: str, folder: Path | None) -> Curriculum:
    """Return the curriculum called `name`.

    Raises
    ------
    InputError
        If there is none, with the name that looks most like it.
    """
    known = load_curricula(folder)
    if name not in known:
        message = _("There is no curriculum “{name}”.").format(name=name)
        raise InputError.at("", message, did_you_mean(name, list(known)))
    return known[name]
