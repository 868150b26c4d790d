"""Deadlines by date of hire, on both sides of 22 June 2024."""

from datetime import date

import pytest

from scheduler.curricula import shipped_curricula

CURRICULA = {curriculum.id: curriculum for curriculum in shipped_curricula()}


@pytest.mark.parametrize("name", ["cqp-371", "cqp-266"])
@pytest.mark.parametrize(
    ("hired", "start", "finish", "suspendable"),
    [
        # Until 21 June 2024 (amendment 7): training started within 24 months, CQP within 36.
        (date(2024, 6, 21), 24, 36, False),
        # From 22 June 2024 (ameli.fr): CQP within 24 months, suspended while funding is blocked.
        (date(2024, 6, 22), None, 24, True),
    ],
)
def test_cqp(name: str, hired: date, start: int | None, finish: int, suspendable: bool) -> None:
    regime = CURRICULA[name].regime(hired)
    assert regime is not None
    assert regime.start_within_months == start
    assert regime.finish_within_months == finish
    assert regime.suspendable is suspendable


@pytest.mark.parametrize("taken_up", [date(2020, 1, 1), date(2027, 1, 1)])
def test_fae_is_due_within_36_months_of_taking_the_post(taken_up: date) -> None:
    regime = CURRICULA["fae-112"].regime(taken_up)
    assert regime is not None
    assert regime.start_within_months is None
    assert regime.finish_within_months == 36
    assert not regime.suspendable
