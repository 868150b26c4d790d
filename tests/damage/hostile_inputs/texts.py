"""Curricula and settings that take all time and memory."""

from collections.abc import Callable
from pathlib import Path

from tests.damage.hostile_inputs.small import LONG, MB, ROOT, Hostile, solve, tables


def _curriculum(folder: Path, change: Callable[[str], str]) -> tuple[str, ...]:
    target = tables(folder)
    (target / "curricula").mkdir()
    text = (ROOT / "curricula" / "fae-112.yaml").read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    (target / "curricula" / "fae-112.yaml").write_text(changed, encoding="utf-8")
    return solve(folder, target)


def _first_hours(text: str, hours: str) -> str:
    head, _hours, tail = text.partition("hours: ")
    return f"{head}hours: {hours}\n{tail.partition(chr(10))[2]}"


def _many_modules(text: str, count: int = 10_000) -> str:
    head, _line, tail = text.partition("    modules:\n")
    modules = "".join(f"      - {{id: M{i}, title: M, hours: 1}}\n" for i in range(count))
    return f"{head}    modules:\n{modules}{tail}"


def _many_curricula(folder: Path) -> tuple[str, ...]:
    target = tables(folder)
    (target / "curricula").mkdir()
    text = (ROOT / "curricula" / "fae-112.yaml").read_text(encoding="utf-8")
    long = text + "# " + "\n# ".join("a: [b, c]" for _ in range(20_000)) + "\n"
    for number in range(199):
        own = long.replace("id: fae-112", f"id: own-{number}", 1)
        (target / "curricula" / f"{number}.yaml").write_text(own[: MB // 4 - 1], encoding="utf-8")
    return solve(folder, target)


def _settings(folder: Path, text: str) -> tuple[str, ...]:
    path = folder / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    return solve(folder, tables(folder), "--settings", str(path))


INPUTS: tuple[Hostile, ...] = (
    Hostile(
        "curriculum: 1e10 hours",
        lambda x: _curriculum(x, lambda text: _first_hours(text, "1e10")),
        2,
        "fae-112.yaml:",
    ),
    Hostile(
        "curriculum: finish_within_months 99999",
        lambda x: _curriculum(
            x,
            lambda text: (
                text + "\nregimes:\n  - {finish_within_months: 99999}\n"
                if "\nregimes:" not in text
                else text.replace("\nregimes:\n", "\nregimes:\n  - {finish_within_months: 99999}\n", 1)
            ),
        ),
        2,
        "fae-112.yaml:",
    ),
    Hostile("curriculum: 10,000 modules", lambda x: _curriculum(x, _many_modules), 2, "fae-112.yaml"),
    Hostile(
        "curriculum: 4,000 modules",
        lambda x: _curriculum(x, lambda text: _many_modules(text, 4_000)),
        2,
        "fae-112.yaml",
    ),
    Hostile(
        "curriculum: a title of 300 characters",
        lambda x: _curriculum(x, lambda text: text.replace("title: ", f"title: {LONG}", 2)),
        2,
        "fae-112.yaml:",
    ),
    Hostile("curriculum: 199 files of 250 kB", _many_curricula, 2, "curricula"),
    Hostile(
        "curriculum: 200 kB of brackets",
        lambda x: _curriculum(x, lambda text: text + "x: " + "[" * 200_000),
        2,
        "fae-112.yaml",
    ),
    Hostile(
        "settings: a weight of 1e30",
        lambda x: _settings(x, "weights:\n  preferred: 1e30\n"),
        2,
        "settings.yaml:2",
    ),
    Hostile(
        "settings: a weight of thirty digits",
        lambda x: _settings(x, f"weights:\n  preferred: {10**30}\n"),
        2,
        "settings.yaml:2",
    ),
)
