"""What is left to thorough runs (``make test-all``): more seeds of the same, and what takes long."""

from collections.abc import Iterable
from typing import Any

import pytest

thorough = pytest.mark.thorough
"""Marks a test that takes long: it starts other programs, or searches for many seconds."""


def first(count: int, values: Iterable[Any]) -> list[Any]:
    """Return `values` as parameters of a test, of which every run takes so many, thorough ones all."""
    return [
        value
        if number < count
        else pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=thorough)
        for number, value in enumerate(values)
    ]
