"""Why a trainer teaches a module: what forbids others, or what they cost, in little worlds."""

from datetime import date

from scheduler.check import check
from scheduler.domain.search import Limits
from scheduler.settings import load_settings
from scheduler.why import ChoiceAnswer, ChoiceVerdict, Ground, TrainerQuestion, Weighing
from tests.cases import world
from tests.cases.reader import lessons_of
from tests.why.test_session import JOINT, JOINT_PLAN, PLAN, costs

SETTINGS = load_settings()
LIMITS = Limits(seconds=60, workers=2)


def asked(
    module: str, plan: str = PLAN, group: int = 1, since: date = date(2027, 1, 1), **facts: object
) -> tuple[ChoiceAnswer, dict[str, ChoiceAnswer]]:
    """Return what is said of those who teach a module, and of others by name."""
    instance = world.build(facts)
    lessons = lessons_of(plan, instance)
    assert check(instance, lessons) == ()
    question = TrainerQuestion(Ground(instance, SETTINGS, lessons, since), "A", module, group)
    ((now, *others),) = Weighing([question], LIMITS).run()
    assert all(answer.proved for answer in (now, *others))
    return now, {answer.choice.trainer: answer for answer in others}


def test_only_who_has_the_skill_is_asked_about() -> None:
    """Nobody but T1 has the skill of M2."""
    now, others = asked("M2")
    assert (now.choice.trainer, others) == ("T1", {})


def test_who_is_away_cannot_take_over() -> None:
    """M3 has one trainer for both days, and T2 is away on one of them."""
    _now, others = asked("M3", absences=[{"trainer": "T2", "first": "2027-02-08", "last": "2027-02-08"}])
    # M3 can be in the first session too, where T2 is there: then M1 and M2 come after it.
    assert {x.code for x in others["T2"].choice.broken} == {"TR-03"}
    assert (others["T2"].verdict, others["T2"].changed) == (ChoiceVerdict.POSSIBLE, 8)


def test_who_is_never_there_is_forbidden() -> None:
    _now, others = asked("M3", trainers={"T2": {"max_days": 1}})
    assert others["T2"].verdict is ChoiceVerdict.FORBIDDEN
    assert {x.code for x in others["T2"].choice.broken} == {"TR-04"}


def test_somebody_else_costs_what_is_beyond_an_even_share() -> None:
    """With M1 too, T1 has all eight half-days, two above the share, unless T2 has M3 in turn."""
    now, others = asked("M1")
    assert (costs(now), costs(others["T1"]), others["T1"].changed) == ({}, {}, 6)
    _now, others = asked("M1", trainers={"T2": {"max_days": 1}})
    assert (costs(others["T1"]), others["T1"].changed) == ({"trainer_balance": 2}, 2)


def test_a_module_that_has_begun_keeps_its_trainer() -> None:
    """On Tuesday the 9th, M3 is half over: T2 would be its second trainer."""
    _now, others = asked("M3", since=date(2027, 2, 9))
    assert others["T2"].verdict is ChoiceVerdict.FORBIDDEN
    assert {x.code for x in others["T2"].choice.broken} == {"TR-06"}


def test_where_trainers_take_turns_whoever_is_asked_about_has_all_that_is_left() -> None:
    """M3 is T1's on Monday and T2's on Tuesday: nobody alone is named, and both may have all of it."""
    plan = PLAN.replace("Tue 2027-02-09  M3 T1", "Tue 2027-02-09  M3 T2")
    now, others = asked("M3", plan, modules={"M3": {"one_trainer": False}})
    assert now.choice.trainer == ""
    assert list(others) == ["T1", "T2"]
    # One trainer fewer for the module is 3 less; T1 has six half-days again.
    assert costs(others["T1"])["trainers_per_module"] == -3
    _now, late = asked("M3", plan, since=date(2027, 2, 9), modules={"M3": {"one_trainer": False}})
    assert costs(late["T1"])["trainers_per_module"] == -3
    assert late["T1"].changed == 2


def test_a_lesson_that_is_shared_has_one_trainer_for_all() -> None:
    """M3 of both goes to T2 together, and M1 to T1, so that no load is above the share: six of each."""
    _now, others = asked("M3", JOINT_PLAN, **JOINT)
    assert others["T2"].choice.broken == ()
    assert {x.trainer for x in others["T2"].choice.lessons if x.module == "M3"} == {"T2"}
    assert (costs(others["T2"]), others["T2"].changed) == ({}, 12)


GONE = [{"trainer": "T1", "first": "2027-02-09", "last": "2027-02-09", "substitute": "T2"}]


def test_who_is_away_may_keep_a_module_that_somebody_stands_in_for() -> None:
    """M3 is T2's. It may be T1's, for whom T2 stands in on Tuesday: no rule forbids it any longer."""
    plan = PLAN.replace("M3 T1", "M3 T2")
    now, others = asked("M3", plan, absences=GONE)
    assert (now.choice.trainer, list(others)) == ("T2", ["T1"])
    assert others["T1"].choice.broken == ()
    teaching = [x.trainer for x in others["T1"].choice.lessons if x.module == "M3"]
    assert teaching == ["T1", "T1", "T2", "T2"]
    assert others["T1"].verdict is ChoiceVerdict.POSSIBLE
    # Were nobody to stand in, M3 would be in the other session, or forbidden.
    _now, others = asked("M3", plan, absences=[GONE[0] | {"substitute": None}])
    assert {x.code for x in others["T1"].choice.broken} == {"TR-03"}


def test_whose_module_it_is_though_somebody_stands_in() -> None:
    """On Tuesday T2 stands in for T1, whose module it is: T2 alone may have it instead."""
    plan = PLAN.replace("Tue 2027-02-09  M3 T1", "Tue 2027-02-09  M3 T2")
    now, others = asked("M3", plan, absences=GONE)
    assert (now.choice.trainer, list(others)) == ("T1", ["T2"])
    assert others["T2"].choice.broken == ()
    # On the 9th, all that is left is what T2 teaches for T1: as it is, whosever it is called.
    now, late = asked("M3", plan, since=date(2027, 2, 9), absences=GONE)
    assert (now.choice.trainer, late) == ("T1", {})


def test_of_parallel_groups_of_several_cohorts_each_is_of_those_who_are_in_it() -> None:
    """A has four learners and B two: the first group is of A alone, the second of both."""
    own = {name: {"cohort": "B" if name > "L4" else "A"} for name in ("L3", "L4", "L5", "L6")}
    joint = {"J": {"sharers": {"A": "M1", "B": "M1"}}}
    facts = {
        "cohorts": {"B": {}},
        "learners": own,
        "modules": {"M1": {"group_max": 3}},
        "joint_modules": joint,
    }
    instance = world.build(facts)
    plan = """
        A1 Mon 2027-02-01  M1 T1 R1 =J-1 + M1 T2 R2 =J-2
        B1 Mon 2027-02-01  M1.2 T2 R2 =J-2
        """
    ground = Ground(instance, SETTINGS, lessons_of(plan, instance), date(2026, 12, 1))
    questions = [TrainerQuestion(ground, "A", "M1", group) for group in (1, 2)]
    assert [x.attending for x in questions] == [("A",), ("A", "B")]
    assert [x.cohorts for x in questions] == [("A", "B"), ("A", "B")]
