"""Pages lead where they say, and the page on the model leaves no rule and no term out."""

import re
from pathlib import Path

import pytest

from scheduler.domain.rules import RULE
from scheduler.domain.settings import TERM
from tests.docs.pages import PAGES, ROOT, anchors, links, names, rows, section
from tests.tools.messages import forms, stored

MODEL = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for file, heading in links(page):
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), file
        assert not heading or heading in anchors(target), f"{file}#{heading}"


@pytest.mark.parametrize("code", RULE)
def test_the_model_page_names_every_rule(code: str) -> None:
    family, number = code.split("-")
    inside = any(f"{family}-01 to {family}-{last:02}" in MODEL for last in range(int(number), 10))
    assert code in MODEL or inside


def test_the_guide_quotes_what_the_program_says() -> None:
    said = [form for message in stored() for form in forms(message.string)]
    patterns = [re.compile(re.sub(r"\\\{.*?\\\}", ".+", re.escape(form))) for form in said if form]
    told = rows(section("docs/guide.fr.md", "8. Ce que disent les messages"))
    quoted = [text for cells in told for text in names(cells[0]) if "!" not in text]
    assert [text for text in quoted if not any(x.fullmatch(text) for x in patterns)] == []
    assert len(quoted) >= 6


@pytest.mark.parametrize("name", TERM)
def test_the_model_page_names_every_term(name: str) -> None:
    assert f"`{name}`" in MODEL
