"""The curriculum made to measure: what was taught counts, what is left is that of the new one."""

from datetime import date

import pytest

from scheduler.curricula import curriculum_text, load_curriculum
from scheduler.curricula.balance import Migration
from scheduler.curricula.checks import flaws
from tests.migrate.training import BEFORE, HALFWAY, change, curriculum, old_world, plan_of, renamed

pytestmark = pytest.mark.usefixtures("english")

SHORTER = {
    "M1": {"hours": 7},
    "M3": {"hours": 14},
    "M4": {"block": "B2", "hours": 14},
    "M5": {"block": "B2", "hours": 7, "skill": "care"},
}


def hours_of(found: Migration) -> dict[str, tuple[float, ...]]:
    """Return, by module: before, due, done, counted, beyond, left."""
    return {x.module: (x.before, x.due, x.done, x.counted, x.beyond, x.left) for x in found.balances}


def test_what_was_taught_counts_module_by_module():
    instance = old_world()
    found, _after = change(instance, curriculum(SHORTER), plan_of(instance), HALFWAY)

    assert hours_of(found) == {
        # Taught for two days, one is asked for: the other is lost.
        "M1": (14, 7, 14, 7, 7, 0),
        # Half of it is taught, the other half is left.
        "M3": (14, 14, 7, 7, 0, 7),
        "M4": (21, 14, 0, 0, 0, 14),
        # New, so all of it is left.
        "M5": (0, 7, 0, 0, 0, 7),
        # The new curriculum has no such module: its day is lost.
        "M2": (7, 0, 7, 0, 7, 0),
    }
    assert {x.block: (x.done, x.left, x.beyond) for x in found.blocks} == {
        "B1": (14, 0, 7),
        "B2": (7, 28, 0),
        "HORS": (7, 0, 7),
    }


def test_a_curriculum_made_to_measure_has_what_was_taught_and_what_is_left():
    instance = old_world()
    found, _after = change(instance, curriculum(SHORTER), plan_of(instance), HALFWAY)
    made = found.curriculum

    assert found.to_measure
    assert {x.id: x.hours for x in made.modules} == {"M1": 14, "M3": 14, "M4": 14, "M5": 7, "M2": 7}
    assert [x.id for x in made.blocks] == ["B1", "B2", "HORS"]
    assert all(x.hours == y.done + y.left for x in made.modules for y in found.balances if x.id == y.module)
    assert list(flaws(made)) == []


def test_it_is_read_back_from_its_file(tmp_path):
    instance = old_world()
    found, _after = change(instance, curriculum(SHORTER), plan_of(instance), HALFWAY)
    file = tmp_path / "new-A.yaml"
    file.write_text(curriculum_text(found.curriculum), encoding="utf-8")

    assert load_curriculum(file) == found.curriculum


@pytest.mark.parametrize("since", [BEFORE, date(2027, 2, 1)])
def test_before_the_first_lesson_it_is_the_new_curriculum_whole(since):
    instance, target = old_world(), curriculum(SHORTER)
    found, _after = change(instance, target, plan_of(instance), since)

    assert found.curriculum == target
    assert all((x.done, x.left) == (0, x.due) for x in found.balances)


@pytest.mark.parametrize("since", [BEFORE, date(2027, 2, 2), HALFWAY, date(2027, 2, 23)])
def test_the_same_curriculum_stays_as_it_is(since):
    instance = old_world()
    found, after = change(instance, instance.curricula[0], plan_of(instance), since)

    assert found.curriculum == instance.curricula[0]
    assert after.instance == instance
    assert found.notes == ()


def test_nothing_is_made_to_measure_where_the_new_curriculum_holds_all_that_was_taught():
    """Of M1 to M3, no more was taught than is asked for."""
    instance = old_world()
    target = curriculum({"M1": {"hours": 14}, "M2": {"hours": 7}, "M3": {"hours": 21}, "M6": {"hours": 14}})
    found, after = change(instance, target, plan_of(instance), HALFWAY)

    assert found.curriculum == target
    assert after.instance.cohort["A"].curriculum == "new"


def test_an_order_that_history_broke_is_left_out_and_told():
    """M3 was begun when nothing of M5 was taught; that M4 comes after M5 can still hold."""
    target = curriculum(
        {
            "M1": {"hours": 14},
            "M3": {"hours": 14, "after": ["M1", "M5"]},
            "M4": {"hours": 14, "after": ["M5"]},
            "M5": {"hours": 14},
        }
    )
    instance = old_world()
    found, _after = change(instance, target, plan_of(instance), HALFWAY)

    made = found.curriculum.by_id
    assert made["M3"].after == ("M1",)
    assert made["M4"].after == ("M5",)
    assert found.waived == (("M3", "M5"),)
    assert len(found.notes) == 1
    assert found.notes[0].startswith("M3 was begun before M5 is over")


def test_a_module_that_should_come_last_and_was_begun_need_not():
    target = curriculum({"M1": {"hours": 14}, "M3": {"hours": 21, "last": True}, "M4": {"hours": 14}})
    instance = old_world()
    found, _after = change(instance, target, plan_of(instance), HALFWAY)

    assert not found.curriculum.by_id["M3"].last
    assert ("M3", "M4") in found.waived


def test_one_session_holds_while_the_rest_can_lie_in_the_session_that_was_begun():
    """On the 9th, M2 has its Monday: its Tuesday may be of the same session. On the 10th, it is over."""
    target = curriculum({"M1": {"hours": 14}, "M2": {"hours": 14, "one_session": True}, "M4": {"hours": 28}})
    instance = old_world()
    within, _after = change(instance, target, plan_of(instance), date(2027, 2, 9))
    over, _after = change(instance, target, plan_of(instance), HALFWAY)

    assert within.curriculum.by_id["M2"].one_session
    assert within.notes == ()
    assert not over.curriculum.by_id["M2"].one_session
    assert "session that is over" in over.notes[0]


def test_several_trainers_of_before_need_not_become_one():
    instance = old_world(
        modules={"M3": {"hours": 14, "one_trainer": False}, "M1": {"hours": 14, "one_trainer": False}}
    )
    text = """
        A1 Mon 2027-02-01  M1 T1 R1
        A1 Tue 2027-02-02  M1 T2 R1
        A2 Mon 2027-02-08  M2 T1 R1
        A2 Tue 2027-02-09  M3 T1 R1
        """
    found, _after = change(
        instance,
        curriculum({"M1": {"hours": 21}, "M3": {"hours": 14}, "M4": {"hours": 14}}),
        plan_of(instance, text),
        HALFWAY,
    )

    assert not found.curriculum.by_id["M1"].one_trainer
    assert found.curriculum.by_id["M3"].one_trainer
    assert [x[:23] for x in found.notes] == ["M1 has had several trai"]


def test_a_substitute_is_no_second_trainer():
    instance = old_world(
        modules={"M1": {"hours": 14}},
        absences=[{"trainer": "T1", "first": "2027-02-02", "last": "2027-02-02", "substitute": "T2"}],
    )
    text = """
        A1 Mon 2027-02-01  M1 T1 R1
        A1 Tue 2027-02-02  M1 T2 R1
        """
    target = curriculum({"M1": {"hours": 21}, "M4": {"hours": 14}})
    found, _after = change(instance, target, plan_of(instance, text), HALFWAY)

    assert found.curriculum == target


HALVES = """
    A1 Mon 2027-02-01  M1 T1 R1 | M2 T1 R1
    A1 Tue 2027-02-02  M1 T1 R1 | M1 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M3 T1 R1
    """


def test_half_days_of_before_need_not_become_whole_and_pair_with_others():
    """M1 has three half-days and is to have four, M2 one of two: the rests are one half-day each, a day."""
    instance = old_world(
        modules={
            "M1": {"hours": 10.5, "whole_days": False},
            "M2": {"hours": 3.5, "whole_days": False},
            "M3": {"hours": 14},
            "M4": None,
        }
    )
    target = curriculum({"M1": {"hours": 14}, "M2": {"hours": 7}, "M3": {"hours": 14}})
    found, _after = change(instance, target, plan_of(instance, HALVES), date(2027, 2, 3))

    assert [found.curriculum.by_id[x].whole_days for x in ("M1", "M2", "M3")] == [False, False, True]
    assert {x.module: x.left for x in found.balances} == {"M1": 3.5, "M2": 3.5, "M3": 14}
    assert all(x.added == 0 for x in found.balances)


def test_half_days_that_make_no_whole_day_are_one_more():
    """M1 has three half-days and is to have four; M2 has one, and is no more: one half-day is alone."""
    instance = old_world(
        modules={
            "M1": {"hours": 10.5, "whole_days": False},
            "M2": {"hours": 3.5, "whole_days": False},
            "M3": {"hours": 14},
            "M4": None,
        }
    )
    target = curriculum({"M1": {"hours": 14}, "M3": {"hours": 14}})
    found, _after = change(instance, target, plan_of(instance, HALVES), date(2027, 2, 3))

    assert {x.module: (x.added, x.left) for x in found.balances} == {
        "M1": (3.5, 7),
        "M3": (0, 14),
        "M2": (0, 0),
    }
    assert found.curriculum.days == 5
    assert "so that the half-days left make whole days" in " ".join(found.notes)


def test_a_single_day_that_is_over_stays_the_only_one():
    """A session of a single day is over, and one day is left: with one more, it is no single day."""
    instance = old_world(modules={"M4": {"block": "B2", "hours": 14, "skill": "care"}})
    text = """
        A1 Mon 2027-02-01  M1 T1 R1
        A1 Tue 2027-02-02  M1 T1 R1
        A2 Mon 2027-02-08  M2 T1 R1
        A3 Mon 2027-02-15  M3 T1 R1
        A3 Tue 2027-02-16  M3 T1 R1
        A4 Mon 2027-02-22  M4 T2 R1
        A4 Tue 2027-02-23  M4 T2 R1
        """
    target = curriculum({"M1": {"hours": 14}, "M2": {"hours": 7}, "M3": {"hours": 7}})
    found, _after = change(instance, target, plan_of(instance, text), HALFWAY)

    assert {x.module: (x.added, x.left) for x in found.balances} == {
        "M1": (0, 0),
        "M2": (0, 0),
        "M3": (7, 14),
    }
    assert found.curriculum.days == 5


def test_a_module_keeps_the_skill_rooms_and_groups_with_which_it_was_begun():
    instance = old_world(learners={"L3": {"cohort": "A"}}, rooms={"R2": {"kind": "practice"}})
    target = curriculum(
        {
            "M1": {"hours": 14},
            "M2": {"hours": 14, "skill": "surgery"},
            "M3": {"hours": 14, "rooms": ["practice"], "group_max": 1},
        }
    )
    found, _after = change(instance, target, plan_of(instance), HALFWAY)

    made = found.curriculum.by_id
    assert made["M2"].skill == "office"
    assert made["M3"].rooms == ("practice", "classroom")
    assert made["M3"].group_max is None
    assert len(found.notes) == 3


def test_exemptions_follow_the_learner():
    """L1 needs neither M1 nor the block of M3 and M4: of the new curriculum, that leaves M5 to follow."""
    instance = old_world(learners={"L1": {"exempted": ["M1", "M2"], "acquired_blocks": ["B2"]}})
    target = curriculum(
        {
            "M1": {"hours": 14},
            "M3": {"block": "X", "hours": 14},
            "M4": {"block": "X", "hours": 14},
            "M5": {"hours": 7},
        }
    )
    _found, after = change(instance, target, plan_of(instance), HALFWAY)

    learner = after.instance.learners_of["A"][0]
    # M2 was taught and stands beside the new curriculum: who was not there is exempted still.
    assert set(learner.exempted) == {"M1", "M2", "M3", "M4"}
    assert learner.acquired_blocks == ()
    assert any("L1" in x for x in after.notes)


def test_others_who_follow_the_old_curriculum_keep_it():
    instance = old_world(cohorts={"B": {}}, learners={"L3": {"cohort": "B"}})
    target = curriculum(SHORTER)
    found, after = change(instance, target, plan_of(instance), HALFWAY)

    assert [x.id for x in after.instance.curricula] == ["tiny", "new-A"]
    assert {x.id: x.curriculum for x in after.instance.cohorts} == {"A": "new-A", "B": "tiny"}
    assert renamed(found.curriculum, "x") != renamed(target, "x")
