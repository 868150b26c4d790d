"""Complete plans to write and read back, made without the solver: same code, same plan."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from scheduler.calendars import SiteCalendar, site_calendars
from scheduler.curricula import load_curricula
from scheduler.domain.centre import Absence, Centre, Closure, Policy, Room, Site, Trainer
from scheduler.domain.cluster import all_together
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.curriculum import Module
from scheduler.domain.fairness import can_teach
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule, Sharer, Together
from scheduler.domain.plan import Lesson, Plan, Status, TermCost
from scheduler.domain.settings import TERMS, Settings
from scheduler.domain.time import HALF_DAY_HOURS, Half, Weekday, monday

SITES = (
    Site(
        "LYON", "Lyon Part-Dieu", "12 rue Servient, 69003 Lyon", school_zone="A", school_holidays=Policy.AVOID
    ),
    Site("LILLE", "Lille Gares", "8 avenue Le Corbusier, 59800 Lille", school_zone="B"),
)
ROOMS = (
    Room("L-101", "LYON", "classroom", 16, "Salle Pasteur"),
    Room("L-INFO", "LYON", "computer", 16),
    Room("L-TP", "LYON", "practice", 14),
    Room("N-1", "LILLE", "classroom", 18),
    Room("N-TP", "LILLE", "practice", 16),
    Room("N-INFO", "LILLE", "computer", 16),
)
SKILLS = {
    "DUPONT": ("Camille Dupont", ("soins", "constantes", "assistance-technique", "afgsu")),
    "MARTIN": ("Jean-Baptiste Martin-Lavallée", ("coordination", "sante-publique", "prevention")),
    "NGUYEN": ("Linh Nguyen", ("dossier-patient", "logiciel", "telemedecine")),
    "OBRIEN": ("Siobhán O'Brien", ("communication", "vocabulaire", "dossier-patient")),
    "PETIT": ("Karim Petit", ("hygiene", "vigilances", "stocks")),
    "LEROY": ("Agnès Leroy", ("afgsu", "soins", "constantes", "coordination")),
    "ROUX": ("Marc Roux", ("afgsu", "hygiene", "assistance-technique")),
    "GARCIA": ("Inès Garcia", ("logiciel", "dossier-patient", "telemedecine", "stocks", "afgsu")),
    "DIALLO": ("Fatou Diallo", ("sante-publique", "prevention", "vigilances", "communication")),
    "MOREAU": ("Paul Moreau", ("soins", "assistance-technique", "hygiene", "vocabulaire")),
}
COHORTS = (
    Cohort("CQP-LYON-A", "cqp-371", "LYON", date(2027, 1, 18), date(2027, 2, 15), "Promotion Laennec"),
    Cohort("CQP-LYON-B", "cqp-266", "LYON", date(2027, 2, 1), date(2027, 3, 15)),
    Cohort("CQP-LILLE", "cqp-266", "LILLE", date(2027, 1, 25), date(2027, 3, 1), "Promotion Nightingale"),
    Cohort("FAE-LILLE", "fae-112", "LILLE", date(2027, 3, 1), date(2027, 4, 1)),
)
FIRST_WEEKDAY = {
    "CQP-LYON-A": Weekday.MON,
    "CQP-LYON-B": Weekday.WED,
    "CQP-LILLE": Weekday.THU,
    "FAE-LILLE": Weekday.MON,
}
SIZES = {"CQP-LYON-A": 14, "CQP-LYON-B": 11, "CQP-LILLE": 12, "FAE-LILLE": 9}
SPACING = {"CQP-LYON-A": 17, "CQP-LYON-B": 23, "CQP-LILLE": 24, "FAE-LILLE": 60}
"""Tenths of weeks between two sessions."""


def instance(count: int = 4) -> Instance:
    """Return a centre with the first `count` cohorts."""
    cohorts = COHORTS[:count]
    shipped = load_curricula(None)
    return Instance(
        centre=Centre("Formasanté & Co", "12 rue Servient, 69003 Lyon", "84 69 12345 69"),
        sites=SITES,
        rooms=ROOMS,
        trainers=tuple(Trainer(name, title, skills) for name, (title, skills) in SKILLS.items()),
        cohorts=cohorts,
        curricula=tuple(shipped[name] for name in dict.fromkeys(cohort.curriculum for cohort in cohorts)),
        learners=tuple(
            Learner(f"{cohort.id}-{number:02}", cohort.id, f"Apprenant {number}")
            for cohort in cohorts
            for number in range(1, 1 + SIZES[cohort.id])
        ),
        absences=(
            Absence("NGUYEN", date(2027, 4, 5), date(2027, 4, 16), reason="congés"),
            Absence("PETIT", date(2027, 6, 1), date(2027, 6, 1), Half.PM),
        ),
        closures=(
            Closure(date(2027, 8, 2), date(2027, 8, 15), "Fermeture d'été"),
            Closure(date(2027, 12, 24), date(2028, 1, 2), "Fermeture de fin d'année"),
        ),
    )


@cache
def plan(count: int = 4) -> Plan:
    """Return a plan for the first `count` cohorts: modules in order, first free trainer and room."""
    centre = instance(count)
    builder = _Builder(centre)
    lessons = [lesson for cohort in centre.cohorts for lesson in builder.lessons(cohort)]
    costs = tuple(TermCost(term.name, number % 4 * 3, 1 + number % 3) for number, term in enumerate(TERMS))
    objective = sum(cost.total for cost in costs)
    return Plan(
        instance=centre,
        lessons=tuple(lessons),
        status=Status.OPTIMAL,
        objective=objective,
        bound=objective,
        costs=costs,
        settings=Settings({term.name: 1 + number % 3 for number, term in enumerate(TERMS)}, 8),
        seconds=3.2471,
        seed=1,
        versions={"scheduler": "0.1.0", "ortools": "9.15"},
        notes=("Le groupe FAE-LILLE compte 9 apprenants : AFGSU sous le minimum de 10.",),
    )


@cache
def small_plan() -> Plan:
    """Return the plan of the last cohort, with those who teach it and their rooms: written in a moment."""
    whole = plan()
    (cohort,) = whole.instance.cohorts[3:]
    lessons = tuple(x for x in whole.lessons if x.cohort == cohort.id)
    staff, rooms = {x.trainer for x in lessons}, {x.room for x in lessons}
    centre = replace(
        whole.instance,
        sites=tuple(x for x in whole.instance.sites if x.id == cohort.site),
        rooms=tuple(x for x in whole.instance.rooms if x.id in rooms),
        trainers=tuple(x for x in whole.instance.trainers if x.id in staff),
        cohorts=(cohort,),
        curricula=(whole.instance.curriculum_of(cohort),),
        learners=tuple(x for x in whole.instance.learners if x.cohort == cohort.id),
        absences=tuple(x for x in whole.instance.absences if x.trainer in staff),
    )
    return replace(whole, instance=centre, lessons=lessons)


@dataclass
class _Builder:
    """Puts each cohort's modules, in an order that suits them, on evenly spaced sessions."""

    centre: Instance
    taken: set[tuple[date, str]] = field(default_factory=set)

    def lessons(self, cohort: Cohort) -> Iterator[Lesson]:
        curriculum = self.centre.curriculum_of(cohort)
        days = _days(cohort, site_calendars(self.centre)[cohort.site], curriculum.days)
        sessions = {day: 1 + number // 2 for number, day in enumerate(days)}
        kept: dict[tuple[str, int], str | None] = {}
        for day, module in zip(days, _by_days(curriculum.modules, curriculum.assessment), strict=True):
            groups = range(1, 1 + len(self.centre.groups(cohort, module)))
            held = {group: self._hold(cohort, module, day, kept.get((module.id, group))) for group in groups}
            kept |= {(module.id, group): who for group, (who, _room) in held.items()}
            for half in Half:
                hours = HALF_DAY_HOURS
                if not module.teaching and day == days[-1] and half is Half.PM:
                    hours -= module.half_days * HALF_DAY_HOURS - module.hours
                for group, (who, room) in held.items():
                    yield Lesson(
                        cohort.id,
                        group,
                        sessions[day],
                        day,
                        half,
                        module.id,
                        hours,
                        module.mode,
                        who,
                        room,
                        pinned=sessions[day] == 1,
                    )

    def _hold(self, cohort: Cohort, module: Module, day: date, kept: str | None) -> tuple[str | None, str]:
        """Take a trainer and a room for the day: those of the day before if they are free."""
        able = [x for x in self.centre.trainers if module.skill and can_teach(x, cohort, module)]
        free = [
            x.id
            for x in able
            if (day, x.id) not in self.taken and all(self.centre.available(x.id, day, half) for half in Half)
        ]
        who = (kept if kept in free else free[0]) if able else None
        rooms = [x for x in self.centre.rooms if x.site == cohort.site and (day, x.id) not in self.taken]
        room = min(rooms, key=lambda x: x.kind not in module.rooms).id
        self.taken |= {(day, thing) for thing in (who, room) if thing}
        return who, room


def _days(cohort: Cohort, calendar: SiteCalendar, count: int) -> list[date]:
    """Return `count` training days: pairs of open days in evenly spaced weeks."""
    found: list[date] = []
    number = 0
    week = monday(cohort.start_from)
    while len(found) < count:
        start = week + timedelta(weeks=number * SPACING[cohort.id] // 10)
        number += 1
        for shift in range(4):
            first = start + timedelta(days=(FIRST_WEEKDAY[cohort.id] + shift) % 4)
            pair = [first, first + timedelta(days=1)]
            if all(map(calendar.is_open, pair)) and first not in found:
                found += pair[: count - len(found)]
                break
    return found


def _by_days(modules: tuple[Module, ...], assessment: Module | None) -> Iterator[Module]:
    """Yield the module of each day; a module waits for those it comes after."""
    waiting, done = list(modules), set[str]()
    while waiting:
        module = next(x for x in waiting if set(x.after) <= done)
        waiting.remove(module)
        done.add(module.id)
        yield from [module] * module.days
    if assessment:
        yield from [assessment] * assessment.days


@cache
def joint_plan() -> Plan:
    """Return the plan of the two cohorts of Lyon, who follow the AFGSU together in groups of 12 and 13.

    The second group holds learners of both, so that one of the cohorts has no group 1.
    """
    whole = plan(2)
    first, second = (cohort.id for cohort in whole.instance.cohorts)
    sharers = (Sharer(first, "AFGSU"), Sharer(second, "AFGSU"))
    joint = JointModule("AFGSU-LYON", sharers, Together.MUST, group_max=13)
    centre = replace(whole.instance, joint_modules=(joint,))
    cluster = all_together(centre, joint)
    held = [x for x in whole.lessons if (x.cohort, x.module) == (first, "AFGSU")]
    replaced = iter([x for x in whole.lessons if (x.cohort, x.module, x.group) == (second, "AFGSU", 1)])
    shared = [replace(x, joint=cluster.label(x.group)) for x in held]
    for lesson in [x for x in shared if x.group in cluster.groups_of(second)]:
        session = next(replaced).session
        shared.append(replace(lesson, cohort=second, session=session, pinned=False))
    others = [x for x in whole.lessons if x.module != "AFGSU"]
    return replace(whole, instance=centre, lessons=tuple(in_order_of(centre, [*others, *shared])))


def in_order_of(centre: Instance, lessons: list[Lesson]) -> list[Lesson]:
    """Return lessons by cohort, in the order of the centre, then by time."""
    rank = list(centre.cohort)
    return sorted(lessons, key=lambda x: (rank.index(x.cohort), x.day, x.half, x.group))
