"""Kill the writing of a plan over and over, and look at what it leaves: ``python -m tests.kills 200``.

Two plans are written in turn into one folder by a process that is killed: at every
replacement of a file, then at random moments. Each time the folder must hold files of one
plan, or ``check`` must name those that do not belong.
"""

import csv
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from scheduler.exchange.output import read_plan, write_plan
from scheduler.exchange.output.sets import strangers
from scheduler.exchange.whole import write_whole
from tests.exchange_output.samples import small_plan

FILES = ("calendar.xlsx", "plan.json", "half_days.csv")
SWITCHER = """
import itertools, os, sys
from pathlib import Path
from scheduler.exchange.whole import write_whole

folder, fatal, after = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "after"
sets = [{path.name: path.read_bytes() for path in Path(name).iterdir()} for name in sys.argv[4:]]
move, calls = os.replace, 0

def deadly(source, target):
    global calls
    calls += 1
    if calls == fatal and not after:
        os._exit(9)
    move(source, target)
    if calls == fatal:
        os._exit(9)

if fatal:
    os.replace = deadly
print("ready", flush=True)
for contents in itertools.cycle(sets):
    write_whole(folder, contents)
"""
WRITER = """
import sys
from pathlib import Path
from scheduler.exchange.output import read_plan, write_plan

plans = [read_plan(Path(name) / "plan.json") for name in sys.argv[2:]]
print("ready", flush=True)
while True:
    for plan in plans:
        write_plan(plan, Path(sys.argv[1]))
"""


def two_sets(folder: Path) -> tuple[Path, Path]:
    """Write two plans of one centre, which tell each lesson's pin differently, into two folders."""
    first = small_plan()
    second = replace(first, lessons=tuple(replace(x, pinned=not x.pinned) for x in first.lessons))
    sets = folder / "first", folder / "second"
    for whole, place in zip((first, second), sets, strict=True):
        write_plan(whole, place)
    return sets


def killed_at(folder: Path, sets: tuple[Path, Path], replacement: int, after: bool) -> None:
    """Write the second set over the first, in a process that ends without a word at a replacement."""
    write_whole(folder, {path.name: path.read_bytes() for path in sets[0].iterdir()})
    arguments = [str(folder), str(replacement), "after" if after else "before", str(sets[1])]
    done = subprocess.run(
        [sys.executable, "-c", SWITCHER, *arguments], stdout=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 9, done.returncode


def verdict(folder: Path) -> str:
    """Return ``whole``, ``named`` or what is wrong; a whole set is one in which all lessons agree."""
    there = [name for name in FILES if (folder / name).exists()]
    if not there:
        return "empty"
    plans = [read_plan(folder / name) for name in there if name != "half_days.csv"]
    pinned = {tuple(sorted((x.day, x.half, x.group, x.pinned) for x in found.lessons)) for found in plans}
    if (folder / "half_days.csv").exists():
        with (folder / "half_days.csv").open(encoding="utf-8", newline="") as file:
            told = Counter(row["pinned"] == "true" for row in csv.DictReader(file))
        pinned_rows = {Counter(x.pinned for x in found.lessons)[True] for found in plans}
        agree = len(pinned) == 1 and pinned_rows == {told[True]}
    else:
        agree = len(pinned) == 1
    named = [strangers(folder / name) for name in there if name != "half_days.csv"]
    if agree:
        return "whole" if not any(named) else "wrongly named"
    return "named" if all(named) else "MIXED AND UNNAMED"


def at_every_replacement(folder: Path) -> Counter[str]:
    """Kill before and after each of the three replacements, over a whole set of the other plan."""
    found: Counter[str] = Counter()
    sets = two_sets(folder)
    for replacement in (1, 2, 3):
        for after in (False, True):
            killed_at(folder / "out", sets, replacement, after)
            found[verdict(folder / "out")] += 1
    return found


def at_random(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Kill a process that writes without a pause after random times.

    Nine in ten only switch files that are ready, for most of the time of a run goes into
    making them; the tenth makes them too.
    """
    found: Counter[str] = Counter()
    dice = random.Random(seed)
    sets = two_sets(folder)
    for number in range(kills):
        order = [str(place) for place in (sets if number % 2 else reversed(sets))]
        whole_run = number % 10 == 0
        command = [WRITER, str(folder / "out")] if whole_run else [SWITCHER, str(folder / "out"), "0", ""]
        process = subprocess.Popen([sys.executable, "-c", *command, *order], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(dice.uniform(0.0, 3.0 if whole_run else 0.1))
        process.kill()
        process.communicate()
        found[verdict(folder / "out")] += 1
    return found


def main() -> None:
    """Kill as often as asked, print what was left, and exit with 1 if a set was wrong."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = at_every_replacement(folder)
        found += at_random(folder, max(0, kills - found.total()), seed=0)
        write_whole(folder / "out", {path.name: path.read_bytes() for path in (folder / "first").iterdir()})
        left = sorted({path.name for path in (folder / "out").iterdir()} - set(FILES))
    print(f"{found.total()} kills: {dict(found)}; left after one more run: {left or 'nothing'}")
    sys.exit(bool(left) or not set(found) <= {"whole", "named", "empty"})


if __name__ == "__main__":
    main()
