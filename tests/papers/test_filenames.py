"""Names of files that every system takes."""

import re

from hypothesis import given
from hypothesis import strategies as st

from scheduler.exchange.papers.filenames import file_names
from tests.papers.plans import HOSTILE


@given(st.lists(st.text(max_size=300)))
def test_any_text_gives_names_that_windows_takes_no_two_alike(texts: list[str]) -> None:
    found = file_names(texts)
    assert len({name.casefold() for name in found}) == len(texts)
    for name in found:
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
        assert name == name.strip(". ")
        assert 0 < len(name.encode("utf-8")) < 140


def test_ordinary_names_stay_and_odd_ones_can_be_recognised() -> None:
    assert file_names(["Anne Petit (F01)", "Zoë D'Arc"]) == ["Anne Petit (F01)", "Zoë D'Arc"]
    assert file_names(["CON", "com1.txt", "G1", "g1", "a/b:c"]) == [
        "_CON",
        "_com1.txt",
        "G1",
        "g1 (2)",
        "a-b-c",
    ]
    # The same name in another spelling of its accents is the same file on some systems.
    assert file_names(["é", "e\u0301"]) == ["é", "é (2)"]
    assert file_names(["abc\u202edcba"]) == ["abcdcba"]
    assert file_names(HOSTILE)[3].startswith("line one line two")
