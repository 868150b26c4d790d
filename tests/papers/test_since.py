"""Calendar files of one plan after another: whoever imports them all has the last plan, and nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain.plan import Lesson, Plan
from scheduler.exchange.papers.feeds import feeds
from tests.exchange_output.samples import plan
from tests.papers.plans import MADE, dossier, edition
from tests.papers.test_feeds import events, imported, some

SHORT = replace(plan(1), lessons=plan(1).lessons[:16])
EDITS = st.lists(
    st.tuples(
        st.integers(0, 15), st.sampled_from(["move", "drop", "trainer", "room", "module"]), st.integers(1, 9)
    ),
    max_size=6,
)


def edited(whole: Plan, edits: list[tuple[int, str, int]]) -> Plan:
    lessons: dict[int, Lesson] = dict(enumerate(whole.lessons))
    instance = whole.instance
    for number, kind, amount in edits:
        if number not in lessons:
            continue
        lesson = lessons[number]
        modules = list(instance.curriculum_of(instance.cohort[lesson.cohort]).by_id)
        changes: dict[str, object] = {
            "move": {"day": lesson.day + timedelta(days=amount)},
            "trainer": {"trainer": instance.trainers[amount].id},
            "room": {"room": instance.rooms[amount % 6].id},
            "module": {"module": modules[amount]},
        }
        if kind == "drop":
            del lessons[number]
        else:
            lessons[number] = replace(lesson, **changes[kind])  # type: ignore[arg-type]
    return replace(whole, lessons=tuple(lessons.values()))


def shown(files: Mapping[str, bytes], name: str) -> set[tuple[object, ...]]:
    content = files.get(name)
    return {seen(x) for x in (events(content) if content else [])}


def seen(event: object) -> tuple[object, ...]:
    fields = ("UID", "LOCATION", "SUMMARY", "DESCRIPTION")
    return event.start, event.end, *(str(event[x]) for x in fields)  # type: ignore[attr-defined, index]


@settings(max_examples=8, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=3), st.booleans())
def test_any_chain_of_plans_ends_with_the_last_one(
    chain: list[list[tuple[int, str, int]]], again: bool
) -> None:
    plans = [SHORT]
    for edits in chain:
        plans.append(edited(plans[-1], edits))
    editions = [edition(x, MADE + timedelta(hours=number)) for number, x in enumerate(plans)]
    calendars: dict[str, dict[str, object]] = {}
    for number, each in enumerate(editions):
        since = editions[number - 1] if number else None
        files = feeds(replace(dossier(SHORT), edition=each, since=since))
        for name, content in some(files).items():
            for _time in range(1 + again):
                calendars[name] = imported(calendars.get(name, {}), content)  # type: ignore[arg-type, assignment]
    last = feeds(replace(dossier(SHORT), edition=editions[-1]))
    for name, calendar in calendars.items():
        assert {seen(x) for x in calendar.values()} == shown(last, name)
