"""Plans that take all time and memory."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.damage.hostile_inputs.small import MB, Hostile, often

MODULE = ("instance", "curricula", 0, "blocks", 0, "modules", 0, "hours")


def _plan(folder: Path, change: Callable[[dict], object]) -> tuple[str, ...]:
    """Write a plan in which one thing is changed, in a form that `check` reads."""
    from tests.damage.right import rights

    stored = next(x.files["plan.json"] for x in rights() if x.kind == "plan")
    tree = json.loads(stored)
    change(tree["plan"])
    return _check(folder, [json.dumps(tree).encode()])


def _check(folder: Path, chunks: Iterable[bytes]) -> tuple[str, ...]:
    path = folder / "plan.json"
    with path.open("wb") as file:
        file.writelines(chunks)
    return ("check", str(path))


def _set(*path: str | int, to: object) -> Callable[[dict], object]:
    def change(plan: dict) -> None:
        item: object = plan
        for key in path[:-1]:
            item = item[key]  # type: ignore[index]
        item[path[-1]] = to  # type: ignore[index]

    return change


INPUTS: tuple[Hostile, ...] = (
    Hostile("plan.json: 1e10 hours of a module", lambda x: _plan(x, _set(*MODULE, to=1e10)), 2, "hours"),
    Hostile(
        "plan.json: 1e10 hours of a lesson",
        lambda x: _plan(x, _set("lessons", 0, "hours", to=1e10)),
        2,
        "lessons[0].hours",
    ),
    Hostile(
        "plan.json: a deadline of 99,999 months",
        lambda x: _plan(x, _set("instance", "curricula", 0, "regimes", 0, "finish_within_months", to=99_999)),
        2,
        "finish_within_months",
    ),
    Hostile(
        "plan.json: a start window until 2072",
        lambda x: _plan(x, _set("instance", "cohorts", 0, "start_to", to="2072-01-01")),
        2,
        "start_to",
    ),
    Hostile(
        "plan.json: weights of 1e30",
        lambda x: _plan(x, _set("settings", "weights", "preferred", to=10**30)),
        2,
        "plan.json",
    ),
    Hostile(
        "plan.json: 500 MB of blanks", lambda x: _check(x, often(b" ", 500 * MB, b"{", b"}")), 2, "plan.json"
    ),
    Hostile(
        "plan.json: 23 MB of empty lists",
        lambda x: _check(x, often(b"[],", 8_000_000, b"[", b"[]]")),
        2,
        "plan.json",
    ),
    Hostile(
        "plan.json: 23 MB of empty objects in a plan",
        lambda x: _check(
            x, often(b"{},", 8_000_000, b'{"format":"scheduler-plan","version":2,"plan":[', b"{}]}")
        ),
        2,
        "plan.json",
    ),
    Hostile("plan.json: a million nested lists", lambda x: _check(x, [b"[" * 1_000_000]), 2, "plan.json"),
    Hostile(
        "plan.json: a plan nested 900 deep",
        lambda x: _check(
            x, [b'{"format":"scheduler-plan","version":2,"plan":', b'{"a":' * 900, b"1", b"}" * 901]
        ),
        2,
        "plan",
    ),
)
