"""The demo centre shows what the program is for; other tests and the guide rely on these facts."""

from collections import Counter
from datetime import date

import pytest

from scheduler.domain.cluster import Cluster, all_together
from scheduler.domain.cohort import PinKind
from scheduler.domain.fairness import can_teach
from scheduler.domain.time import add_months
from scheduler.exchange.input import read_instance
from scheduler.shipped import shipped


@pytest.fixture(scope="module")
def demo():
    return read_instance(shipped("data/demo"))


def test_sites_rooms_and_cohorts(demo):
    instance, _problems = demo
    assert {site.id: site.school_zone for site in instance.sites} == {"NANTES": "B", "POITIERS": "A"}
    assert {room.kind for room in instance.rooms} == {"classroom", "computer", "practice"}
    assert Counter(cohort.curriculum for cohort in instance.cohorts) == {
        "cqp-371": 1,
        "cqp-266": 2,
        "fae-112": 1,
    }
    assert [len(instance.learners_of[cohort.id]) for cohort in instance.cohorts] == [8, 16, 10, 9]


def test_every_module_has_two_trainers_at_its_site(demo):
    instance, _problems = demo
    for cohort in instance.cohorts:
        for module in instance.curriculum_of(cohort).modules:
            able = [trainer.id for trainer in instance.trainers if can_teach(trainer, cohort, module)]
            assert len(able) >= 2, (cohort.id, module.id, able)


def test_the_groups_of_nantes_follow_afgsu_together_in_groups_of_twelve(demo):
    instance, _problems = demo
    [joint] = instance.joint_modules
    cluster = all_together(instance, joint)
    assert [cluster.size(group) for group in cluster.groups] == [12, 12]
    # Alone, both would be below the ten of the decree.
    assert [Cluster.of(instance, joint, [name]).division for name in joint.cohorts] == [((8,),), ((8,), (8,))]


def test_deadlines_leave_room_except_where_they_are_suspended(demo):
    instance, _problems = demo
    for learner in instance.learners:
        cohort = instance.cohort[learner.cohort]
        deadline = instance.finish_deadline(learner)
        earliest_end = add_months(cohort.start_from, instance.months(cohort)[0])
        if learner.suspended:
            # Hired on 2 June 2025, certified by 2 June 2027 if it were not suspended: too early.
            assert deadline is None
            assert add_months(learner.hire_date, 24) < earliest_end
        else:
            assert deadline > earliest_end
    assert [learner.id for learner in instance.learners if learner.suspended] == ["A31"]


def test_vae_exemptions_closures_and_pins(demo):
    instance, _problems = demo
    assert {x.id: x.acquired_blocks for x in instance.learners if x.acquired_blocks} == {"A33": ("B3",)}
    assert sum(bool(learner.exempted) for learner in instance.learners) == 7
    shut = [(closure.first, closure.last) for closure in instance.closures[:2]]
    assert shut == [(date(2027, 8, 9), date(2027, 8, 20)), (date(2027, 12, 24), date(2027, 12, 31))]
    assert [pin.kind for pin in instance.pins] == [PinKind.FIX, PinKind.FORBID]


def test_what_the_demo_is_warned_of(demo):
    _instance, problems = demo
    assert [problem.where for problem in problems] == [
        "Groupes CQP371-NANTES",  # a curriculum whose registration has ended
        "Apprenants A18",  # a nurse in the CQP
    ]
