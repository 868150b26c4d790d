"""Lines of answers: where they end."""

import pytest

from scheduler.cli.figures import WIDTH, continued, item, numbered, wrapped


@pytest.mark.parametrize("blanks", range(WIDTH - 5))
def test_a_line_ends_between_words_alone(blanks: int) -> None:
    """An identifier can be searched for, and copied into a table."""
    words = ["x" * blanks, "AFGSU-EN-1", "après-midi", "CQP371-NANTES", "y" * (WIDTH + 1), "+2"]
    sentence = " ".join(filter(None, words))
    for text in (wrapped(sentence), item(sentence), continued(sentence), numbered(1, sentence)):
        assert text.split()[-len(sentence.split()) :] == sentence.split()
        assert all(len(line) <= WIDTH or "y" * WIDTH in line for line in text.splitlines())
