"""YAML stays as it was written, and every value knows its line."""

from pathlib import Path

import pytest

from scheduler.errors import InputError
from scheduler.settings import YamlText, read_yaml
from scheduler.text import speaking

CANNOT = (
    "Check the indentation (spaces, never tabs), the space after each colon, and the quotes "
    "around texts that hold a colon."
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(text: str | bytes) -> YamlText:
    path = Path("a.yaml")
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with speaking("en"):
        return read_yaml(path)


def refusal(text: str | bytes) -> list[str]:
    with pytest.raises(InputError) as error:
        read(text)
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize("written", ["12:30", "01000", "NO", "1e3", "2027-01-04", "0x1F", "1_000", ".5"])
def test_scalars_stay_text(written: str) -> None:
    """Plain loaders make 750 of 12:30, 512 of 01000, and False of NO."""
    assert read(f"key: {written}").tree == {"key": written}


@pytest.mark.parametrize("nothing", ["", "~", "null", "# a comment"])
def test_a_key_without_a_value_is_not_written(nothing: str) -> None:
    text = read(f"a: 1\nb: {nothing}\n")
    assert text.tree == {"a": "1"}
    assert text.where("b") == "a.yaml:2"


def test_quoted_text_is_a_value_whatever_it_says() -> None:
    assert read("a: ''\nb: \"~\"").tree == {"a": "", "b": "~"}


def test_lines() -> None:
    text = read("# a comment\nblocks:\n  - id: B1\n    hours:\n      35\n  - {id: B2,\n     hours: 7}\n")
    assert text.where("blocks") == "a.yaml:2"
    assert text.where("blocks", 0) == "a.yaml:3"
    assert text.where("blocks", 0, "hours") == "a.yaml:4", "a key counts, not its value"
    assert text.where("blocks", 1, "hours") == "a.yaml:7"
    assert text.where("blocks", 1, "title") == "a.yaml:6", "what is not there is where it should be"
    assert text.where() == "a.yaml:1"


def test_what_windows_editors_write() -> None:
    """A byte order mark in front, and two characters at the end of each line."""
    text = read(b"\xef\xbb\xbftitre: Vaccination et d\xc3\xa9pistages\r\nheures: 14\r\n")
    assert text.tree == {"titre": "Vaccination et dépistages", "heures": "14"}
    assert text.where("heures") == "a.yaml:2"


def test_a_key_written_twice() -> None:
    assert refusal("a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\n") == [
        "a.yaml:3: “a” is written twice; it stands already on line 1. Delete one of the two.",
        "a.yaml:4: “d” is written twice; it stands already on line 4. Delete one of the two.",
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a: 1\n\tb: 2\n", f"a.yaml:2: this cannot be read as YAML: “b: 2”. {CANNOT}"),
        ("a: b: c\n", f"a.yaml:1: this cannot be read as YAML: “a: b: c”. {CANNOT}"),
        ("a: [1, 2\n", f"a.yaml:2: this cannot be read as YAML. {CANNOT}"),
        ("b: 1\na: \x01", "a.yaml:2: “a: \\x01” holds a sign that cannot be seen (U+0001): no workbook could "
             "hold it. Type the text again."),
        ("a: 1\n---\nb: 2\n", f"a.yaml:2: this cannot be read as YAML: “---”. {CANNOT}"),
        ("a: &x 1\nb: *x\n", "a.yaml:2: anchors and aliases (& and *) are not understood here. "
         "Write the value again."),
        ("a: &x [*x]\n", "a.yaml:1: anchors and aliases (& and *) are not understood here. "
         "Write the value again."),
        ("? [a, b]\n: 1\n", "a.yaml:1: a key must be a single word. Write “name: value”."),
        (b"titre: d\xe9pistages", "a.yaml: this file is not text in UTF-8. "
         "Save it again with the encoding UTF-8."),
        (b"PK\x03\x04\xff\xfe", "a.yaml: this file is not text in UTF-8. "
         "Save it again with the encoding UTF-8."),
    ],
)  # fmt: skip
def test_refusals(text: str | bytes, complaint: str) -> None:
    assert refusal(text) == [complaint]


@pytest.mark.parametrize("text", [
    "[" * 100_000 + "]" * 100_000,
    "{a: " * 5_000 + "1" + "}" * 5_000,
    "a: [\n" + "[\n" * 2_000,
    "".join(f"{' ' * level}a:\n" for level in range(600)),
    "- " * 5_000,
    "[" * 21 + "]" * 21,
], ids=lambda text: text[:12])  # fmt: skip
def test_what_is_nested_too_deeply(text: str) -> None:
    """Composing such a file would crash the process; PyYAML refuses some, in words of its own."""
    assert refusal(text) == [
        "a.yaml: this file is nested more than 20 levels deep. Compare with a shipped file."
    ]


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        (
            "none.yaml",
            "none.yaml: this file cannot be opened (file or folder not found). "
            "Check its name and your rights on it.",
        ),
        (".", ".: This is a folder, not a file. Give the file itself."),
    ],
)
def test_what_cannot_be_opened(path: str, complaint: str) -> None:
    with speaking("en"), pytest.raises(InputError) as error:
        read_yaml(Path(path))
    assert str(error.value) == complaint
