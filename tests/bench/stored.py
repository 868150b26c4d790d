"""What a section of the benchmark measured, as it is stored: figures, date, machine, versions, command."""

import json
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import scheduler

Figures = dict[str, Any]
"""What a section measures, in the types of JSON."""

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "benchmarks"


@dataclass(frozen=True)
class Stored:
    """One section, measured.

    Attributes
    ----------
    seconds
        How long the section took in all.
    load
        Load average of the minute before it began: near 0 if it was alone on the machine. None where it was
        measured in several runs.
    figures
        Empty if the section never ran to its end.
    failed
        Why its last run did not end; the figures are then those of an earlier one.
    """

    section: str
    command: str
    date: str = ""
    seconds: float = 0.0
    load: float | None = 0.0
    machine: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    figures: Figures = field(default_factory=dict)
    failed: str = ""

    def write(self, folder: Path = FOLDER) -> None:
        """Write ``folder/<section>.json``, whole or not at all."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        whole(folder / f"{self.section}.json", text + "\n")

    def told(self) -> str:
        """Return where the figures come from, in one sentence."""
        machine = ", ".join(self.machine.values())
        versions = ", ".join(f"{name} {number}" for name, number in self.versions.items())
        load = "in several runs" if self.load is None else f"load average before {self.load:.2f}"
        return f"{self.date}, `{self.command}`, {self.seconds:.0f} s in all. {machine}; {versions}; {load}."


def whole(path: Path, text: str) -> None:
    """Write a file of figures, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_text(text, encoding="utf-8")
    os.replace(unfinished, path)


def met(is_met: bool) -> str:
    """Return how a goal is told to be met, or not."""
    return "met" if is_met else "missed"


def read(section: str, folder: Path = FOLDER) -> Stored | None:
    """Return what is stored of a section, None if nothing is."""
    path = folder / f"{section}.json"
    return Stored(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def measured(section: str, command: str, figures: Figures, seconds: float, load: float) -> Stored:
    """Return figures of now, with what they were measured on."""
    return Stored(section, command, str(date.today()), seconds, load, machine(), versions(), figures)


def broken(section: str, command: str, reason: str, folder: Path = FOLDER) -> Stored:
    """Return that a section could not run today, beside what an earlier run gave."""
    earlier = read(section, folder) or Stored(section, command)
    return replace(earlier, failed=f"{date.today()}: {reason}")


def machine() -> dict[str, str]:
    """Return what this machine is, as far as it says."""
    said = {"cores": f"{os.cpu_count()} cores", "architecture": platform.machine()}
    information = Path("/proc/cpuinfo")
    if information.exists():
        lines = [line.partition(":") for line in information.read_text().splitlines()]
        models = [text.strip() for name, _colon, text in lines if name.strip() == "model name"]
        said |= {"processor": models[0]} if models else {}
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
        said["memory"] = f"{total:.0f} GB of memory"
    return said | {"system": platform.system()}


def versions() -> dict[str, str]:
    """Return the versions that the figures depend on."""
    return {
        "Python": platform.python_version(),
        "OR-Tools": version("ortools"),
        "scheduler": scheduler.__version__,
    }
