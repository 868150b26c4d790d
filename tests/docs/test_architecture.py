"""The page on the architecture shows the imports as they are."""

import re

import pytest

from tests.tools.architecture_doc import MARKED, TARGET, arrows, document

PAGE = TARGET.read_text(encoding="utf-8")


def test_the_diagrams_are_those_of_the_code() -> None:
    assert document(PAGE) == PAGE, "run: make docs"


def test_every_package_is_described() -> None:
    described = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?`) \|", PAGE, re.MULTILINE))))
    packages = {name.rsplit(".", 1)[1] for name in arrows("scheduler")} - {"__main__", "shipped"}
    assert packages <= described


@pytest.mark.parametrize("package", [found["package"] for found in MARKED.finditer(PAGE)])
def test_no_arrow_leads_back(package: str) -> None:
    found = arrows(package)
    left = dict(found)
    while left:
        ends = [name for name, others in left.items() if not others & set(left)]
        assert ends, f"a circle among {sorted(left)}"
        for name in ends:
            del left[name]
