"""Cohorts all of whose lessons are those of another: what it costs the other that theirs are further apart.

Each session of the inner cohort is one of the outer cohort, which has sessions of its own in between. Where a
module goes on from one session of the inner cohort to the next and the outer one trains in between, it is
interrupted for the outer one. Parts on dates know no content; but modules of so many sessions go on so
often, whatever is in which (docs/model.md).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ortools.sat.python import cp_model

from scheduler.domain.cluster import Sharing
from scheduler.domain.instance import Instance
from scheduler.domain.settings import Settings
from scheduler.model.variables import CohortVariables, Literal

MOST = 20_000
"""Arcs that are worth it: more make the part slow."""

State = tuple[int, int, bool]
"""Sessions of the outer cohort so far, of the inner one, and whether the last was of both."""

Arc = tuple[State, State]


def inside(instance: Instance, sharing: Sharing) -> dict[str, str]:
    """Return the cohorts all of whose lessons are shared with one other, and with which."""
    found: dict[str, str] = {}
    for cohort in instance.cohorts:
        curriculum = instance.curriculum_of(cohort)
        if not curriculum.by_days:
            continue
        partners = {x.id for x in instance.cohorts} - {cohort.id}
        for module in curriculum.items:
            joint = instance.joint.get((cohort.id, module.id))
            clusters = sharing.get(joint.id, ()) if joint is not None else ()
            together = [x.cohorts for x in clusters if cohort.id in x.cohorts]
            partners &= {name for names in together for name in names}
        larger = [
            x for x in partners if instance.curriculum_of(instance.cohort[x]).by_days and x not in found
        ]
        if larger:
            found[cohort.id] = min(larger)
    return found


def interruptions(
    instance: Instance, cohorts: Sequence[CohortVariables], sharing: Sharing, settings: Settings
) -> Iterator[cp_model.LinearExprT]:
    """Yield what outer cohorts pay for interrupted modules; what their spreads say is beside that.

    Interruptions of one module are counted once, though several cohorts share it.
    """
    by_id = {cohort.cohort.id: cohort for cohort in cohorts}
    counted: set[tuple[str, str]] = set()
    for inner, outer in inside(instance, sharing).items():
        joint = (instance.joint[inner, x.id] for x in instance.curriculum_of(instance.cohort[inner]).items)
        shared = {(outer, x.module(outer)) for x in joint}
        if {inner, outer} <= by_id.keys() and counted.isdisjoint(shared) and settings.weights["continuity"]:
            counted |= shared
            yield from _interrupted(by_id[outer], by_id[inner], settings.weights["continuity"])


def _interrupted(
    outer: CohortVariables, inner: CohortVariables, weight: int
) -> Iterator[cp_model.LinearExprT]:
    steps = _steps(inner)
    layers = _layers(outer, inner) if steps > 0 else []
    if not layers or sum(map(len, layers)) > MOST:
        return
    in_a_row = _flow(outer, inner, layers)
    more = outer.model.new_int_var(0, steps, f"{inner.cohort.id} inside {outer.cohort.id}")
    outer.model.add(steps - sum(in_a_row) <= more)
    yield weight * more


def _steps(inner: CohortVariables) -> int:
    """Return how often modules go on from a session to the next at least, each in the fewest it takes."""
    return sum(-(-module.days // 2) - 1 for module in inner.curriculum.items)


def _weekly(cohort: CohortVariables) -> Mapping[tuple[date, int], list[Literal]]:
    """Return the literals that place each session in each week."""
    found: dict[tuple[date, int], list[Literal]] = defaultdict(list)
    for session, options in enumerate(cohort.place):
        for option, literal in options.items():
            found[option.week, session].append(literal)
    return found


def _layers(outer: CohortVariables, inner: CohortVariables) -> list[list[Arc]]:
    """Return the arcs of each week that lie on a way from no session to all; none if there is no way."""
    own, shared = _weekly(outer), _weekly(inner)
    reached: set[State] = {(0, 0, False)}
    layers: list[list[Arc]] = []
    for week in sorted({week for week, _session in (*own, *shared)}):
        arcs: list[Arc] = []
        for state in reached:
            one, other, _joined = state
            arcs.append((state, state))
            if (week, one) in own:
                arcs.append((state, (one + 1, other, False)))
                if (week, other) in shared:
                    arcs.append((state, (one + 1, other + 1, True)))
        layers.append(arcs)
        reached = {after for _before, after in arcs}
    wanted = {x for x in reached if x[:2] == (len(outer.place), len(inner.place))}
    for index in range(len(layers) - 1, -1, -1):
        layers[index] = sorted(arc for arc in layers[index] if arc[1] in wanted)
        wanted = {before for before, _after in layers[index]}
    return layers if wanted else []


def _flow(outer: CohortVariables, inner: CohortVariables, layers: Sequence[Sequence[Arc]]) -> list[Literal]:
    """Choose one way through the weeks, and place the sessions as it says.

    Returns
    -------
    list
        Literals of which as many are true as sessions of both follow one another in a row.
    """
    model, own, shared = outer.model, _weekly(outer), _weekly(inner)
    weeks = sorted({week for week, _session in (*own, *shared)})
    taken: tuple[dict[tuple[date, int], list[Literal]], ...] = (defaultdict(list), defaultdict(list))
    arriving: dict[State, list[Literal]] = {}
    in_a_row: list[Literal] = []
    for week, arcs in zip(weeks, layers, strict=True):
        leaving: dict[State, list[Literal]] = defaultdict(list)
        coming: dict[State, list[Literal]] = defaultdict(list)
        for before, after in arcs:
            literal = model.new_bool_var(f"from {before} to {after} in {week}")
            leaving[before].append(literal)
            coming[after].append(literal)
            if before[2] and after[1] > before[1]:
                in_a_row.append(literal)
            for index in (0, 1):
                if after[index] > before[index]:
                    taken[index][week, before[index]].append(literal)
        for state, literals in leaving.items():
            model.add(sum(literals) == (sum(arriving[state]) if arriving else 1))
        arriving = coming
    for placed, chosen in zip((own, shared), taken, strict=True):
        for key, literals in placed.items():
            model.add(sum(literals) == sum(chosen[key]))
    return in_a_row
