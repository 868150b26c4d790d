"""Which of several ways is the best, and what is kept in order: little worlds counted by hand."""

import pytest

from scheduler.catchup import CatchUpSearch, Diary, LearnerAbsence
from scheduler.catchup.telling import why
from scheduler.domain.catching_up import NeedStatus, Travel
from scheduler.domain.search import Limits
from tests.cases import world
from tests.cases.reader import lessons_of
from tests.catchup.worlds import LEARNERS, PLAN, asked, attended, bars, judge_of

DAY = "2027-02-02"
COHORTS = {"B": {}, "C": {}}
MORE = LEARNERS | {"C1": {"cohort": "C"}}


def of(*lines: str) -> str:
    """Return the plan with lines of other cohorts."""
    return PLAN + "\n".join(lines)


# ---------------------------------------------------------------------- order


def test_after_what_it_comes_after() -> None:
    """M2 is after M1. Both are missed; B has M1 on the 15th, C on the 17th, and M2 of both is on the 16th."""
    facts = {"cohorts": COHORTS, "learners": MORE, "modules": {"M2": {"after": ["M1"]}}}
    plan = of("C1 Wed 2027-02-17  M1 T1 R1").replace("B1 Mon 2027-02-15  M1", "B1 Mon 2027-02-15  M3")
    found = asked("2027-02-01", DAY, plan=plan, facts=facts)
    # Of the two, the one that was to come first is out of order: it counts once, whichever it is.
    assert found.count(NeedStatus.HAD) == found.count(NeedStatus.OUT_OF_ORDER) == 2
    assert found.proved
    assert not found.complete
    found = asked("2027-02-01", DAY, facts=facts)
    assert attended(found) == ["M1 15/02 AM B", "M1 15/02 PM B", "M2 16/02 AM B", "M2 16/02 PM B"]


@pytest.mark.parametrize(("day", "mark"), [("Wed 2027-02-17", ""), ("Mon 2027-02-08", " !")])
def test_before_what_comes_after_it_in_the_own_group(day: str, mark: str) -> None:
    """M3 is after M2, and A has M3 either before or after the 16th."""
    plan = PLAN.replace("A2 Mon 2027-02-08", f"A2 {day}").replace("A2 Tue 2027-02-09", "A2 Thu 2027-02-18")
    found = asked(DAY, plan=plan, facts={"modules": {"M3": {"after": ["M2"]}}})
    assert attended(found) == [f"M2 16/02 AM B{mark}", f"M2 16/02 PM B{mark}"]
    if mark:
        assert "M3 1/4" in found.settled[0].chosen.disorder[0].said


def test_not_before_what_it_comes_after_in_the_own_group() -> None:
    """M2 is after M1, which A has on the 24th only: on the 16th, M2 is too early."""
    plan = PLAN.replace("A1 Mon 2027-02-01", "A1 Wed 2027-02-24")
    plan = plan.replace("B2 Mon 2027-02-22", "B2 Thu 2027-02-25").replace(
        "B1 Mon 2027-02-15", "B2 Mon 2027-02-22"
    )
    found = asked(DAY, plan=plan, facts={"modules": {"M2": {"after": ["M1"]}}})
    assert attended(found) == ["M2 16/02 AM B !", "M2 16/02 PM B !"]
    # B has M1 on the 22nd: to have it once more then would not help.
    assert "--missed" not in found.settled[0].advice


@pytest.mark.parametrize(("day", "mark"), [("Wed 2027-02-24", ""), ("Wed 2027-02-10", " !")])
def test_the_parts_of_a_module_in_their_order(day: str, mark: str) -> None:
    """The first day of M3 is missed, and had on the 22nd: before or after its second day with A."""
    plan = PLAN.replace("A2 Tue 2027-02-09", f"A2 {day}")
    assert attended(asked("2027-02-08", plan=plan)) == [f"M3 22/02 AM B{mark}", f"M3 22/02 PM B{mark}"]


def test_in_order_with_another_group_rather_than_out_of_order() -> None:
    """C has M2 on the 4th, before A has M3: it is in order, though there are two trips to elsewhere."""
    facts = {
        "sites": {"PARIS": {}},
        "rooms": {"P1": {"site": "PARIS"}},
        "cohorts": {"B": {}, "C": {"site": "PARIS"}},
        "learners": MORE,
        "modules": {"M3": {"after": ["M2"]}},
    }
    found = asked(DAY, plan=of("C1 Thu 2027-02-04  M2 T2 P1"), facts=facts)
    assert attended(found) == ["M2 04/02 AM C", "M2 04/02 PM C"]


@pytest.mark.parametrize(("exam", "mark"), [("Wed 2027-02-10", " !"), ("Wed 2027-02-17", "")])
def test_the_assessment_is_last(exam: str, mark: str) -> None:
    """A has its assessment before or after the 16th, on which M2 can be had."""
    facts = {"assessment": {"hours": 7}}
    plan = of(f"A3 {exam}  EX - R1", "B3 Wed 2027-02-24  EX - R1")
    found = asked(DAY, plan=plan, facts=facts)
    assert attended(found) == [f"M2 16/02 AM B{mark}", f"M2 16/02 PM B{mark}"]
    # To come to another assessment is a way out.
    assert ("--missed 2027-02-10" in found.settled[0].advice) is bool(mark)


def test_no_advice_to_have_again_what_nobody_has() -> None:
    """As above, but B has no assessment, or has it before M2."""
    for lines in ((), ("B3 Fri 2027-02-12  EX - R1",)):
        plan = of("A3 Wed 2027-02-10  EX - R1", *lines)
        found = asked(DAY, plan=plan, facts={"assessment": {"hours": 7}})
        assert found.count(NeedStatus.OUT_OF_ORDER) == 2
        assert "--missed" not in found.settled[0].advice


def test_the_advice_to_have_the_rest_of_a_module_again_helps() -> None:
    """The first day of M3 is missed, and the second attended: with B, both in order."""
    found = asked("2027-02-08")
    assert "M3" in found.settled[0].advice
    assert found.settled[0].advice.endswith("--missed 2027-02-09")
    assert asked("2027-02-08", "2027-02-09").complete


def test_the_advice_to_have_the_assessment_later_helps() -> None:
    """B has its own on the 24th: all is then in order."""
    plan = of("A3 Wed 2027-02-10  EX - R1", "B3 Wed 2027-02-24  EX - R1")
    found = asked(DAY, "2027-02-10", plan=plan, facts={"assessment": {"hours": 7}})
    assert attended(found) == ["M2 16/02 AM B", "M2 16/02 PM B", "EX 24/02 AM B", "EX 24/02 PM B"]
    assert found.complete


# ---------------------------------------------------------------------- as many as can be


def test_two_that_are_at_the_same_time_elsewhere() -> None:
    """M1 with B and M2 with C, both on the 15th: but M1 can be had with C on the 17th."""
    facts = {"cohorts": COHORTS, "learners": MORE}
    plan = PLAN.replace("B1 Tue 2027-02-16  M2", "B1 Tue 2027-02-16  M3")
    lines = ("C1 Mon 2027-02-15  M2 T2 R2", "C1 Wed 2027-02-17  M1 T2 R2")
    found = asked("2027-02-01", DAY, plan=plan + "\n".join(lines), facts=facts)
    assert attended(found) == ["M1 17/02 AM C", "M1 17/02 PM C", "M2 15/02 AM C", "M2 15/02 PM C"]
    found = asked("2027-02-01", DAY, plan=plan + lines[0], facts=facts)
    assert found.count(NeedStatus.HAD) == found.count(NeedStatus.NOT_HAD) == 2
    lost = next(number for number, x in enumerate(found.settled) if x.verdict is NeedStatus.NOT_HAD)
    assert "taken" in set().union(*bars(found, lost).values())


def test_half_days_are_counted_not_needs() -> None:
    """M3 in one session, of which four half-days are missed, rather than both of M1 on its first day."""
    plan = of("C1 Mon 2027-02-22  M1 T2 R2").replace("B1 Mon 2027-02-15  M1", "B1 Mon 2027-02-15  M2")
    facts = {"cohorts": COHORTS, "learners": MORE, "modules": {"M3": {"one_session": True}}}
    found = asked("2027-02-01", "2027-02-08", "2027-02-09", plan=plan, facts=facts)
    assert {x.need.module.id for x in found.settled if x.verdict is NeedStatus.HAD} == {"M3"}
    assert (found.count(NeedStatus.HAD), found.count(NeedStatus.NOT_HAD)) == (4, 2)


@pytest.mark.parametrize(("site", "had"), [("LYON", 2), ("PARIS", 1)])
def test_two_on_one_day_are_at_one_place(site: str, had: int) -> None:
    """M1 is with B in the morning of the 15th, M2 with C in its afternoon, here or in another city."""
    plan = """
    A1 Mon 2027-02-01  M1 T1 R1 | M2 T1 R1
    A1 Tue 2027-02-02  M3 T1 R1
    B1 Mon 2027-02-15  M1 T1 R1 | -
    C1 Mon 2027-02-15  - | M2 T2 P1
    """
    half = {"hours": 3.5, "whole_days": False}
    facts = {
        "sites": {"PARIS": {}},
        "rooms": {"P1": {"site": site}},
        "cohorts": {"B": {}, "C": {"site": site}},
        "learners": MORE,
        "modules": {"M1": half, "M2": half},
    }
    found = asked("2027-02-01", plan=plan, facts=facts)
    assert found.count(NeedStatus.HAD) == had


@pytest.mark.parametrize(("day", "out"), [("Tue 2027-02-23", True), ("Fri 2027-02-19", False)])
def test_nothing_comes_between_what_it_is_before(day: str, out: bool) -> None:
    """M3 is after M1, and lies in one session: B has it on the 22nd and 24th, C has M1 between or before."""
    plan = of(f"C1 {day}  M1 T2 R2").replace("B2 Tue 2027-02-23", "B2 Wed 2027-02-24")
    plan = plan.replace("B1 Mon 2027-02-15  M1", "B1 Mon 2027-02-15  M2")
    facts = {
        "cohorts": COHORTS,
        "learners": MORE,
        "modules": {"M3": {"one_session": True, "after": ["M1"]}},
    }
    found = asked("2027-02-01", "2027-02-08", "2027-02-09", plan=plan, facts=facts)
    # M1 is two half-days, M3 four: it is M1 that is told as out of order.
    assert found.count(NeedStatus.OUT_OF_ORDER) == (2 if out else 0)
    assert found.count(NeedStatus.HAD) == (4 if out else 6)


# ---------------------------------------------------------------------- few trips


def world_with(*lines: str, **sites: str) -> dict[str, object]:
    """Return what is asked of a world in which some cohorts are at another site."""
    cohorts = {line.split()[0][0] for line in lines} | {"B"}
    return {
        "plan": of(*lines),
        "facts": {
            "sites": {"PARIS": {}},
            "rooms": {"R2": {}, "P1": {"site": "PARIS"}},
            "cohorts": {name: {"site": sites.get(name, "LYON")} for name in sorted(cohorts)},
            "learners": LEARNERS | {f"{name}9": {"cohort": name} for name in sorted(cohorts - {"B"})},
        },
    }


def test_a_trip_to_the_own_site_rather_than_to_another() -> None:
    """C has M2 in Paris a week before B has it here."""
    found = asked(DAY, **world_with("C1 Mon 2027-02-15  M2 T2 P1", C="PARIS"))
    assert attended(found) == ["M2 16/02 AM B", "M2 16/02 PM B"]
    assert found.travel == Travel(trips=1, elsewhere=0, days=1)


def test_one_stay_rather_than_two() -> None:
    """M1 and M2: with B on two days in a row, rather than M1 with C on the 11th and M2 on the 16th."""
    found = asked("2027-02-01", DAY, **world_with("C1 Thu 2027-02-11  M1 T2 R2"))
    assert attended(found)[0] == "M1 15/02 AM B"
    assert found.travel == Travel(trips=1, elsewhere=0, days=2)


def test_days_beside_those_of_the_own_group_are_no_trip() -> None:
    """A will have M2 on the 26th. C has it on the 10th, the day after a session of A; D before, but apart."""
    asking = world_with("C1 Wed 2027-02-10  M2 T2 R2", "D1 Thu 2027-02-04  M2 T2 R2")
    asking["plan"] = str(asking["plan"]).replace("A1 Tue 2027-02-02", "A3 Fri 2027-02-26")
    found = asked("2027-02-26", **asking)
    assert attended(found)[0] == "M2 10/02 AM C"
    assert found.travel == Travel(trips=0, elsewhere=0, days=1)


def test_a_day_on_which_one_is_there_anyway_costs_nothing() -> None:
    """M2 of C is in the afternoon of a day on which A ends at noon."""
    plan = (
        PLAN.replace("2027-02-09  M3 T1 R1", "2027-02-09  M3 T1 R1 | -") + "C1 Tue 2027-02-09  - | M2 T2 R2"
    )
    facts = {"cohorts": COHORTS, "learners": MORE, "modules": {"M2": {"hours": 3.5, "whole_days": False}}}
    plan = plan.replace("2027-02-02  M2 T1 R1", "2027-02-02  M2 T1 R1 | -").replace(
        "2027-02-16  M2 T1 R1", "2027-02-16  M2 T1 R1 | -"
    )
    found = asked(DAY, plan=plan, facts=facts)
    assert attended(found) == ["M2 09/02 PM C"]
    assert found.travel == Travel(trips=0, elsewhere=0, days=0)


def test_of_equal_trips_the_fewest_days() -> None:
    """Half a day of M1 and of M2: on the 17th both with C, rather than on the 15th and the 16th with B."""
    plan = """
    A1 Mon 2027-02-01  M1 T1 R1 | M2 T1 R1
    A2 Mon 2027-03-01  M3 T1 R1
    B1 Mon 2027-02-15  M1 T1 R1 | -
    B1 Tue 2027-02-16  M2 T1 R1 | -
    C1 Wed 2027-02-17  M1 T2 R2 | M2 T2 R2
    """
    half = {"hours": 3.5, "whole_days": False}
    facts = {"cohorts": COHORTS, "learners": MORE, "modules": {"M1": half, "M2": half}}
    found = asked("2027-02-01", plan=plan, facts=facts)
    assert attended(found) == ["M1 17/02 AM C", "M2 17/02 PM C"]
    assert found.travel == Travel(trips=1, elsewhere=0, days=1)


def test_of_equal_trips_the_earliest_end() -> None:
    """C has M2 on the 11th, B on the 16th: each is one trip here."""
    found = asked(DAY, **world_with("C1 Thu 2027-02-11  M2 T2 R2"))
    assert attended(found)[0] == "M2 11/02 AM C"


def test_the_end_comes_before_each_lesson_by_itself() -> None:
    """M3 with B and the rest with D is over on the 19th: with E, M3 alone would be later than all that."""
    plan = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M3 T1 R1
    B1 Mon 2027-02-15  M3 T1 R1
    B1 Tue 2027-02-16  M3 T1 R1
    C1 Mon 2027-02-15  M1 T2 R2
    C1 Tue 2027-02-16  M2 T2 R2
    D1 Thu 2027-02-18  M1 T2 R2
    D1 Fri 2027-02-19  M2 T2 R2
    E1 Mon 2027-02-22  M3 T2 R2
    E1 Tue 2027-02-23  M3 T2 R2
    """
    cohorts = {name: {} for name in "BCDE"}
    facts = {"cohorts": cohorts, "modules": {"M3": {"one_session": True}}, "learners": LEARNERS}
    found = asked("2027-02-01", "2027-02-02", "2027-02-08", "2027-02-09", plan=plan, facts=facts)
    assert {x.split()[-1] for x in attended(found)} == {"B", "D"}
    assert found.travel == Travel(trips=2, elsewhere=0, days=4)


def test_before_the_last_day_of_the_own_group_rather_than_after() -> None:
    """A ends on Friday the 12th. C has M2 in Paris on the 4th: two trips' worth, but before that day."""
    asking = world_with("C1 Thu 2027-02-04  M2 T2 P1", C="PARIS")
    found = asked(DAY, **asking)
    assert attended(found)[0] == "M2 04/02 AM C"
    assert found.late == 0
    found = asked(DAY, **asking, since="2027-02-05")
    assert (attended(found)[0], found.late) == ("M2 16/02 AM B", 2)


# ---------------------------------------------------------------------- time


@pytest.mark.parametrize("stopped", [True, False])
def test_without_time_nothing_is_proved(stopped: bool) -> None:
    instance = world.build({"cohorts": {"B": {}}, "learners": LEARNERS})
    judge = judge_of(instance, lessons_of(PLAN, instance), DAY)
    diary = Diary(instance, judge.lessons, judge.me, LearnerAbsence(judge.missed), judge.since)
    search = CatchUpSearch(diary, Limits(seconds=60 if stopped else 1e-9, workers=1))
    if stopped:
        search.stop()
    found = search.run()
    assert not found.proved
    assert attended(found) == ["M2 -", "M2 -"]
    assert why(found.settled[0], judge.since) == "pas trouvé dans le temps imparti"
