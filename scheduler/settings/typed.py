"""Turn plain data into values of the domain, with all that does not fit named and placed."""

import dataclasses
import difflib
import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args, get_type_hints

from scheduler.errors import InputError, Problem
from scheduler.settings.yaml_text import YamlText
from scheduler.text import N_, _
from scheduler.text.signs import first_hidden, shortened

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")
Path = tuple[str | int, ...]

_VALUE = (N_("a single value"), N_("Write one word, number or sentence."))
_LIST = (N_("a list"), N_("Write it in square brackets, such as [classroom, computer]."))
_GROUP = (N_("a group of “name: value” lines"), N_("Indent such lines below it."))

EXPECTED: dict[str, tuple[str, str]] = {
    "bool": (N_("true or false"), N_("Write true or false.")),
    "dataclass": _GROUP,
    "date": (N_("a date"), N_("Write year-month-day, such as 2027-01-31.")),
    "dict": _GROUP,
    "float": (N_("a number"), N_("Write it with a point, such as 3.5.")),
    "frozen": _LIST,
    "int": (N_("a whole number"), N_("Write digits only, such as 12.")),
    "string": _VALUE,
    "time": (N_("a time of day"), N_("Write hours:minutes, such as 09:00.")),
    "tuple": _LIST,
}
"""What was expected, and what to write, by the first word of the code that pydantic gives what it finds."""

OTHERWISE = (N_("something else"), N_("Compare with a shipped file."))


def typed(kind: type[T], text: YamlText) -> T:
    """Return the `kind` (a dataclass of the domain) that `text` describes.

    Raises
    ------
    InputError
        With one problem per unknown or missing key, or value of the wrong type.
    """
    from pydantic import ValidationError

    if problems := hidden_signs(text.tree, lambda path: (text.where(*path), _name(path))):
        raise InputError(problems)
    try:
        found: T = _adapter(cast(type, kind)).validate_python({} if text.tree is None else text.tree)
        return found
    except ValidationError as error:
        raise InputError(
            misfit(kind, found, text.where(*found["loc"]), _name(found["loc"]) or text.file)
            for found in error.errors(include_url=False)
        ) from error


@cache
def _adapter(kind: type) -> "TypeAdapter[Any]":
    """Return what makes values of `kind`: it takes longer to make than a file to read."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def hidden_signs(tree: Any, told: Callable[[Path], tuple[str, str]]) -> list[Problem]:
    """Return one problem for each text in `tree` with a sign that cannot be seen.

    Parameters
    ----------
    told
        Gives the place and the name of what lies at a path.
    """
    message = _("“{key}” holds a sign that cannot be seen ({code}): no workbook could hold it.")
    places = [(*told(path), code) for path, code in first_hidden(tree)]
    return [
        Problem(where, message.format(key=name, code=code), _("Type the text again."))
        for where, name, code in places
    ]


def misfit(kind: type, fault: Any, where: str, name: str) -> Problem:
    """Return what one entry of ``ValidationError.errors()`` tells of, worded for people.

    Parameters
    ----------
    kind
        The dataclass that was to be made.
    where, name
        The place, and what a message calls the value there.
    """
    path, value = fault["loc"], fault["input"]
    if fault["type"] == "missing":
        return Problem(where, _("“{key}” is missing.").format(key=name), _("Add it."))
    if fault["type"] == "unexpected_keyword_argument":
        message = _("“{key}” is not a key known here.").format(key=name)
        return Problem(where, message, did_you_mean(str(path[-1]), _keys(kind, path[:-1])))
    if fault["type"] == "enum":
        message = _("“{key}” cannot be “{value}”.").format(key=name, value=shortened(str(value)))
        choices = re.findall("'(.*?)'", fault["ctx"]["expected"])
        return Problem(where, message, _("Write {choices}.").format(choices=_(" or ").join(choices)))
    expected, hint = EXPECTED.get(fault["type"].split("_")[0], OTHERWISE)
    if value is None or isinstance(value, dict | list):
        message = _("“{key}” must be {expected}.").format(key=name, expected=_(expected))
    else:
        message = _("“{key}” must be {expected}, not “{value}”.").format(
            key=name, expected=_(expected), value=shortened(str(value))
        )
    return Problem(where, message, _(hint))


def did_you_mean(word: str, known: list[str]) -> str:
    """Return the hint for an unknown `word`: the nearest known one, or all of them."""
    near = difflib.get_close_matches(word, known, n=1)
    if near:
        return _("Did you mean “{word}”?").format(word=near[0])
    return _("Known: {words}.").format(words=", ".join(known))


def _name(path: Path) -> str:
    """Return how a message calls the last key of `path`: ``hours``, ``rooms[2]``."""
    number = f"[{path[-1] + 1}]" if path and isinstance(path[-1], int) else ""
    words = [part for part in path if isinstance(part, str)]
    return (words[-1] if words else "") + number


def _keys(kind: Any, path: Path) -> list[str]:
    """Return the keys of the dataclass found in `kind` at `path`."""
    for part in path:
        if isinstance(part, str):
            # Dataclasses come alone, in tuples, or in a union with None.
            hint = get_type_hints(kind)[part]
            kind = next(x for x in (hint, *get_args(hint)) if dataclasses.is_dataclass(x))
    return [field.name for field in dataclasses.fields(kind)]
