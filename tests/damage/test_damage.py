"""Whatever is done to an input, it is accepted or refused in words that name the place."""

from collections import Counter
from pathlib import Path

import pytest

from scheduler.commands.batch.order import order
from scheduler.commands.batch.run import Batch
from scheduler.text import speaking
from tests.damage.judge import case
from tests.damage.right import LIMITS, rights

EACH = 50


@pytest.mark.parametrize("part", range(10))
def test_damaged_inputs(part: int) -> None:
    cases = [case(0, number) for number in range(part * EACH, (part + 1) * EACH)]
    assert [(x.what, x.answer, x.said) for x in cases if x.fault] == []
    # What an earlier batch left behind is taken or not, and never refused.
    answers = Counter(x.answer for x in cases if not x.what.startswith("results"))
    assert answers["refused"] > EACH // 4
    assert answers["accepted"] > 0


def test_what_is_damaged_is_right_before(tmp_path: Path) -> None:
    assert {right.kind for right in rights()} == {
        "workbook",
        "tables",
        "calendar",
        "plan",
        "curriculum",
        "settings",
        "results",
        "edited",
        "planning",
        "absences",
        "promises",
        "exported",
    }
    untouched = next(right for right in rights() if right.kind == "results")
    for name, data in (untouched.files | untouched.whole).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    with speaking("fr"):
        known = Batch(order((tmp_path / "centres",), tmp_path / "out", LIMITS))
    assert known.to_do == ()
