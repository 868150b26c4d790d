"""What follows from the tables is worked out once: for the tables that are asked about, in any language."""

from dataclasses import replace
from datetime import date

from scheduler.check import check
from scheduler.check.openings import Openings
from scheduler.check.reference import reference
from scheduler.domain.centre import Closure
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.text import speaking
from tests.cases import world

DAY = date(2027, 2, 1)
LESSON = Lesson("A", 1, 1, DAY, Half.AM, "M1", 3.5, "T1", "R1")


def codes_of(closures: tuple[Closure, ...]) -> set[str]:
    instance = replace(world.build({}), closures=closures)
    return {fault.code for fault in check(instance, (LESSON,))}


def test_a_plan_is_judged_by_its_own_tables_whatever_was_judged_before() -> None:
    """The centre is open that day, closed in other tables, and open again when the first are asked again."""
    closed = (Closure(DAY, DAY, "inventory"),)
    assert ["CA-02" in codes_of(x) for x in ((), closed, (), closed)] == [False, True, False, True]


def test_it_is_kept_for_the_tables_themselves() -> None:
    instance = world.build({})
    known = reference(instance)
    assert reference(instance) is known
    assert known.rhythm(instance.cohorts[0]) is known.rhythm(instance.cohorts[0])
    assert reference(replace(instance)) is not known


def test_what_was_asked_of_openings_is_no_part_of_what_they_are() -> None:
    instance = world.build({})
    asked, other = (Openings(instance.sites[0], ()) for _each in range(2))
    assert asked.is_open(DAY)
    assert asked.school_holiday(DAY) == other.school_holiday(DAY)
    assert asked == other


def test_sentences_are_in_the_language_spoken() -> None:
    """A closure without a name is told in words of ours: in French, in English, in French again."""
    instance = replace(world.build({}), closures=(Closure(DAY, DAY),))
    told = []
    for language in ("fr", "en", "fr"):
        with speaking(language):
            told.append([fault.message for fault in check(instance, (LESSON,)) if fault.code == "CA-02"])
    french, english, again = told
    assert len(french) == 1
    assert french == again
    assert french != english
