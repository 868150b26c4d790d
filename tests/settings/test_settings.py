"""Weights: shipped, replaced one by one, and refused with their line."""

from pathlib import Path

import pytest

from scheduler.domain.settings import TERMS
from scheduler.errors import InputError
from scheduler.settings import load_settings
from scheduler.settings.loader import DEFAULT
from scheduler.text import speaking


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("weights.yaml")


def refusal(path: Path, text: str, language: str = "en") -> list[str]:
    path.write_text(text, encoding="utf-8")
    with speaking(language), pytest.raises(InputError) as error:
        load_settings(path)
    return [str(problem) for problem in error.value.problems]


def test_shipped_weights() -> None:
    settings = load_settings()
    assert settings.weights == {
        "rhythm": 1,
        "school_holidays": 3,
        "bridges": 3,
        "preferred_weekdays": 2,
        "weekday_stability": 2,
        "continuity": 4,
        "trainers_per_module": 3,
        "trainer_balance": 1,
        "room_stability": 2,
        "group_size": 2,
        "shared_teaching": 1,
        "deadline_margin": 1,
    }
    assert settings.deadline_margin_weeks == 8


def test_every_term_is_weighed_and_explained() -> None:
    assert list(load_settings().weights) == [term.name for term in TERMS]
    lines = DEFAULT.read_text(encoding="utf-8").splitlines()
    for term in TERMS:
        line = next(i for i, text in enumerate(lines) if text.startswith(f"  {term.name}:"))
        assert lines[line - 1].startswith("  # "), f"{term.name} has no comment above it"


def test_a_file_may_set_only_some(own: Path) -> None:
    own.write_text("weights:\n  rhythm: 5\n  bridges: 0\n", encoding="utf-8")
    shipped, settings = load_settings(), load_settings(own)
    assert settings.weights == {**shipped.weights, "rhythm": 5, "bridges": 0}
    assert settings.deadline_margin_weeks == 8


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "weights:\n", "weights:\n  rhythm:\n"])
def test_a_file_may_set_nothing(own: Path, text: str) -> None:
    own.write_text(text, encoding="utf-8")
    assert load_settings(own) == load_settings()


def test_the_margin_alone(own: Path) -> None:
    own.write_text("deadline_margin_weeks: 0\n", encoding="utf-8")
    assert load_settings(own).deadline_margin_weeks == 0


def test_everything_wrong_is_told_at_once(own: Path) -> None:
    text = """\
weights:
  rythm: 2
  bridges: -1
  continuity: high
  room_stability: 1.5
  trainer_balance: 1000001
  elegance: 1
deadline_margin_weeks: two
"""
    assert refusal(own, text) == [
        "weights.yaml:2: “rythm” is not a term of the cost. Did you mean “rhythm”?",
        "weights.yaml:3: the weight of “bridges” is “-1”. Write a whole number from 0 to 1000000.",
        "weights.yaml:4: the weight of “continuity” is “high”. Write a whole number from 0 to 1000000.",
        "weights.yaml:5: the weight of “room_stability” is “1.5”. Write a whole number from 0 to 1000000.",
        "weights.yaml:6: the weight of “trainer_balance” is “1000001”. "
        "Write a whole number from 0 to 1000000.",
        f"weights.yaml:7: “elegance” is not a term of the cost. Known: {', '.join(x.name for x in TERMS)}.",
        "weights.yaml:8: the margin before deadlines is “two” weeks. Write a whole number from 0 to 520.",
    ]


def test_an_unknown_key(own: Path) -> None:
    assert refusal(own, "weight:\n  rhythm: 1\n") == [
        "weights.yaml:1: “weight” is not a key known here. Did you mean “weights”?"
    ]


def test_a_list_for_a_weight(own: Path) -> None:
    assert refusal(own, "weights:\n  rhythm: [1, 2]\n") == [
        "weights.yaml:2: “rhythm” must be a single value. Write one word, number or sentence."
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- rhythm", "weights.yaml:1: “weights.yaml” must be a group of “name: value” lines. "
         "Indent such lines below it."),
        ("weights: 3", "weights.yaml:1: “weights” must be a group of “name: value” lines, not “3”. "
         "Indent such lines below it."),
    ],
)  # fmt: skip
def test_another_shape(own: Path, text: str, complaint: str) -> None:
    assert refusal(own, text) == [complaint]


def test_people_read_french(own: Path) -> None:
    assert refusal(own, "weights:\n  rhythm: -1\n", "fr") == [
        "weights.yaml:2: le poids de « rhythm » est « -1 ». Écrivez un nombre entier de 0 à 1000000."
    ]
