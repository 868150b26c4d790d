"""Whatever is done to an input, it is accepted or refused in words that name the place."""

from collections import Counter

import pytest

from tests.damage.judge import case
from tests.damage.right import rights

EACH = 50


@pytest.mark.parametrize("part", range(10))
def test_damaged_inputs(part: int) -> None:
    cases = [case(0, number) for number in range(part * EACH, (part + 1) * EACH)]
    assert [(x.what, x.answer, x.said) for x in cases if x.fault] == []
    answers = Counter(x.answer for x in cases)
    assert answers["refused"] > answers["accepted"] > 0


def test_what_is_damaged_is_right_before() -> None:
    assert {right.kind for right in rights()} == {
        "workbook",
        "tables",
        "calendar",
        "plan",
        "curriculum",
        "settings",
    }
