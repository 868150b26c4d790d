"""Who sees what: every lesson once for all who are in it, and for nobody else."""

from collections import Counter
from dataclasses import replace

import pytest

from scheduler.domain.agendas import Agendas, Reader, ReaderKind
from scheduler.domain.plan import Plan
from tests.exchange_output.samples import joint_plan, plan
from tests.papers.plans import PLANS, exempting


@pytest.fixture(params=PLANS)
def whole(request: pytest.FixtureRequest) -> Plan:
    return PLANS[request.param]()


def test_a_cohort_sees_each_of_its_rows_once(whole: Plan) -> None:
    agendas = Agendas(whole.instance, whole.lessons)
    for cohort in whole.instance.cohorts:
        told = [x.lesson for x in agendas[Reader(ReaderKind.COHORT, cohort.id)].meetings]
        assert Counter(told) == Counter(x for x in whole.lessons if x.cohort == cohort.id)


@pytest.mark.parametrize("kind", [ReaderKind.TRAINER, ReaderKind.ROOM])
def test_trainers_and_rooms_see_each_lesson_once_with_all_who_are_there(
    whole: Plan, kind: ReaderKind
) -> None:
    agendas = Agendas(whole.instance, whole.lessons)
    rows = {getattr(x, kind.value) for x in whole.lessons} - {None}
    for name in rows:
        meetings = agendas[Reader(kind, name)].meetings
        moments = [(x.lesson.day, x.lesson.half) for x in meetings]
        # Nobody is in two places: so a moment told twice would be a lesson told twice.
        assert len(set(moments)) == len(moments)
        told = {(x.lesson.day, x.lesson.half, *group) for x in meetings for group in x.groups}
        due = {(x.day, x.half, x.cohort, x.group) for x in whole.lessons if getattr(x, kind.value) == name}
        assert told == due


def test_a_learner_receives_the_hours_of_what_he_follows_and_no_more(whole: Plan) -> None:
    instance = whole.instance
    agendas = Agendas(instance, whole.lessons)
    for learner in instance.learners:
        agenda = agendas[Reader(ReaderKind.LEARNER, learner.id)]
        received: Counter[str] = Counter()
        for meeting in agenda.meetings:
            received[meeting.lesson.module] += meeting.lesson.hours
        curriculum = instance.curriculum_of(instance.cohort[learner.cohort])
        assert received == {x.id: x.hours for x in curriculum.items if instance.follows(learner, x)}
        moments = [(x.lesson.day, x.lesson.half) for x in agenda.meetings]
        assert len(set(moments)) == len(moments)
        assert moments == sorted(moments)
        missed = {x.lesson.module for x in agenda.exempted}
        assert missed == {x.id for x in curriculum.items if not instance.follows(learner, x)}


def test_groups_hold_as_many_learners_as_they_may_and_every_row_somebody(whole: Plan) -> None:
    instance = whole.instance
    agendas = Agendas(instance, whole.lessons)
    seen = Counter(
        (x.lesson.cohort, x.lesson.group, x.lesson.day, x.lesson.half)
        for learner in instance.learners
        for x in agendas[Reader(ReaderKind.LEARNER, learner.id)].meetings
    )
    for lesson in whole.lessons:
        assert seen[lesson.cohort, lesson.group, lesson.day, lesson.half] > 0
    for meeting in agendas[Reader(ReaderKind.ROOM, "L-TP")].meetings:
        present = agendas.present(meeting)
        assert (
            len(set(present))
            == len(present)
            == sum(
                seen[cohort, group, meeting.lesson.day, meeting.lesson.half]
                for cohort, group in meeting.groups
            )
        )


def test_the_sample_has_what_is_asked_about() -> None:
    agendas = Agendas(joint_plan().instance, joint_plan().lessons)
    together = [x for x in agendas[Reader(ReaderKind.COHORT, "CQP-LYON-B")].meetings if agendas.joined(x)]
    assert {agendas.joined(x) for x in together} == {("CQP-LYON-A",)}
    assert {x.parallel for x in Agendas(plan(1).instance, plan(1).lessons)._meetings.values()} == {1, 2}
    whole = exempting(plan(1))
    exempted = Agendas(whole.instance, whole.lessons)[Reader(ReaderKind.LEARNER, "CQP-LYON-A-01")].exempted
    # Both parallel groups, four half-days each: one module of 14 h.
    assert {x.lesson.module for x in exempted} == {"AFGSU"}


def test_the_order_of_the_rows_says_nothing() -> None:
    whole = joint_plan()
    turned = Agendas(whole.instance, reversed(whole.lessons))
    assert list(turned) == list(Agendas(whole.instance, whole.lessons))


def test_a_group_that_nobody_is_in_is_no_learners() -> None:
    whole = plan(1)
    lessons = [replace(x, group=7) for x in whole.lessons]
    agendas = Agendas(whole.instance, lessons)
    assert len(agendas[Reader(ReaderKind.COHORT, "CQP-LYON-A")].meetings) == len(lessons)
    assert all(not agendas[x].meetings for x in agendas.readers if x.kind is ReaderKind.LEARNER)
