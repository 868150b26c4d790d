"""What pydantic finds wrong in a plan, worded for people."""

from collections.abc import Mapping
from typing import Any

from scheduler.errors import Problem
from scheduler.text import N_, _

EXPECTED = {
    "bool": N_("true or false"),
    "dataclass": N_("a group of fields"),
    "date": N_("a date such as 2027-01-31"),
    "dict": N_("a group of fields"),
    "float": N_("a number such as 3.5"),
    "frozen": N_("a list"),
    "int": N_("a whole number"),
    "string": N_("a text"),
    "time": N_("a time such as 09:00"),
    "tuple": N_("a list"),
}
"""What was expected, by the first word of the code that pydantic gives a fault."""


def complaint(error: Mapping[str, Any], where: str) -> Problem:
    """Return the problem that one entry of ``ValidationError.errors()`` tells of."""
    path, value = path_told(error["loc"]), error["input"]
    kind: str = error["type"]
    if kind == "missing":
        message = _("“{path}” is missing.").format(path=path)
    elif kind == "unexpected_keyword_argument":
        message = _("“{path}” is not known here.").format(path=path)
    elif kind == "enum":
        message = _("“{path}” is “{value}”; it can be {choices}.").format(
            path=path, value=_short(value), choices=error["ctx"]["expected"].replace(" or ", ", ")
        )
    else:
        expected = _(EXPECTED.get(kind.split("_")[0], N_("another value")))
        message = _("“{path}” is “{value}” where {expected} is expected.").format(
            path=path, value=_short(value), expected=expected
        )
    return Problem(where, message, _("Solve again, or put back what was changed by hand."))


def path_told(location: tuple[str | int, ...]) -> str:
    """Return how a person finds the value in the file: ``plan.lessons[3].day``."""
    return "plan" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)


def _short(value: object) -> str:
    text = "null" if value is None else str(value)
    return text if len(text) <= 40 else text[:39] + "…"
