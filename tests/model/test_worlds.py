"""A few of the worlds that ``python -m tests.model.worlds`` tries by the thousand."""

import pytest

from tests.model.worlds import CHANGES, tried

SEEDS = range(len(CHANGES))


@pytest.mark.parametrize("seed", SEEDS)
def test_model_and_checker_agree(seed: int) -> None:
    assert tried(seed).disagreement is None


def test_every_kind_of_change_is_tried() -> None:
    assert {CHANGES[seed % len(CHANGES)] for seed in SEEDS} == set(CHANGES)
