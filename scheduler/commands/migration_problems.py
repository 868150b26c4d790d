"""What keeps a group from changing curriculum, and what it should know if it does."""

from collections.abc import Iterator, Sequence
from datetime import date

from scheduler.check import check
from scheduler.curricula import said
from scheduler.curricula.past import TaughtBefore
from scheduler.domain.curriculum import Curriculum
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import add_months
from scheduler.errors import Problem
from scheduler.text import _
from scheduler.text.phrases import listed, long_day, short_day


def misgiven(
    instance: Instance, group: str, target: Curriculum, lessons: Sequence[Lesson], since: date
) -> list[Problem]:
    """Return the first thing that makes no sense in a change of `group` to `target`, if any.

    Parameters
    ----------
    lessons
        Those of the group.
    since
        The first day that is still to come.
    """
    return list(_misgiven(instance, group, target, lessons, since))[:1]


def _misgiven(
    instance: Instance, group: str, target: Curriculum, lessons: Sequence[Lesson], since: date
) -> Iterator[Problem]:
    if not lessons:
        message = _("{group} has no lesson in the plan.").format(group=group)
        hint = _("Write {curriculum} for it in the tables, and solve.").format(curriculum=target.id)
        yield Problem("--group", message, hint)
        return
    first, last = min(x.day for x in lessons), max(x.day for x in lessons)
    if since > last:
        message = _("on {day}, {group} has ended: its last day is {last}.")
        message = message.format(day=short_day(since), group=group, last=long_day(last))
        yield Problem("--today", message, _("Give a day up to {last}.").format(last=short_day(last)))
        return
    cohort, past = instance.cohort[group], TaughtBefore.of(lessons, since)
    old = instance.curriculum_of(cohort)
    taught = {x.module for x in past.lessons}
    if unknown := [x for x in taught if x not in old.by_id]:
        message = _("{group} was taught {modules}, which {curriculum} does not have.")
        message = message.format(group=group, modules=listed(unknown), curriculum=old.id)
        yield Problem(group, message, _("Correct the sessions first: scheduler check says what is wrong."))
        return
    ended = [x for x in (old.assessment, target.assessment) if x is not None and x.id in taught]
    if ended:
        day = min(x.day for x in past.lessons if x.module == ended[0].id)
        message = _("the assessment {module} of {group} began on {day}: nothing can be taught after it.")
        message = message.format(module=ended[0].id, group=group, day=long_day(day))
        yield Problem("--today", message, _("Give a day up to {last}.").format(last=short_day(day)))
        return
    if all(past.half_days(x.id) >= x.half_days if x.id in taught else False for x in target.items):
        message = _("all that {curriculum} asks for was taught to {group} before {day}: nothing is left.")
        message = message.format(curriculum=target.id, group=group, day=short_day(since))
        hint = _("Its learners are done with it; or give an earlier day.")
        yield Problem("--to", message, hint)
        return
    _low, own = cohort.min_months, cohort.max_months
    most = target.max_months if own is None else own
    end = add_months(first, most)
    if end < since:
        message = _(
            "{curriculum} ends at most {months} months after {first}, on {end}, which is before {day}."
        ).format(
            curriculum=target.id,
            months=most,
            first=short_day(first),
            end=short_day(end),
            day=short_day(since),
        )
        yield Problem("--to", message, _("Allow the group more months in the tables, then repair --tables."))


def wrong_profiles(before: Instance, after: Instance, group: str) -> Iterator[Problem]:
    """Yield the learners of a group who could follow its old curriculum, and cannot follow the new one."""
    old, new = (x.curriculum_of(x.cohort[group]) for x in (before, after))
    for learner in after.learners_of[group]:
        if not _admits(new, learner.profile) and _admits(old, learner.profile):
            message = _("learner {id}: profile “{profile}” does not follow curriculum “{curriculum}”.")
            message = message.format(id=learner.id, profile=said(learner.profile), curriculum=new.id)
            hint = _("Correct the profile in the tables, or take the learner out of the group first.")
            if new.instead and learner.profile in new.excluded_profiles:
                instead = _("This profile follows “{instead}”.").format(instead=new.instead)
                hint = f"{instead} {hint}"
            yield Problem(group, message, hint)


def _admits(curriculum: Curriculum, profile: str) -> bool:
    return profile not in curriculum.excluded_profiles and (
        not curriculum.profiles or profile in curriculum.profiles
    )


def over_and_broken(
    instance: Instance, lessons: Sequence[Lesson], group: str, since: date
) -> Iterator[Problem]:
    """Yield the rules that what is over breaks, whatever is to come of the group."""
    known = [x for x in lessons if x.cohort != group or x.day < since]
    for broken in check(instance, known):
        # Of what is over alone, the last day is not that of the whole.
        if broken.day is not None and broken.day < since and broken.code != "CA-05":
            message = _("{code}: {message} This lesson is over and stays.")
            message = message.format(code=broken.code, message=broken.message)
            hint = _("Correct the plan or its tables first; scheduler check says what is wrong.")
            yield Problem(broken.where, message, hint)


def deadlines_told(before: Instance, after: Instance, group: str) -> Iterator[str]:
    """Yield which learners have to be certified by another day than before."""
    new = {x.id: after.finish_deadline(x) for x in after.learners_of[group]}
    for learner in before.learners_of[group]:
        was, now = before.finish_deadline(learner), new[learner.id]
        if was != now:
            text = _("Learner {id}: certified by {now}, before by {was}.")
            never = _("no date")
            yield text.format(
                id=learner.id,
                now=short_day(now) if now else never,
                was=short_day(was) if was else never,
            )
