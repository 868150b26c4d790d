"""What files of the present version may hold: every field of every record, every soft term.

Run ``python -m tests.formats.shape`` to write it down beside the files of that version.
"""

import dataclasses
import json
import sys
import typing
from enum import Enum
from pathlib import Path
from typing import Any

from scheduler.domain.plan import Plan, Status
from scheduler.domain.settings import TERMS, Settings
from scheduler.exchange.output.batch.result import Result
from scheduler.exchange.output.plan_json import VERSION, dump
from tests.cases.reader import load_cases

TARGET = Path(__file__).parent / f"v{VERSION}" / "shape.json"


def shape() -> dict[str, Any]:
    """Return the keys of the envelope, the fields of all records inside it, and the terms."""
    case = load_cases()[0]
    envelope = json.loads(dump(Plan(case.instance, case.lessons, Status.OPTIMAL, 0, 0, (), Settings({}, 0))))
    records: dict[str, list[str]] = {}
    _collect(Plan, records)
    return {
        "envelope": list(envelope),
        "records": dict(sorted(records.items())),
        "terms": [term.name for term in TERMS],
        "result.json": [field.name for field in dataclasses.fields(Result)],
    }


def main() -> int:
    """Write the shape of the present version."""
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(shape(), indent=1) + "\n", encoding="utf-8")
    return 0


def _collect(kind: Any, records: dict[str, list[str]]) -> None:
    for part in typing.get_args(kind):
        _collect(part, records)
    if isinstance(kind, type) and issubclass(kind, Enum):
        records[kind.__name__] = [str(member.value) for member in kind]
    elif dataclasses.is_dataclass(kind) and kind.__name__ not in records:
        hints = typing.get_type_hints(kind)
        stored = [field.name for field in dataclasses.fields(kind) if field.compare]
        records[kind.__name__] = stored
        for name in stored:
            _collect(hints[name], records)


if __name__ == "__main__":
    sys.exit(main())
