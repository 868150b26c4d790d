"""Sentences are tested in English, where a test says nothing else."""

import pytest

from scheduler.text import speaking


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield
