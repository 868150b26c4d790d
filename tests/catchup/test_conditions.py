"""Each condition of a lesson in another group: a case that keeps it and one, just beyond, that does not."""

from dataclasses import replace

import pytest

from scheduler.domain.catching_up import NeedStatus
from tests.cases import world
from tests.cases.reader import lessons_of
from tests.catchup.worlds import LEARNERS, PLAN, answered, asked, attended, bars, judge_of

DAY = "2027-02-02"
"""On which A has M2, and B two weeks later."""

B_HAS_M2 = ["M2 16/02 AM B", "M2 16/02 PM B"]
NOT_AT_ALL = ["M2 -", "M2 -"]


def moved(day: str, to: str, plan: str = PLAN) -> str:
    """Return the plan with a day of it on another date."""
    assert day in plan
    return plan.replace(day, to)


def test_the_same_half_day_of_the_module_in_another_group() -> None:
    found = asked(DAY)
    assert attended(found) == B_HAS_M2
    assert found.complete
    assert [x.need.missed[0].lesson.cohort for x in found.settled] == ["A", "A"]


def test_one_half_day_is_replaced_by_one() -> None:
    """Of the afternoon, the afternoon: the second half-day of two."""
    assert attended(asked(f"{DAY} PM")) == ["M2 16/02 PM B"]


def test_what_is_not_followed_is_not_lacking() -> None:
    """Neither a module exempted, nor one of a block acquired."""
    for exempted in ({"exempted": ["M2"]}, {"acquired_blocks": ["B1"]}):
        found = asked(DAY, facts={"learners": LEARNERS | {"L1": {"name": "Léa"} | exempted}})
        assert (attended(found), found.exempted, found.complete) == ([], ("M2",), True)


def test_who_joins_late_lacks_all_before() -> None:
    """On the 9th, M1, M2 and the first day of M3 are over, each to be had with B in its order.

    M3 would then end before it begins: its first day with B comes after its second with A.
    """
    found = asked(joined="2027-02-09", since="2027-01-01")
    assert attended(found) == [
        "M1 15/02 AM B",
        "M1 15/02 PM B",
        *B_HAS_M2,
        "M3 22/02 AM B !",
        "M3 22/02 PM B !",
    ]


def test_nothing_is_had_before_one_joins() -> None:
    """B has M2 on the 16th; who joins A on the 9th may be there, who joins on the 17th may not."""
    plan = moved("A2 Tue 2027-02-09", "A2 Tue 2027-03-02")
    assert attended(asked(joined="2027-02-09", plan=plan))[2:4] == B_HAS_M2
    found = asked(joined="2027-02-17", plan=plan)
    assert attended(found)[2:4] == NOT_AT_ALL
    assert bars(found, 2) == {"B": {"over"}}


@pytest.mark.parametrize(("since", "due"), [("2027-02-16", B_HAS_M2), ("2027-02-17", NOT_AT_ALL)])
def test_nothing_is_had_in_the_past(since: str, due: list[str]) -> None:
    """The day itself is still to come."""
    assert attended(asked(DAY, since=since)) == due


def test_what_will_be_missed_can_be_had_before() -> None:
    """B, which begins on 25 January, lacks its M2 of 16 February: on the 1st, A's of the 2nd is to come."""
    plan = moved("B1 Mon 2027-02-15", "B1 Mon 2027-01-25")
    found = asked("2027-02-16", learner="B1", plan=plan, since="2027-02-01")
    assert attended(found) == ["M2 02/02 AM A", "M2 02/02 PM A"]
    assert attended(asked("2027-02-16", learner="B1", plan=plan, since="2027-02-03")) == NOT_AT_ALL


def test_nothing_is_had_before_the_own_group_begins() -> None:
    """If B begins on the 2nd it can be had then, not if B begins on the 3rd."""
    for first, due in (("Tue 2027-02-02", set()), ("Wed 2027-02-03", {"early"})):
        plan = moved("B1 Mon 2027-02-15", f"B1 {first}").replace("02-02  M2 T1 R1", "02-02  - | M2 T1 R1")
        plan = plan.replace("2027-02-02  M1 T1 R1", "2027-02-02  M1 T1 R1 | -")
        plan = plan.replace("2027-02-16  M2 T1 R1", "2027-02-16  M2 T1 R1 | -")
        half = {"modules": {"M2": {"hours": 3.5, "whole_days": False}}}
        found = asked("2027-02-16", learner="B1", plan=plan, since="2027-01-01", facts=half)
        assert bars(found) == {"A": due}


def test_not_on_a_day_that_is_missed_too() -> None:
    """A has M3 on the 16th, at the same time as B its M2."""
    plan = moved("A2 Tue 2027-02-09", "A2 Tue 2027-02-16")
    found = asked(DAY, "2027-02-16 AM", plan=plan)
    assert bars(found)["B"] == {"away"}
    # In the afternoon, A has the last of M3: a clash, though nothing is missed then.
    assert bars(found, 1)["B"] == {"clash"}


@pytest.mark.parametrize(("finish", "due"), [("2027-02-16", B_HAS_M2), ("2027-02-15", NOT_AT_ALL)])
def test_the_deadline_is_kept(finish: str, due: list[str]) -> None:
    """Up to the last day on which the learner can be certified, included."""
    limited = {"deadlines": {"start": None, "finish": finish}}
    found = asked(DAY, facts={"learners": LEARNERS | {"L1": {"name": "Léa"} | limited}})
    assert attended(found) == due
    assert bars(found)["B"] == (set() if due == B_HAS_M2 else {"deadline"})


@pytest.mark.parametrize(("day", "due"), [("Wed 2027-02-17", B_HAS_M2), ("Tue 2027-02-16", NOT_AT_ALL)])
def test_not_at_the_same_time_as_the_own_group(day: str, due: list[str]) -> None:
    found = asked(DAY, plan=moved("Tue 2027-02-09", day))
    assert attended(found) == due
    assert bars(found)["B"] == (set() if due == B_HAS_M2 else {"clash"})


def test_the_other_half_of_a_day_is_free() -> None:
    """A has the end of M3 in the morning of the 16th, at the same site."""
    plan = moved("Tue 2027-02-09  M3 T1 R1", "Tue 2027-02-16  M3 T1 R1 | -")
    found = asked(DAY, plan=plan)
    assert attended(found) == ["M2 -", "M2 16/02 PM B"]


@pytest.mark.parametrize(("site", "due"), [("LYON", ["M2 -", "M2 16/02 PM B"]), ("PARIS", NOT_AT_ALL)])
def test_nobody_is_at_two_sites_on_a_day(site: str, due: list[str]) -> None:
    """As above, but B is in another city: the afternoon there cannot follow the morning here."""
    plan = moved("Tue 2027-02-09  M3 T1 R1", "Tue 2027-02-16  M3 T1 R1 | -")
    plan = "\n".join(x.replace("R1", "P1") if x.strip().startswith("B") else x for x in plan.splitlines())
    facts = {"sites": {"PARIS": {}}, "rooms": {"P1": {"site": site}}, "cohorts": {"B": {"site": site}}}
    found = asked(DAY, plan=plan, facts=facts)
    assert attended(found) == due
    assert bars(found, 1)["B"] == (set() if site == "LYON" else {"place"})


@pytest.mark.parametrize("mode", ["in_person", "remote"])
def test_no_day_is_half_remote(mode: str) -> None:
    """M2 of B is remote, in the afternoon of a morning of A: possible only if that is remote too."""
    plan = moved("Tue 2027-02-09  M3 T1 R1", f"Tue 2027-02-16  M3 T1 R1 3.5h {mode} | -")
    plan = plan.replace("B1 Tue 2027-02-16  M2 T1 R1", "B1 Tue 2027-02-16  M2 T1 - 3.5h remote")
    found = asked(DAY, plan=plan)
    assert attended(found) == ["M2 -", "M2 -" if mode == "in_person" else "M2 16/02 PM B"]
    assert bars(found, 1)["B"] == ({"place"} if mode == "in_person" else set())


@pytest.mark.parametrize(("seats", "due"), [(4, B_HAS_M2), (3, NOT_AT_ALL)])
def test_a_seat_is_free_in_the_room(seats: int, due: list[str]) -> None:
    """B has three learners."""
    found = asked(DAY, facts={"rooms": {"R1": {"capacity": seats}}})
    assert attended(found) == due
    assert bars(found)["B"] == (set() if due == B_HAS_M2 else {"full"})
    if due == NOT_AT_ALL:
        assert "3 places prises sur 3" in found.settled[0].offers[0].hindrances[0].said
        # R2 has 12 seats, and nobody is in it.
        assert "R2" in found.settled[0].advice


def test_whoever_is_exempted_leaves_a_seat() -> None:
    """Of the three of B, one does not follow M2."""
    learners = LEARNERS | {"B2": {"cohort": "B", "exempted": ["M2"]}}
    found = asked(DAY, facts={"rooms": {"R1": {"capacity": 3}}, "learners": learners})
    assert attended(found) == B_HAS_M2
    assert found.settled[0].chosen.sittings[0].left == 1


@pytest.mark.parametrize(("most", "due"), [(4, B_HAS_M2), (3, NOT_AT_ALL)])
def test_the_group_grows_to_its_largest_size_alone(most: int, due: list[str]) -> None:
    """Three of B, and one guest."""
    found = asked(DAY, facts={"modules": {"M2": {"group_max": most}}})
    assert attended(found) == due
    assert bars(found)["B"] == (set() if due == B_HAS_M2 else {"full"})


def test_a_remote_lesson_has_no_room() -> None:
    facts = {"rooms": {"R1": {"capacity": 1}}, "modules": {"M2": {"mode": "remote"}}}
    plan = PLAN.replace("M2 T1 R1", "M2 T1 -")
    found = asked(DAY, facts=facts, plan=plan)
    assert attended(found) == B_HAS_M2
    assert (found.travel.trips, found.travel.days) == (0, 0)


def test_the_other_parallel_group_is_another_group() -> None:
    """A is in two groups of two for M3, at the same times: what one lacks is missed in the other too.

    B is one group: of at most two, it has no seat for a third.
    """
    facts = {
        "learners": {"L3": {}, "L4": {}, "B1": {"cohort": "B"}, "B2": {"cohort": "B"}},
        "modules": {"M3": {"group_max": 2}},
    }
    plan = PLAN.replace("M3 T1 R1", "M3 T1 R1 + M3 T2 R2", 2)
    found = asked("2027-02-08", facts=facts, plan=plan, since="2027-02-01")
    assert bars(found) == {"A/2": {"away", "full"}, "B": {"full", "order"}}


def test_learners_of_all_cohorts_that_share_a_lesson_take_its_seats() -> None:
    """B and C have M2 together, three and two: five seats are taken, of five or of six."""
    plan = PLAN.replace("2027-02-16  M2 T1 R1", "2027-02-16  M2 T1 R1 =J") + (
        """C1 Mon 2027-02-15  M1 T2 R2
    C1 Tue 2027-02-16  M2 T1 R1 =J
    """
    )
    facts = {
        "cohorts": {"B": {}, "C": {}},
        "learners": LEARNERS | {"C1": {"cohort": "C"}, "C2": {"cohort": "C"}},
        "joint_modules": {"J": {"sharers": {"B": "M2", "C": "M2"}}},
    }
    shared = ["M2 16/02 AM B + C", "M2 16/02 PM B + C"]
    for seats, due in ((6, shared), (5, NOT_AT_ALL)):
        found = asked(DAY, plan=plan, facts=facts | {"rooms": {"R1": {"capacity": seats}}})
        assert attended(found) == due
        assert bars(found) == {"B + C": set() if seats == 6 else {"full"}}
        # The same of the largest group that the joint module allows.
        joint = {"J": facts["joint_modules"]["J"] | {"group_max": seats}}
        found = asked(DAY, plan=plan, facts=facts | {"joint_modules": joint})
        assert attended(found) == due


# ---------------------------------------------------------------------- one module, one session


@pytest.mark.parametrize(("second", "due"), [("B2", NeedStatus.HAD), ("B3", NeedStatus.NOT_HAD)])
def test_a_module_of_one_session_is_had_whole(second: str, due: NeedStatus) -> None:
    """Of M3, A's Monday is missed: both days are had with B, if they are one session of B."""
    plan = PLAN.replace("B2 Tue", f"{second} Tue")
    found = asked("2027-02-08", plan=plan, facts={"modules": {"M3": {"one_session": True}}})
    (settled,) = found.settled
    assert (settled.verdict, len(settled.need.missed), len(settled.need.own)) == (due, 2, 4)
    if due is NeedStatus.HAD:
        assert attended(found) == [f"M3 {day}/02 {half} B" for day in (22, 23) for half in ("AM", "PM")]
        assert [row.missed for row in found.rows] == [True, True, False, False]
    else:
        assert bars(found)["B"] == {"session"}


def test_a_module_of_several_sessions_is_had_in_part() -> None:
    """The same without that rule: Monday alone, though after the Tuesday that was attended."""
    assert attended(asked("2027-02-08")) == ["M3 22/02 AM B !", "M3 22/02 PM B !"]


# ---------------------------------------------------------------------- the same module


def other_curriculum(**changes: object) -> tuple[object, tuple[object, ...]]:
    """Return a world in which B follows another curriculum, in whose M2 something else is so."""
    instance = world.build({"cohorts": {"B": {}}, "learners": LEARNERS})
    (tiny,) = instance.curricula
    blocks = tuple(
        replace(block, modules=tuple(replace(x, **changes) if x.id == "M2" else x for x in block.modules))
        for block in tiny.blocks
    )
    other = replace(tiny, id="other", leads_to="something else", blocks=blocks)
    cohorts = tuple(replace(x, curriculum="other") if x.id == "B" else x for x in instance.cohorts)
    found = replace(instance, curricula=(tiny, other), cohorts=cohorts)
    renamed = {x.id for x in other.modules} - {x.id for x in tiny.modules}
    lessons = lessons_of(PLAN, instance)
    if renamed:
        (name,) = renamed
        lessons = tuple(
            replace(x, module=name) if (x.cohort, x.module) == ("B", "M2") else x for x in lessons
        )
    return found, lessons


def test_another_curriculum_with_the_same_module() -> None:
    instance, lessons = other_curriculum()
    assert attended(answered(judge_of(instance, lessons, DAY))) == B_HAS_M2


def test_not_one_with_other_hours() -> None:
    """M2 is one day of three there: its half-days are not those of a module of one day."""
    instance, lessons = other_curriculum(hours=21.0)
    found = answered(judge_of(instance, lessons, DAY))
    assert attended(found) == NOT_AT_ALL
    assert found.settled[0].offers == ()
    assert found.settled[0].elsewhere == (("B", 21.0),)


@pytest.mark.parametrize("joint", [True, False])
def test_another_name_for_it_where_a_joint_module_says_so(joint: bool) -> None:
    instance, lessons = other_curriculum(id="N2")
    if joint:
        # "May": here they have it apart.
        told = world.build(
            {
                "cohorts": {"B": {}},
                "joint_modules": {"J": {"sharers": {"A": "M2", "B": "N2"}, "together": "may"}},
            }
        )
        instance = replace(instance, joint_modules=told.joint_modules)
    found = answered(judge_of(instance, lessons, DAY))
    assert [x[-1] for x in attended(found)] == (["B", "B"] if joint else ["-", "-"])


@pytest.mark.parametrize("curriculum", ["tiny", "other"])
def test_an_assessment_is_that_of_its_curriculum(curriculum: str) -> None:
    """Missed on the 10th, it is had with B on the 24th, unless B is certified of something else."""
    facts = {"cohorts": {"B": {}}, "learners": LEARNERS, "assessment": {"hours": 7}}
    instance = world.build(facts)
    other = replace(instance.curricula[0], id="other")
    cohorts = tuple(replace(x, curriculum=curriculum) if x.id == "B" else x for x in instance.cohorts)
    instance = replace(instance, curricula=(*instance.curricula, other), cohorts=cohorts)
    plan = PLAN + "A3 Wed 2027-02-10  EX - R1\n    B3 Wed 2027-02-24  EX - R1"
    found = answered(judge_of(instance, lessons_of(plan, instance), "2027-02-10"))
    assert attended(found) == (
        ["EX 24/02 AM B", "EX 24/02 PM B"] if curriculum == "tiny" else ["EX -", "EX -"]
    )
