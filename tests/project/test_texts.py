"""What people read: every text of the code has its French, and both take the same words."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

from tests.tools.messages import MO, extracted, forms, stored, typeset

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
        found = [(forms(x.id), forms(x.string)) for x in read_mo(file) if x.id]
    written = [(forms(x.id), [typeset(text) for text in forms(x.string)]) for x in TRANSLATED]
    assert sorted(found) == sorted(written), "run: make messages"


@pytest.mark.parametrize(
    ("typed", "set_in_type"),
    [
        ("Coût : {total}", "Coût~: {total}"),
        ("Oui ; non ! Quoi ?", "Oui~; non~! Quoi~?"),
        ("« {name} » manque", "«~{name}~» manque"),
        ("3,5 h, {seconds} s, 12 %, {most} Mo", "3,5~h, {seconds}~s, 12~%, {most}~Mo"),
        ("une demi-journée dure 3 h 30", "une demi-journée dure 3~h~30"),
        ("à 13:30, {count} sessions, 2 heures", "à 13:30, {count} sessions, 2 heures"),
    ],
)
def test_spaces_at_which_no_line_is_broken(typed: str, set_in_type: str) -> None:
    assert typeset(typed).replace("\u00a0", "~") == set_in_type


def test_no_french_sign_is_left_alone_at_the_beginning_of_a_line() -> None:
    with MO.open("rb") as file:
        french = [text for message in read_mo(file) if message.id for text in forms(message.string)]
    assert [text for text in french if re.search(r" [:;!?»%]|« |[\d}] (h|s|min|Mo)\b", text)] == []
    assert sum("\u00a0" in text for text in french) > 100


def test_the_package_speaks_with_these_spaces() -> None:
    """In a process of its own, as this one's catalogue is read with plain ones."""
    program = "from scheduler.text import _; from scheduler.text.phrases import hours; " + (
        "print(ascii(hours(3.5)), ascii(_('Cost: {total}')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split(" ", 1) == [r"'3,5\xa0h'", r"'Co\xfbt\xa0: {total}'" + "\n"]


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


def test_every_text_stands_where_it_is_collected() -> None:
    """Within a formatted string, Babel sees none on every Python: it would be missing in French."""
    hidden = [
        f"{path.name}:{part.lineno}"
        for path in sorted((ROOT / "scheduler").rglob("*.py"))
        for part in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(part, ast.JoinedStr)
        for call in ast.walk(part)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in ("_", "N_", "plural")
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []
