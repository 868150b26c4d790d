"""Kill the writing of a plan over and over, and look at what it leaves: ``python -m tests.kills 200``.

Two plans are written in turn into one folder by a process that is killed: at every
replacement of a file, then at random moments. Each time the folder must hold files of one
plan, or ``check`` must name those that do not belong.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from scheduler.exchange.output import read_plan
from scheduler.exchange.output.siblings import strangers
from scheduler.exchange.output.whole import UNFINISHED

FILES = ("calendar.xlsx", "plan.json", "half_days.csv")
WRITER = """
import os, sys
from dataclasses import replace
from pathlib import Path
from scheduler.exchange.output import write_plan
from tests.exchange_output.samples import plan

folder, which, fatal, after = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "after"
first = plan(1)
second = replace(first, lessons=tuple(replace(x, pinned=not x.pinned) for x in first.lessons))
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
while True:
    write_plan((first, second)[which % 2], folder)
    which += 1
    if fatal:
        break
"""


def killed_at(folder: Path, which: int, replacement: int, after: bool) -> None:
    """Write one of the two plans in a process that ends without a word at the given replacement."""
    arguments = [str(folder), str(which), str(replacement), "after" if after else "before"]
    done = subprocess.run([sys.executable, "-c", WRITER, *arguments], stdout=subprocess.DEVNULL, check=False)
    assert done.returncode == 9, done.returncode


def verdict(folder: Path) -> str:
    """Return ``whole``, ``named`` or what is wrong; a whole set is one in which all lessons agree."""
    there = [name for name in FILES if (folder / name).exists()]
    if not there:
        return "empty"
    plans = [read_plan(folder / name) for name in there if name != "half_days.csv"]
    pinned = {tuple(sorted((x.day, x.half, x.group, x.pinned) for x in plan.lessons)) for plan in plans}
    if (folder / "half_days.csv").exists():
        rows = (folder / "half_days.csv").read_text(encoding="utf-8").splitlines()[1:]
        told = Counter(row.rpartition(",")[2] == "true" for row in rows)
        pinned_rows = {Counter(x.pinned for x in plan.lessons)[True] for plan in plans}
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
    for replacement in (1, 2, 3):
        for after in (False, True):
            killed_at(folder, 0, 3, True)
            assert verdict(folder) == "whole"
            killed_at(folder, 1, replacement, after)
            found[verdict(folder)] += 1
    return found


def at_random(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Kill a process that writes without a pause after random times."""
    found: Counter[str] = Counter()
    dice = random.Random(seed)
    for which in range(kills):
        command = [sys.executable, "-c", WRITER, str(folder), str(which), "0", "before"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(dice.uniform(0.0, 2.0))
        process.kill()
        process.communicate()
        found[verdict(folder)] += 1
    return found


def main() -> None:
    """Kill as often as asked, print what was left, and exit with 1 if a set was wrong."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        found = at_every_replacement(Path(name))
        found += at_random(Path(name), max(0, kills - found.total()), seed=0)
        left = [x for x in os.listdir(name) if UNFINISHED.rpartition(".")[0][1:] in x]
    print(f"{found.total()} kills: {dict(found)}; unfinished files left by the last: {len(left)}")
    sys.exit(not set(found) <= {"whole", "named", "empty"})


if __name__ == "__main__":
    main()
