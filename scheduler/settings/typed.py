"""Turn the text of a YAML file into values of the domain, with every fault named and placed."""

import dataclasses
import difflib
import re
from typing import Any, TypeVar, get_args, get_type_hints

from scheduler.errors import InputError, Problem
from scheduler.settings.yaml_text import YamlText
from scheduler.text import N_, _
from scheduler.text.signs import first_hidden

T = TypeVar("T")

EXPECTED: dict[str, tuple[str, str]] = {
    "string_type": (N_("a single value"), N_("Write one word, number or sentence.")),
    "int_parsing": (N_("a whole number"), N_("Write digits only, such as 12.")),
    "float_parsing": (N_("a number"), N_("Write it with a point, such as 3.5.")),
    "bool_parsing": (N_("true or false"), N_("Write true or false.")),
    "date_parsing": (N_("a date"), N_("Write year-month-day, such as 2027-01-31.")),
    "tuple_type": (N_("a list"), N_("Write it in square brackets, such as [classroom, computer].")),
    "mapping": (N_("a group of “name: value” lines"), N_("Indent such lines below it.")),
}
"""What was expected, and what to write, for each kind of fault that pydantic finds."""

OTHERWISE = (N_("something else"), N_("Compare with a shipped file."))

SAME_AS = {
    "int_type": "int_parsing",
    "int_parsing_size": "int_parsing",
    "int_from_float": "int_parsing",
    "float_type": "float_parsing",
    "bool_type": "bool_parsing",
    "date_type": "date_parsing",
    "date_from_datetime_parsing": "date_parsing",
    "date_from_datetime_inexact": "date_parsing",
    "dataclass_type": "mapping",
    "dataclass_exact_type": "mapping",
    "dict_type": "mapping",
}
"""Faults that a user need not tell apart."""


def typed(kind: type[T], text: YamlText) -> T:
    """Return the `kind` (a dataclass of the domain) that `text` describes.

    Raises
    ------
    InputError
        With one problem per fault: unknown or missing key, or a value of the wrong type.
    """
    from pydantic import TypeAdapter, ValidationError

    if found := first_hidden(text.tree):
        message = _("“{key}” holds a sign that cannot be seen ({code}): no workbook could hold it.")
        hint = _("Type the text again.")
        raise InputError(
            Problem(text.where(*path), message.format(key=_name(path), code=code), hint)
            for path, code in found
        )
    try:
        return TypeAdapter(kind).validate_python({} if text.tree is None else text.tree)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=True)
        raise InputError([_problem(kind, text, fault) for fault in faults]) from error


def _problem(kind: type, text: YamlText, fault: Any) -> Problem:
    """Return what is wrong and where, said of the key or of the item of a list."""
    path, value = fault["loc"], fault["input"]
    where, name = text.where(*path), _name(path) or text.file
    if fault["type"] == "missing":
        return Problem(where, _("“{key}” is missing.").format(key=name), _("Add it."))
    if fault["type"] == "unexpected_keyword_argument":
        message = _("“{key}” is not a key known here.").format(key=name)
        return Problem(where, message, did_you_mean(name, _keys(kind, path[:-1])))
    if fault["type"] == "enum":
        message = _("“{key}” cannot be “{value}”.").format(key=name, value=value)
        choices = re.findall("'(.*?)'", fault["ctx"]["expected"])
        return Problem(where, message, _("Write {choices}.").format(choices=_(" or ").join(choices)))
    expected, hint = EXPECTED.get(SAME_AS.get(fault["type"], fault["type"]), OTHERWISE)
    if value is None or isinstance(value, dict | list):
        message = _("“{key}” must be {expected}.").format(key=name, expected=_(expected))
    else:
        message = _("“{key}” must be {expected}, not “{value}”.").format(
            key=name, expected=_(expected), value=value
        )
    return Problem(where, message, _(hint))


def did_you_mean(word: str, known: list[str]) -> str:
    """Return the hint for an unknown `word`: the nearest known one, or all of them."""
    near = difflib.get_close_matches(word, known, n=1)
    if near:
        return _("Did you mean “{word}”?").format(word=near[0])
    return _("Known: {words}.").format(words=", ".join(known))


def _name(path: tuple[str | int, ...]) -> str:
    """Return how a message calls the last key of `path`: ``hours``, ``rooms[2]``."""
    number = f"[{path[-1] + 1}]" if path and isinstance(path[-1], int) else ""
    words = [part for part in path if isinstance(part, str)]
    return (words[-1] if words else "") + number


def _keys(kind: Any, path: tuple[str | int, ...]) -> list[str]:
    """Return the keys of the dataclass found in `kind` at `path`."""
    for part in path:
        if isinstance(part, str):
            # Dataclasses come alone, in tuples, or in a union with None.
            hint = get_type_hints(kind)[part]
            kind = next(x for x in (hint, *get_args(hint)) if dataclasses.is_dataclass(x))
    return [field.name for field in dataclasses.fields(kind)]
