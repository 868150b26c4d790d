"""``plan.json``: the complete plan as text, and back.

The envelope names the format and its version and repeats, at the top level, what other
programs look for first; :func:`load` reads the ``plan`` inside.
"""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from scheduler.caps import PLAN_BYTES, PLAN_ITEMS
from scheduler.caps.files import too_long
from scheduler.domain.plan import Plan
from scheduler.domain.settings import TERM
from scheduler.errors import InputError
from scheduler.exchange.output.references import reference_problems
from scheduler.exchange.output.sense import senseless, too_much
from scheduler.settings.typed import hidden_signs, misfit
from scheduler.text import _

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT = "scheduler-plan"
VERSION = 2
"""Raised whenever what a file may hold changes, be it by one optional field; ``docs/files.md`` says how."""


def dump(
    plan: Plan, indent: int | None = 1, number: int | None = None, files: Mapping[str, str] | None = None
) -> str:
    """Return `plan` as JSON in ASCII; the same plan gives the same text, byte for byte.

    With `indent` None it is one line without a single blank between its parts. `number` is that of
    the plan, and `files` the SHA-256 of the tables beside it, by name.
    """
    envelope = {
        "format": FORMAT,
        "version": VERSION,
        "number": number,
        "files": files or {},
        "status": plan.status,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "local": plan.local,
        "unavoidable": plan.unavoidable,
        "pace": plan.pace,
        "costs": {cost.term: cost.total for cost in plan.costs},
        "plan": plan,
    }
    separators = (",", ":") if indent is None else None
    return json.dumps(envelope, default=plain, indent=indent, separators=separators, allow_nan=False)


def load(text: str | bytes, where: str) -> Plan:
    """Return the plan that `text` holds.

    Parameters
    ----------
    where
        What a message calls the place of the text: a file's name, or a sheet's.

    Raises
    ------
    InputError
        If `text` is no JSON, no plan, of a later version, or names things it does not hold.
    """
    if len(text) > PLAN_BYTES.most:
        raise InputError.at(where, too_long(PLAN_BYTES), _("Make sure that this is the right file."))
    data = text.encode() if isinstance(text, str) else text
    if data.count(b"[") + data.count(b"{") > PLAN_ITEMS.most:
        message = _("it holds too many lists and objects: at most {most} are read.").format(
            most=PLAN_ITEMS.most
        )
        raise InputError.at(where, message, _("Make sure that this is the right file."))
    try:
        envelope = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as fault:
        # A decoding error has no line: the file is then no text at all.
        line = f":{fault.lineno}" if isinstance(fault, json.JSONDecodeError) else ""
        raise InputError.at(
            where + line,
            _("this is not a plan, or it was cut short: the text is not valid JSON."),
            _("Give the plan.json or calendar.xlsx that “scheduler solve” wrote."),
        ) from fault
    if not isinstance(envelope, dict) or envelope.get("format") != FORMAT:
        raise InputError.at(
            where,
            _("this JSON is not a plan: “format” is not “{format}”.").format(format=FORMAT),
            _("Give the plan.json or calendar.xlsx that “scheduler solve” wrote."),
        )
    _refuse_other_versions(envelope.get("version"), VERSION, where)
    if long := list(too_much(envelope.get("plan"), where)):
        raise InputError(long)
    return _plan(envelope.get("plan"), where)


def _refuse_other_versions(found: object, known: int, where: str) -> None:
    """Return if a file of version `found` can be read by a program that writes version `known`.

    Parameters
    ----------
    where
        What a message calls the file.

    Raises
    ------
    InputError
        If the version is later than `known`, or no version at all.
    """
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise InputError.at(
            where,
            _("“{version}” is not a version of this kind of file.").format(version=found),
            _("Solve again, or put back what was changed by hand."),
        )
    if found > known:
        raise InputError.at(
            where,
            _(
                "this file comes from a later release of the program: its format has version {found}, "
                "and this release reads up to version {known}."
            ).format(found=found, known=known),
            _("Install the latest release, or solve again with this one."),
        )


def _plan(value: Any, where: str) -> Plan:
    from pydantic import ValidationError

    _complete(value)
    if hidden := hidden_signs(value, lambda path: (where, path_told(path))):
        raise InputError(hidden)
    try:
        plan = _adapter().validate_python(value)
    except ValidationError as fault:
        found = fault.errors(include_url=False)
        raise InputError(misfit(Plan, error, where, path_told(error["loc"])) for error in found) from fault
    if problems := [*reference_problems(plan.instance, plan.lessons, where), *senseless(plan, where)]:
        raise InputError(problems)
    return plan


def path_told(path: tuple[str | int, ...]) -> str:
    """Return how a person finds a value in the file: ``plan.lessons[3].day``."""
    return "plan" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


def _complete(value: Any) -> None:
    """Give a weight of 0 to the terms that were not yet counted when the file was written.

    A field that is missing takes the default of its record; a weight has none of its own.
    """
    settings = value.get("settings") if isinstance(value, dict) else None
    weights = settings.get("weights") if isinstance(settings, dict) else None
    if isinstance(weights, dict):
        for term in TERM:
            weights.setdefault(term, 0)


@cache
def _adapter() -> "TypeAdapter[Plan]":
    from pydantic import TypeAdapter

    return TypeAdapter(Plan)


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def plain(value: object) -> Any:
    """Return what JSON can say of `value`: sets sorted, fields that do not compare left out."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {x.name: getattr(value, x.name) for x in dataclasses.fields(value) if x.compare}
    raise TypeError(f"no JSON for {type(value).__name__}")
