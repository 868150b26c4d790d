"""Each case of the catalogue breaks exactly the rules it says."""

import pytest

from scheduler.check import CHECKS, check
from scheduler.domain.rules import RULE
from tests.cases.reader import KINDS, Case, load_cases

CASES = load_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    found = check(case.instance, case.lessons)
    sentences = "\n".join(f"{x.code} {x.where}: {x.message}" for x in found)
    assert {violation.code for violation in found} == set(case.expect), sentences


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_order_of_rows_does_not_matter(case: Case) -> None:
    assert check(case.instance, case.lessons[::-1]) == check(case.instance, case.lessons)


@pytest.mark.parametrize("code", RULE)
def test_each_rule_has_cases_of_every_kind(code: str) -> None:
    cases = [case for case in CASES if case.rule == code]
    assert {case.kind for case in cases} == set(KINDS)
    for case in cases:
        keeps = case.kind in ("kept", "edge-in")
        assert case.expect == () if keeps else code in case.expect, case.id


def test_each_rule_has_a_check() -> None:
    assert list(CHECKS) == list(RULE)


def test_names_tell_cases_apart() -> None:
    assert len({case.id for case in CASES}) == len(CASES)
