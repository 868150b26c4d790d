"""Every rule of the catalogue is told twice, tried on both sides of its edge, and documented."""

import re

import pytest

from scheduler.check import CHECKS
from scheduler.domain.rules import RULE
from tests.cases.reader import load_cases
from tests.tools.rules_doc import TARGET, document
from tests.tools.sources import ROOT, mentions

CASES = load_cases()
CONSEQUENCES = {"LE-02": {"CU-01", "CU-05"}}
"""Rules that follow from others, so that no plan breaks them alone: a learner attends whole modules."""

MODEL = mentions("scheduler/model")
CHECKER = mentions("scheduler/check")


def test_the_page_is_the_one_generated() -> None:
    assert TARGET.read_text(encoding="utf-8") == document(), "run: make docs"


@pytest.mark.parametrize("code", RULE)
def test_the_model_says_where_it_tells_the_rule(code: str) -> None:
    assert MODEL.get(code)


@pytest.mark.parametrize("code", RULE)
def test_the_check_of_the_rule_says_so(code: str) -> None:
    assert code in CHECKS
    assert CHECKS[code].__name__ in {mention.name for mention in CHECKER[code]}


@pytest.mark.parametrize("code", [code for code in RULE if code not in CONSEQUENCES])
def test_a_case_breaks_this_rule_alone(code: str) -> None:
    """The model, judged on the same cases, cannot reject that one for any other rule."""
    assert any(case.rule == code and case.expect == (code,) for case in CASES)


@pytest.mark.parametrize("code", CONSEQUENCES)
def test_a_consequence_is_never_broken_alone(code: str) -> None:
    causes = CONSEQUENCES[code]
    assert all(causes & set(case.expect) for case in CASES if code in case.expect)


@pytest.mark.parametrize("code", RULE)
def test_the_rule_has_cases_on_both_sides(code: str) -> None:
    kinds = [case.kind for case in CASES if case.rule == code]
    assert len(kinds) >= 4
    assert {"kept", "broken", "edge-in", "edge-out"} <= set(kinds)


@pytest.mark.parametrize("code", RULE)
def test_the_page_has_a_section_for_the_rule(code: str) -> None:
    page = TARGET.read_text(encoding="utf-8")
    assert f"\n### {code}\n" in page
    section = page.split(f"\n### {code}\n")[1].split("\n### ")[0]
    for part in ("* Source: ", "* Model: ", "* Checker: ", "Passes: ", "Fails: ", f"* `{code}` "):
        assert part in section, part


@pytest.mark.parametrize("folder", ["scheduler/model", "scheduler/check", "scheduler/solve"])
def test_the_code_names_no_rule_that_is_not_in_the_catalogue(folder: str) -> None:
    assert set(mentions(folder)) <= set(RULE)


@pytest.mark.parametrize("page", ["README.md", "docs/guide.fr.md"])
def test_pages_count_the_rules_of_the_catalogue(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    counts = re.findall(r"(\d+) (?:hard rules|rules|règles contrôlées|règles dures|règles)\b", text)
    assert set(counts) <= {str(len(RULE))}
