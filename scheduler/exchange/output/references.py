"""What a plan speaks of must be in it: identifiers known, and each only once in its table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scheduler.caps import JOINT_COHORTS
from scheduler.domain.instance import Instance
from scheduler.domain.joint import Sharer
from scheduler.domain.plan import Lesson
from scheduler.errors import Problem
from scheduler.exchange.tables.names import not_among, what_is_known
from scheduler.text import N_, _

AMONG = {
    "cohort": N_("a cohort of this plan"),
    "curriculum": N_("a curriculum of this plan"),
    "module": N_("a module of this plan"),
    "room": N_("a room of this plan"),
    "site": N_("a site of this plan"),
    "trainer": N_("a trainer of this plan"),
}
"""What a name should be, by the kind of thing it refers to."""


def known_ids(instance: Instance) -> dict[str, list[str]]:
    """Return, by kind, every identifier that a plan may refer to."""
    return {
        "cohort": [x.id for x in instance.cohorts],
        "curriculum": [x.id for x in instance.curricula],
        "module": list(dict.fromkeys(module for x in instance.curricula for module in x.by_id)),
        "room": [x.id for x in instance.rooms],
        "site": [x.id for x in instance.sites],
        "trainer": [x.id for x in instance.trainers],
        "joint": [x.id for x in instance.joint_modules],
    }


def reference_problems(instance: Instance, lessons: Iterable[Lesson], where: str) -> list[Problem]:
    """Return one problem per identifier that is used twice or leads nowhere."""
    known = known_ids(instance)
    found = [*_twice(known, where), *_joint(instance, where)]
    # One fault often repeats over a hundred lessons: say it once.
    for table, kind, name in dict.fromkeys((*_of_instance(instance), *_of_lessons(lessons))):
        if name is not None and name not in known[kind]:
            message, hint = not_among(name, _(AMONG[kind])), what_is_known(name, known[kind])
            found.append(Problem(f"{where} plan.{table}", message, hint))
    return found


def _twice(known: Mapping[str, Sequence[str]], where: str) -> Iterator[Problem]:
    for names in known.values():
        for name, count in Counter(names).items():
            if count > 1:
                message = _("“{name}” is the identifier of two things of one table.").format(name=name)
                yield Problem(where, message, _("Identifiers are unique in their table."))


def _of_instance(instance: Instance) -> Iterator[tuple[str, str, str | None]]:
    """Yield the table, the kind and the name of what the tables of the input refer to."""
    for room in instance.rooms:
        yield "instance.rooms", "site", room.site
    for trainer in instance.trainers:
        yield from (("instance.trainers", "site", site) for site in trainer.sites)
    for cohort in instance.cohorts:
        yield "instance.cohorts", "site", cohort.site
        yield "instance.cohorts", "curriculum", cohort.curriculum
    for learner in instance.learners:
        yield "instance.learners", "cohort", learner.cohort
    for absence in instance.absences:
        yield "instance.absences", "trainer", absence.trainer
        yield "instance.absences", "trainer", absence.substitute
    for closure in instance.closures:
        yield "instance.closures", "site", closure.site
        yield "instance.closures", "room", closure.room
    for joint in instance.joint_modules:
        yield from (("instance.joint_modules", "cohort", x.cohort) for x in joint.sharers)
    for pin in instance.pins:
        for kind in ("cohort", "module", "trainer", "room"):
            yield "instance.pins", kind, getattr(pin, kind)


def _joint(instance: Instance, where: str) -> Iterator[Problem]:
    """Yield one problem per joint module that nobody can share as it stands."""
    modules = {
        cohort.id: curriculum.by_id
        for cohort in instance.cohorts
        for curriculum in instance.curricula
        if curriculum.id == cohort.curriculum
    }
    seen: set[Sharer] = set()
    for number, joint in enumerate(instance.joint_modules):
        place = f"{where} plan.instance.joint_modules[{number}]"
        if not 2 <= len(set(joint.cohorts)) == len(joint.sharers) <= JOINT_COHORTS.most:
            message = _(
                "“{id}” is shared by {cohorts}; two to {most} groups share a joint module, each once."
            )
            message = message.format(id=joint.id, cohorts=", ".join(joint.cohorts), most=JOINT_COHORTS.most)
            yield Problem(place, message)
        for sharer in joint.sharers:
            known = modules.get(sharer.cohort)
            if known is not None and sharer.module not in known:
                among = _("a module of cohort {cohort}").format(cohort=sharer.cohort)
                hint = what_is_known(sharer.module, list(known))
                yield Problem(place, not_among(sharer.module, among), hint)
            if sharer in seen:
                message = _("{cohort} shares {module} in two joint modules.")
                yield Problem(place, message.format(cohort=sharer.cohort, module=sharer.module))
            seen.add(sharer)


def _of_lessons(lessons: Iterable[Lesson]) -> Iterator[tuple[str, str, str | None]]:
    for lesson in lessons:
        for kind in ("cohort", "module", "trainer", "room"):
            yield "lessons", kind, getattr(lesson, kind)
