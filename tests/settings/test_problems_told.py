"""How a problem is told: its place once, and what the system refused in the reader's language."""

import errno
import os

import pytest

from scheduler.errors import Problem, placed, reason
from scheduler.text import speaking


@pytest.mark.parametrize(
    ("where", "message", "told"),
    [
        ("CQP-REU", "CQP-REU : la date est passée.", "CQP-REU : la date est passée."),
        ("CQP-REU", "CQP-REU a deux débuts.", "CQP-REU a deux débuts."),
        ("G1", "G12 n'existe pas.", "G1: G12 n'existe pas."),
        ("Groupes!C7", "« x » n'est pas une date.", "Groupes!C7: « x » n'est pas une date."),
        ("", "Rien.", "Rien."),
    ],
)
def test_a_place_is_told_once(where: str, message: str, told: str) -> None:
    assert str(Problem(where, message)) == placed(where, message) == told


CODES = (
    "EACCES", "EPERM", "EISDIR", "ENOTDIR", "ENOENT", "ENOSPC", "EDQUOT", "EROFS", "ENAMETOOLONG",
    "EBUSY", "EIO", "EMFILE", "ELOOP", "ETXTBSY", "EFBIG",
)  # fmt: skip


@pytest.mark.parametrize("name", [name for name in CODES if hasattr(errno, name)])
def test_what_the_system_refuses_is_told_in_the_language_spoken(name: str) -> None:
    code = getattr(errno, name)
    fault = OSError(code, os.strerror(code), "x")
    with speaking("en"):
        english = reason(fault)
    with speaking("fr"):
        french = reason(fault)
    assert english != french
    assert os.strerror(code) not in french


def test_a_refusal_that_is_not_known_is_told_in_the_words_of_the_system() -> None:
    assert reason(OSError(99_999, "Weather too bad")) == "Weather too bad"
    assert reason(OSError("no number at all")) == "no number at all"
