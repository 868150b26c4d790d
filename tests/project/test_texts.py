"""What people read: every text of the code has its French, and both take the same words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

from tests.tools.messages import MO, extracted, forms, stored

ROOT = Path(__file__).parents[2]
STORED = stored()
MESSAGES = [message for message in STORED if message.id]
TRANSLATED = [message for message in MESSAGES if all(forms(message.string))]
PERCENT = re.compile(r"%\((\w+)\)[a-z]")


def _words(text: str) -> set[str]:
    """Return the names that a text leaves open: ``{day:%Y}`` and ``%(day)s`` are ``day``."""
    named = {field for _before, field, _spec, _conversion in Formatter().parse(text) if field is not None}
    return named | set(PERCENT.findall(text))


def test_the_catalogue_has_the_texts_of_the_code_and_no_others() -> None:
    assert {message.id for message in MESSAGES} == {message.id for message in extracted() if message.id}
    assert not STORED.obsolete, "run: make messages"


def test_every_text_has_its_french() -> None:
    assert [message.id for message in MESSAGES if not all(forms(message.string))] == []


def test_nothing_is_left_to_be_confirmed() -> None:
    assert [message.id for message in MESSAGES if message.fuzzy] == []


@pytest.mark.parametrize("message", TRANSLATED, ids=lambda message: forms(message.id)[0][:60])
def test_a_text_and_its_french_take_the_same_words(message: Message) -> None:
    one, many = forms(message.id)[0], forms(message.id)[-1]
    french = forms(message.string)
    assert len(french) == (STORED.num_plurals if message.pluralizable else 1)
    assert _words(french[-1]) == _words(many)
    # "1 session" may be written out: its form may leave a word unused, but name no other.
    assert _words(french[0]) <= _words(one) | _words(many)


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with MO.open("rb") as file:
        compiled = [(forms(x.id), forms(x.string)) for x in read_mo(file) if x.id]
    written = [(forms(x.id), forms(x.string)) for x in TRANSLATED]
    assert sorted(compiled) == sorted(written), "run: make messages"


def _calls(path: Path) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = {"_": node.args[:1], "N_": node.args[:1], "plural": node.args[:2]}.get(node.func.id, [])
            for argument in texts:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", argument


def _is_formatted(text: ast.expr) -> bool:
    return isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute) and text.func.attr == "format"


def test_no_text_is_put_together_before_it_is_looked_up() -> None:
    """An f-string or a sum is in no catalogue, so it would be shown in English."""
    wrong = [
        place
        for path in sorted((ROOT / "scheduler").rglob("*.py"))
        for place, argument in _calls(path)
        if isinstance(argument, ast.JoinedStr | ast.BinOp) or _is_formatted(argument)
    ]
    assert wrong == []
