"""A small centre, the command, and English for the tests of sentences."""

from collections.abc import Iterator

import pytest

from scheduler.text import speaking
from tests.cli.conftest import french, run, solved

__all__ = ["french", "run", "solved"]


@pytest.fixture
def english() -> Iterator[None]:
    with speaking("en"):
        yield
