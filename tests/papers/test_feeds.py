"""Calendar files, read back by the library icalendar; time zones by dateutil."""

import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar, Event

from scheduler.calendars import TERRITORIES, ZONES
from scheduler.domain.agendas import Reader, ReaderKind
from scheduler.domain.plan import Plan, Violation
from scheduler.domain.time import Half
from scheduler.exchange.papers.content_lines import zone_lines
from scheduler.exchange.papers.feeds import feeds
from scheduler.text import speaking
from tests.exchange_output.samples import joint_plan, plan
from tests.papers.plans import LATER, MADE, PLANS, dossier, edition, hostile

SOME_HOURS = timedelta(hours=5)


@cache
def events(content: bytes) -> list[Event]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def of(files: Mapping[str, bytes], folder: str, name: str) -> bytes:
    (found,) = [content for path, content in files.items() if path.startswith(f"ics/{folder}/{name}")]
    return found


def some(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of all readers but most learners: reading one takes a while."""
    learners = [path for path in files if path.startswith("ics/apprenants/")]
    return {path: content for path, content in files.items() if path not in learners[3:]}


@pytest.fixture(params=PLANS)
def whole(request: pytest.FixtureRequest) -> Plan:
    return PLANS[request.param]()


def test_every_meeting_of_every_reader_is_one_event_at_its_hours(whole: Plan) -> None:
    told = dossier(whole)
    files = feeds(told)
    agendas = [x for x in told.edition.agendas if x.meetings]
    assert len(files) == len(agendas)
    # Files are in the order of the readers.
    read_too = some(files)
    for agenda, (path, content) in zip(agendas, files.items(), strict=True):
        if path not in read_too:
            assert content.count(b"BEGIN:VEVENT") == len(agenda.meetings)
            continue
        due: Counter[tuple[object, ...]] = Counter()
        for meeting in agenda.meetings:
            start, end = meeting.lesson.span(whole.instance)
            moments = [
                datetime.combine(meeting.lesson.day, x, ZoneInfo("Europe/Paris")) for x in (start, end)
            ]
            due[*moments, told.edition.place(meeting)] += 1
        read = events(content)
        assert Counter((x.start, x.end, str(x["LOCATION"])) for x in read) == due
        assert len({str(x["UID"]) for x in read}) == len(read)


def test_lines_are_as_short_as_asked_and_end_as_asked() -> None:
    for content in feeds(dossier(hostile(plan(2)))).values():
        lines = content.split(b"\r\n")
        assert lines.pop() == b""
        assert all(len(line) <= 75 and b"\n" not in line for line in lines)
        content.decode("utf-8")


def test_whatever_people_write_is_read_back_as_text() -> None:
    whole = hostile(plan(2))
    told = edition(whole)
    teaching = {
        x.id: x.name for x in whole.instance.trainers if any(y.trainer == x.id for y in whole.lessons)
    }
    files = [x for path, x in feeds(dossier(whole)).items() if path.startswith("ics/formateurs/")]
    for (trainer, name), content in zip(teaching.items(), files, strict=True):
        # A line end in a name is a blank: programs show names in one line.
        title = " ".join(f"{whole.instance.centre.name} · {name} ({trainer})".split())
        # The reader does not know that this property is text.
        assert re.sub(r"\\(.)", r"\1", str(Calendar.from_ical(content)["NAME"])) == title
        meetings = told.agendas[Reader(ReaderKind.TRAINER, trainer)].meetings
        for meeting, event in zip(meetings, events(content), strict=True):
            assert str(event["LOCATION"]) == " ".join(told.place(meeting).split())
            assert f"Formateur : {name}\n" in str(event["DESCRIPTION"])


@pytest.mark.parametrize("territory", TERRITORIES)
def test_zones_tell_the_hours_that_the_iana_data_base_knows(territory: str) -> None:
    zone = ZONES[territory]
    told = tzical(io.StringIO("\r\n".join(zone_lines(zone)))).get()
    real = ZoneInfo(zone.name)
    assert zone.abbreviation == datetime(2027, 1, 15).replace(tzinfo=real).tzname()
    moment = datetime(2026, 1, 1)
    while moment.year < 2032:
        local = moment.replace(tzinfo=real)
        # An hour that is skipped or repeated is no hour of a lesson.
        if local.astimezone(UTC).astimezone(real).replace(tzinfo=None) == moment and not _repeated(
            moment, real
        ):
            assert moment.replace(tzinfo=told).utcoffset() == local.utcoffset(), moment
        moment += SOME_HOURS


def test_clocks_in_paris_change_at_one_oclock_utc() -> None:
    told = tzical(io.StringIO("\r\n".join(zone_lines(ZONES["metropole"])))).get()
    real = ZoneInfo("Europe/Paris")
    for change in (datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)):
        for minutes in range(-240, 241, 30):
            moment = change + timedelta(minutes=minutes)
            assert moment.astimezone(told).isoformat() == moment.astimezone(real).isoformat()


def _repeated(moment: datetime, zone: ZoneInfo) -> bool:
    first, second = (moment.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first != second


def test_a_lesson_keeps_its_hour_on_the_wall_across_both_changes_of_clocks() -> None:
    whole = plan(1)
    # Around 28 March and 31 October 2027, when clocks change.
    days = [date(2027, 3, 26), date(2027, 3, 29), date(2027, 10, 29), date(2027, 11, 2)]
    chosen = [x for x in whole.lessons if x.half is Half.AM][:4]
    moved = [replace(x, day=day) for x, day in zip(chosen, days, strict=True)]
    content = of(feeds(dossier(replace(whole, lessons=tuple(moved)))), "groupes", "Promotion")
    told = tzical(io.StringIO(content.decode("utf-8"))).get("Europe/Paris")
    hours = [
        datetime.strptime(x, "%Y%m%dT%H%M%S").replace(tzinfo=told).astimezone(UTC).hour
        for x in re.findall(r"DTSTART;TZID=Europe/Paris:(\S+)", content.decode("utf-8"))
    ]
    assert hours == [8, 7, 7, 8]


def test_a_site_overseas_has_its_own_time() -> None:
    whole = plan(1)
    sites = tuple(replace(x, territory="reunion") for x in whole.instance.sites)
    content = of(
        feeds(dossier(replace(whole, instance=replace(whole.instance, sites=sites)))), "groupes", "P"
    )
    assert b"TZID:Indian/Reunion" in content
    assert b"Europe/Paris" not in content
    assert {x.start.astimezone(UTC).hour for x in events(content)} == {5, 9}


def test_who_teaches_in_two_zones_has_each_lesson_at_the_hour_of_its_place() -> None:
    whole = plan()
    first, *others = whole.instance.sites
    sites = (first, *(replace(x, territory="reunion") for x in others))
    told = dossier(replace(whole, instance=replace(whole.instance, sites=sites)))
    files = feeds(told)
    both = 0
    for trainer in whole.instance.trainers:
        meetings = told.edition.agendas[Reader(ReaderKind.TRAINER, trainer.id)].meetings
        zones = {first.id: "Europe/Paris"}
        due = Counter(
            (x.lesson.day, x.lesson.half == "AM", zones.get(told.edition.site(x).id, "Indian/Reunion"))
            for x in meetings
        )
        if not meetings:
            continue
        content = of(files, "formateurs", trainer.name)
        starts = [x["DTSTART"] for x in events(content)]
        assert Counter((x.dt.date(), x.dt.hour < 12, x.params["TZID"]) for x in starts) == due
        known = {str(x["TZID"]) for x in Calendar.from_ical(content).walk("VTIMEZONE")}
        assert known == {zone for _day, _morning, zone in due}
        both += len(known) > 1
    assert both


def test_exporting_twice_gives_the_same_bytes_and_importing_twice_no_duplicate() -> None:
    first = feeds(dossier(joint_plan()))
    assert first == feeds(dossier(joint_plan()))
    later = feeds(replace(dossier(joint_plan()), edition=edition(joint_plan(), LATER)))
    for name, content in some(first).items():
        assert {str(x["UID"]) for x in events(content)} == {str(x["UID"]) for x in events(later[name])}


def imported(calendar: dict[str, Event], content: bytes) -> dict[str, Event]:
    """Import as calendar programs do: by UID, a lower SEQUENCE loses, what is cancelled goes."""
    found = dict(calendar)
    for event in events(content):
        uid = str(event["UID"])
        if uid not in found or event["SEQUENCE"] >= found[uid]["SEQUENCE"]:
            found[uid] = event
    return {uid: x for uid, x in found.items() if x["STATUS"] != "CANCELLED"}


def changed(whole: Plan) -> Plan:
    """Return a plan with a session moved by a week, a half-day dropped, and a trainer replaced."""
    lessons = list(whole.lessons)
    moved = lessons[10].cohort, lessons[10].session
    lessons = [
        replace(x, day=x.day + timedelta(days=2)) if (x.cohort, x.session) == moved else x for x in lessons
    ]
    lessons = [replace(x, trainer="MOREAU") if x.trainer == "PETIT" else x for x in lessons]
    del lessons[30]
    return replace(whole, lessons=tuple(lessons))


def test_what_changed_is_raised_what_was_dropped_is_cancelled_and_what_stayed_is_left() -> None:
    before, after = plan(1), changed(plan(1))
    old = feeds(dossier(before))
    told = replace(dossier(before), edition=edition(after, LATER), since=edition(before, MADE))
    new = feeds(told)
    assert set(old) <= set(new)
    fresh = feeds(replace(told, since=None))
    for name, content in some(new).items():
        calendar = imported(imported({}, old[name]) if name in old else {}, content)
        due = {(str(x["UID"]), x.start) for x in (events(fresh[name]) if name in fresh else [])}
        assert {(uid, x.start) for uid, x in calendar.items()} == due
    group = of(new, "groupes", "Promotion")
    first = {str(x["UID"]): x for x in events(of(old, "groupes", "Promotion"))}
    raised = [x for x in events(group) if x["SEQUENCE"] > first[str(x["UID"])]["SEQUENCE"]]
    kept = [x for x in events(group) if x["SEQUENCE"] == first[str(x["UID"])]["SEQUENCE"]]
    assert raised
    assert kept
    assert all(x["DTSTAMP"].dt == LATER for x in raised)
    assert all(x["DTSTAMP"].dt == MADE and x.start == first[str(x["UID"])].start for x in kept)
    assert [x["STATUS"] for x in events(of(new, "formateurs", "Karim Petit"))].count("CANCELLED") > 0


def test_a_plan_that_is_a_later_copy_of_the_older_one_still_raises() -> None:
    told = replace(dossier(plan(1)), edition=edition(changed(plan(1)), MADE), since=edition(plan(1), LATER))
    sequences = {x["SEQUENCE"] for content in some(feeds(told)).values() for x in events(content)}
    assert len(sequences) == 2
    (unchanged,) = {
        x["SEQUENCE"]
        for x in events(
            next(
                iter(
                    feeds(
                        dossier(
                            plan(1),
                        )
                    ).values()
                )
            )
        )
    }
    assert min(sequences) > unchanged


def test_every_event_of_a_plan_that_breaks_rules_says_so() -> None:
    faults = [Violation("RO-02", "here", "no room"), Violation("RO-02", "there", "no room")]
    for content in some(feeds(dossier(plan(1), faults=faults))).values():
        assert "2 endroits" in str(Calendar.from_ical(content)["DESCRIPTION"])
        for event in events(content):
            assert event["STATUS"] == "TENTATIVE"
            assert "Ne vous y fiez pas" in str(event["DESCRIPTION"])
            assert str(event["SUMMARY"]).startswith("⚠ ")


def test_learners_are_named_in_their_own_files_alone() -> None:
    whole = plan(2)
    named = tuple(replace(x, name=f"Nom-{x.id}", employer="Cabinet Truc") for x in whole.instance.learners)
    files = feeds(dossier(replace(whole, instance=replace(whole.instance, learners=named))))
    for path, content in files.items():
        unfolded = content.replace(b"\r\n ", b"").decode("utf-8")
        found = set(re.findall(r"Nom-[\w-]+", unfolded))
        own = re.search(r"ics/apprenants/(Nom-[\w-]+)", path)
        assert found == ({own[1]} if own else set())
        assert "Cabinet" not in unfolded


def test_english_on_request() -> None:
    with speaking("en"):
        files = feeds(dossier(plan(1)))
    assert {path.split("/")[1] for path in files} == {"groups", "trainers", "rooms", "learners"}
    assert "Half-day 1 of" in str(events(next(iter(files.values())))[0]["DESCRIPTION"])
