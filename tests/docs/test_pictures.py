"""The README opens with pictures of what the program writes now."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.check import check
from scheduler.exchange.input import read_instance
from scheduler.exchange.output.read import read_plan
from tests.docs.pages import ROOT
from tests.thorough import thorough
from tests.tools.pictures import FOLDER, PLAN, WIDTH, missing, size

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r'<img src="([^"]*)"[^>]* alt="([^"]*)"', README)
HEAVIEST = 250_000
TALLEST = 1300
STALE = "run: make pictures, and look at them"


def test_the_readme_opens_with_every_picture_that_is_made() -> None:
    kept = {path.relative_to(ROOT).as_posix() for path in FOLDER.glob("*.png")}
    assert len(SHOWN) == README.count("<img ") + README.count("![")
    assert sorted(file for file, _alt in SHOWN) == sorted(kept)
    assert {Path(file).stem for file in kept} == {path.stem for path in FOLDER.glob("*.txt")}
    assert README.index("<img ") < README.index("```")


@pytest.mark.parametrize(("file", "alt"), SHOWN)
def test_a_picture_is_light_and_told_to_who_cannot_see_it(file: str, alt: str) -> None:
    png = (ROOT / file).read_bytes()
    width, height = size(png)
    assert (width, len(png) <= HEAVIEST, height <= TALLEST) == (WIDTH, True, True)
    assert len(alt.split()) >= 5


def test_the_plan_that_is_shown_is_one_of_the_demo_as_it_stands() -> None:
    plan = read_plan(PLAN)
    again = "solve data/demo --deterministic, keep its plan.json, make pictures"
    assert plan.instance == read_instance(ROOT / "data" / "demo")[0], again
    assert check(plan.instance, plan.lessons) == (), again


@thorough
def test_made_again_the_pictures_show_the_same(tmp_path: Path) -> None:
    if lacking := missing():
        pytest.skip(f"not installed: {', '.join(lacking)}")
    # In a process of its own, which typesets as people's does. On a later day, in another time zone.
    elsewhere = {"TZ": "Indian/Reunion", "SCHEDULER_TODAY": "2028-03-01", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "tests.tools.pictures", str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | elsewhere, timeout=500)
    kept = sorted(FOLDER.glob("*.png"))
    assert sorted(path.name for path in tmp_path.glob("*.png")) == [path.name for path in kept]
    for path in kept:
        now = tmp_path / path.name
        # Lines may break elsewhere in the fonts of another machine.
        assert _words(now) == _words(path), STALE
        (width, height), (now_wide, now_high) = size(path.read_bytes()), size(now.read_bytes())
        assert now_wide == width, STALE
        assert now_high == pytest.approx(height, rel=0.05), STALE


def _words(picture: Path) -> list[str]:
    return picture.with_suffix(".txt").read_text(encoding="utf-8").split()
