"""Read the weights of the soft terms: the shipped ones, then the user's own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.domain.record import Record
from scheduler.domain.settings import TERM, TOLD, Settings
from scheduler.errors import InputError, Problem
from scheduler.settings.typed import did_you_mean, typed
from scheduler.settings.yaml_text import YamlText, read_yaml
from scheduler.text import _

DEFAULT = Path(__file__).with_name("default.yaml")

HEAVIEST = 1_000_000
"""Largest weight taken: times any count of a plan it stays far below 2**63, the solver's limit."""

MOST_WEEKS = 520
"""Widest margin taken, ten years: beyond every deadline there is."""


@dataclass(frozen=True)
class _Given(Record):
    """What one settings file says, as text; it may set only some of it."""

    weights: dict[str, str] = field(default_factory=dict)
    deadline_margin_weeks: str | None = None
    told: dict[str, str] = field(default_factory=dict)


def load_settings(path: Path | None = None) -> Settings:
    """Return the shipped settings, with those of the user's file at `path` in their place.

    Raises
    ------
    InputError
        For every unknown term, and every value that is not a whole number at 0 or above.
    """
    settings = _merged(Settings({}, 0), DEFAULT)
    return _merged(settings, path) if path else settings


def _merged(settings: Settings, path: Path) -> Settings:
    """Return `settings` with what the file at `path` sets in their place."""
    text = read_yaml(path)
    given = typed(_Given, text)
    problems = list(_problems(given, text))
    if problems:
        raise InputError(problems)
    weights = settings.weights | {name: int(weight) for name, weight in given.weights.items()}
    margin = given.deadline_margin_weeks
    told = settings.told | {name: int(weight) for name, weight in given.told.items()}
    return Settings(weights, settings.deadline_margin_weeks if margin is None else int(margin), told)


def _problems(given: _Given, text: YamlText) -> Iterator[Problem]:
    for name, weight in given.weights.items():
        where = text.where("weights", name)
        if name not in TERM:
            message = _("“{name}” is not a term of the cost.").format(name=name)
            yield Problem(where, message, did_you_mean(name, list(TERM)))
        elif not _whole(weight, HEAVIEST):
            message = _("the weight of “{name}” is “{weight}”.").format(name=name, weight=weight)
            yield Problem(where, message, _write(HEAVIEST))
    for name, weight in given.told.items():
        where = text.where("told", name)
        if name not in TOLD:
            message = _("“{name}” is not something that people are told.").format(name=name)
            yield Problem(where, message, did_you_mean(name, list(TOLD)))
        elif not _whole(weight, HEAVIEST):
            message = _("the weight of “{name}” is “{weight}”.").format(name=name, weight=weight)
            yield Problem(where, message, _write(HEAVIEST))
    weeks = given.deadline_margin_weeks
    if weeks is not None and not _whole(weeks, MOST_WEEKS):
        message = _("the margin before deadlines is “{weeks}” weeks.").format(weeks=weeks)
        yield Problem(text.where("deadline_margin_weeks"), message, _write(MOST_WEEKS))


def _whole(text: str, most: int) -> bool:
    # Ten digits are past every limit, and int() refuses very long ones.
    return text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= most


def _write(most: int) -> str:
    return _("Write a whole number from 0 to {most}.").format(most=most)
