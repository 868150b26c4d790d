"""The same model in every process, however it hashes words: deterministic searches depend on it."""

import os
import subprocess
import sys

import pytest

from tests.docs.pages import ROOT

TOLD = """
import hashlib
from scheduler.model import Scope, build
from scheduler.model.parts import dates_of_teams, dates_together, teams_part
from scheduler.solve.bounds.relaxation import certain
from scheduler.settings import load_settings
from tests.model.day_worlds import day_world

digest, settings = hashlib.sha256(), load_settings()
for seed in range({first}, {first} + 6):
    world = day_world(seed)
    for part in (
        build(world, settings, Scope()),
        teams_part(world, settings, world.cohorts),
        dates_together(world, settings, world.cohorts),
        dates_of_teams(world, settings, world.cohorts, sharing=certain(world)),
        dates_of_teams(world, settings, world.cohorts, absences=True),
    ):
        for constraint in part.model.proto.constraints:
            constraint.name = ""
        for variable in part.model.proto.variables:
            variable.name = ""
        digest.update(str(part.model.proto).encode())
print(digest.hexdigest())
"""


def told(first: int, number: str) -> str:
    """Return what is told of some models in a process that hashes words in a way of its own."""
    ended = subprocess.run(
        [sys.executable, "-c", TOLD.format(first=first)],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": number},
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout


@pytest.mark.parametrize("first", [0, 20])
def test_models_are_the_same(first: int) -> None:
    assert told(first, "1") == told(first, "2") == told(first, "3")
