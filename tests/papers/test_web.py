"""The page: what it holds, and what a browser makes of it."""

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.domain.agendas import ReaderKind
from scheduler.domain.plan import Plan, Violation
from scheduler.domain.time import Half
from scheduler.exchange.marks import block_marks
from scheduler.exchange.papers import Dossier
from scheduler.exchange.papers.web import NAME, page
from scheduler.exchange.papers.web.data import in_print
from scheduler.text import speaking
from tests.exchange_output.samples import joint_plan, plan
from tests.papers.browser import Tab, opened
from tests.papers.plans import HOSTILE, PLANS, dossier, exempting, hostile


def text_of(some: Dossier) -> str:
    return page(some)[NAME].decode("utf-8")


def data_of(some: Dossier) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text_of(some), re.DOTALL)
    assert found
    return json.loads(found[1])  # type: ignore[no-any-return]


@pytest.fixture(params=PLANS)
def whole(request: pytest.FixtureRequest) -> Plan:
    return PLANS[request.param]()


def test_every_reader_has_his_meetings_in_the_order_of_time(whole: Plan) -> None:
    told = dossier(whole)
    data = data_of(told)
    first, texts = date.fromisoformat(data["first"]), data["texts"]
    agendas = list(told.edition.agendas)
    assert len(data["readers"]) == len(agendas)
    for agenda, (kind, name, _label, numbers, _site, exempted) in zip(agendas, data["readers"], strict=True):
        assert (list(ReaderKind)[kind], name) == (agenda.reader.kind, agenda.reader.id)
        rows = [data["meetings"][number] for number in numbers]
        assert [
            (first + timedelta(days=x[0]), list(Half)[x[1]], texts[x[5]], texts[x[7]], x[8]) for x in rows
        ] == [
            (x.lesson.day, x.lesson.half, x.lesson.module, x.lesson.cohort, x.lesson.group)
            for x in agenda.meetings
        ]
        titles = {in_print(told.edition.module(x).title) for x in agenda.exempted}
        assert {texts[x] for x in exempted} == titles


def test_nothing_of_it_is_fetched_from_anywhere() -> None:
    text = text_of(dossier(plan(1)))
    assert re.findall(r"https?:|//[a-z]|@import|url\(|\bsrc=|\bhref=\"[^#]", text.replace("'//'", "")) == []
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]


def test_text_from_people_cannot_become_markup() -> None:
    text = text_of(dossier(hostile(plan(2))))
    assert "<script>alert" not in text
    # The template's own: the data and the script.
    assert len(re.findall(r"</?script\b", text)) == 4
    labels = [x[2] for x in data_of(dossier(hostile(plan(2))))["readers"]]
    for name in HOSTILE[:7]:
        assert any(label.startswith(in_print(name)) for label in labels)


def test_it_tells_of_learners_their_names_and_lessons_alone() -> None:
    whole = plan(1)
    learners = tuple(
        replace(x, employer="Cabinet Truc", profile="nurse", hire_date=date(2026, 5, 17))
        for x in whole.instance.learners
    )
    text = text_of(dossier(replace(whole, instance=replace(whole.instance, learners=learners))))
    assert "Apprenant 3 (CQP-LYON-A-03)" in text
    assert not re.search(r"Cabinet Truc|nurse|2026-05-17", text)


def test_a_plan_that_breaks_rules_says_so_and_english_on_request() -> None:
    faults = [Violation("RO-02", "here", "no room")]
    assert data_of(dossier(plan(1), faults=faults))["warnings"] == [
        "Attention : ce planning enfreint les règles à 1 endroit. Ne vous y fiez pas."
    ]
    with speaking("en"):
        text = text_of(dossier(plan(1)))
    assert '<html lang="en">' in text
    assert '"search":"Search"' in text


def test_blocks_differ_in_letter_and_colour() -> None:
    marks = block_marks(plan().instance)
    assert len({x.letter for x in marks.values()}) == len({x.fill for x in marks.values()}) == len(marks)
    assert all(contrast((0, 0, 0), tuple(bytes.fromhex(x.fill))) > 7 for x in marks.values())


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the contrast of two colours as WCAG 2 counts it."""

    def light(colour: tuple[int, ...]) -> float:
        parts = [x / 255 for x in colour]
        parts = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
        return sum(weight * x for weight, x in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with opened(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture
def show(tab: Tab, tmp_path: Path) -> Iterator[Any]:
    """Open the page of a plan at some address; afterwards, nothing was complained of or asked for."""

    def opener(some: Dossier, address: str = "") -> Tab:
        path = tmp_path / NAME
        path.write_bytes(page(some)[NAME])
        tab.open(path.as_uri() + address)
        return tab

    tab.complaints.clear()
    yield opener
    assert tab.complaints == []
    assert [x for x in tab.requests if not x.startswith("file:")] == []


def test_the_year_shows_each_training_day_once(show: Any) -> None:
    whole = plan(1)
    tab = show(dossier(whole))
    days = tab.run(
        "[...document.querySelectorAll('.year button')].map(x => +x.dataset.day).sort((a, b) => a - b)"
    )
    first = min(x.day for x in whole.lessons)
    assert [first + timedelta(days=x) for x in days] == sorted({x.day for x in whole.lessons})


def test_the_list_shows_each_half_day_once(show: Any) -> None:
    whole = joint_plan()
    tab = show(dossier(whole), "#cohort=CQP-LYON-B&view=list")
    rows = tab.run("[...document.querySelectorAll('.list tbody td:first-child')].map(x => x.textContent)")
    assert len(rows) == sum(x.cohort == "CQP-LYON-B" for x in whole.lessons)


def test_the_first_of_a_month_is_written_as_french_writes_it(show: Any) -> None:
    whole = plan(1)
    first = replace(whole.lessons[0], day=date(2027, 2, 1))
    told = dossier(replace(whole, lessons=(first, *whole.lessons[4:])))
    for view in ("year", "week&week=2027-02-01", "list"):
        text = show(told, f"#view={view}").run(
            "document.querySelector('main').innerHTML.replaceAll('&nbsp;', ' ')"
        )
        assert "1er février" in text
        assert not re.search(r"\b1 (janvier|février|mars|avril|mai|juin|juillet|août)", text)


def test_a_learner_does_not_see_what_he_is_exempted_from(show: Any) -> None:
    tab = show(dossier(exempting(plan(1))), "#learner=CQP-LYON-A-01&view=list")
    text = tab.run("document.querySelector('main').textContent")
    assert "Dispense : AFGSU niveau 1" in text
    assert "AFGSU" not in tab.run("document.querySelector('.list').textContent")


def test_the_keyboard_is_enough(show: Any) -> None:
    tab = show(dossier(plan(2)))
    tab.press("Tab")
    assert tab.focus == "Aller au planning"
    tab.press("Tab")
    assert tab.focus == "cohort"
    tab.press("ArrowRight")
    assert tab.focus == "trainer"
    assert tab.run("document.querySelector('h2').textContent") == "Agnès Leroy (LEROY)"
    tab.press("ArrowLeft")
    assert tab.run("document.querySelector('h2').textContent") == "Promotion Laennec (CQP-LYON-A)"
    # The list of names, the views, the search, print and theme; then the one stop of the year.
    tab.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab")
    assert re.match(r"\w+ \d+(er)?\s\w+ 2027: matin 9 h 00", tab.focus)
    before = tab.focus
    tab.press("ArrowRight")
    assert tab.focus != before
    tab.press("Home")
    first = tab.focus
    tab.press("Enter")
    assert tab.run("location.hash").startswith("#cohort=CQP-LYON-A&view=week&week=2027-01-")
    assert tab.run("document.querySelector('.week .lesson').textContent")
    assert first.split(":")[0].split()[1] in tab.run("document.querySelector('.week thead').textContent")
    tab.run("history.back()")
    tab.wait("document.querySelector('.year')")


def test_the_search_finds_names_without_their_accents_and_lessons(show: Any) -> None:
    tab = show(dossier(plan(2)))
    tab.run("document.getElementById('search').focus()")
    tab.type("siobhan")
    found = tab.run("[...document.querySelectorAll('.results li')].map(x => x.textContent)")
    assert found[0] == in_print("Siobhán O'Brien (OBRIEN) Formateurs")
    # Then what she teaches of the group that is shown, and how many lessons more.
    assert re.fullmatch(r"Création et suivi d’un dossier patient \w+ \d+\s\w+ 2027 matin", found[1])
    assert re.fullmatch(r"… et \d+ de plus", found[-1])
    tab.press("ArrowDown", "Enter")
    assert tab.run("document.querySelector('h2').textContent") == in_print("Siobhán O'Brien (OBRIEN)")
    tab.run("document.getElementById('search').focus()")
    tab.type("o'brien")
    assert "OBRIEN" in tab.run("document.querySelector('.results li').textContent")
    tab.press("Escape")
    tab.run("document.getElementById('search').focus()")
    tab.type("xyzzy")
    assert tab.run("document.querySelector('.results').textContent") == "Rien trouvé."
    tab.press("Escape")
    assert tab.run("document.querySelector('.results').hidden")


def test_hostile_names_are_shown_as_text(show: Any) -> None:
    whole = hostile(plan(2))
    for trainer in whole.instance.trainers:
        tab = show(dossier(whole), f"#trainer={trainer.id}&view=list")
        assert tab.run("document.querySelector('h2').textContent") == in_print(
            f"{trainer.name} ({trainer.id})"
        )
    assert tab.run("document.querySelectorAll('script').length") == 2


def test_everything_that_can_be_used_has_a_name(show: Any) -> None:
    tab = show(dossier(plan(1)))
    nodes = tab.ask("Accessibility.getFullAXTree")["nodes"]
    used = [
        x
        for x in nodes
        if x.get("role", {}).get("value") in ("button", "radio", "combobox", "searchbox", "table")
    ]
    assert len(used) > 20
    assert [x for x in used if not x["name"]["value"].strip()] == []


def test_every_printed_page_bears_the_number_of_the_plan(show: Any, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    faults = [Violation("RO-02", "here", "no room")]
    tab = show(dossier(plan(1), faults=faults), "#view=list")
    (tmp_path / "page.pdf").write_bytes(
        base64.b64decode(tab.ask("Page.printToPDF", preferCSSPageSize=True)["data"])
    )
    command = ["pdftotext", "-layout", tmp_path / "page.pdf", "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    pages = text.rstrip("\f").split("\f")
    assert len(pages) > 1
    assert all("123456789" in page and "Ne vous y fiez pas" in page for page in pages)


def test_a_year_is_one_printed_page(show: Any) -> None:
    for cohort in plan().instance.cohorts:
        tab = show(dossier(plan()), f"#cohort={cohort.id}&view=year")
        printed = base64.b64decode(tab.ask("Page.printToPDF", preferCSSPageSize=True)["data"])
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_a_plan_without_a_lesson_or_without_anybody_still_opens(show: Any) -> None:
    nothing = replace(plan(1), lessons=())
    tab = show(dossier(nothing))
    assert "Aucun cours." in tab.run("document.querySelector('main').textContent")
    nobody = replace(nothing.instance, cohorts=(), trainers=(), rooms=(), learners=(), curricula=())
    assert '"readers":[]' in text_of(dossier(replace(nothing, instance=nobody)))


def colours(tab: Tab) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Return the paper, the ink, and the ink of what is said in a lower voice."""
    script = "(e => getComputedStyle(document.querySelector(e[0]))[e[1]])({})"
    asked = (("body", "backgroundColor"), ("body", "color"), (".facts", "color"))
    told = [tab.run(script.format(json.dumps(pair))) for pair in asked]
    return tuple(tuple(map(int, re.findall(r"\d+", x)[:3])) for x in told)  # type: ignore[return-value]


def test_dark_where_the_system_is_or_at_the_press_of_a_button(show: Any) -> None:
    tab = show(dossier(plan(1)))
    button = "[...document.querySelectorAll('button')].find(x => x.textContent === 'Clair ou sombre')"
    for scheme in ("light", "dark"):
        tab.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        tab.run("delete document.documentElement.dataset.theme")
        seen = [colours(tab)]
        tab.run(f"{button}.click()")
        seen.append(colours(tab))
        papers = [sum(paper) > 384 for paper, _ink, _muted in seen]
        assert papers == ([True, False] if scheme == "light" else [False, True])
        assert all(contrast(paper, x) > 4.5 for paper, *inks in seen for x in inks)
    tab.ask("Emulation.setEmulatedMedia", features=[])


def test_the_search_takes_dates_in_digits(show: Any) -> None:
    whole = plan(1)
    first = min(x.day for x in whole.lessons)
    tab = show(dossier(whole))
    tab.run("document.getElementById('search').focus()")
    tab.type(f"{first:%d/%m/%Y}")
    assert tab.run("document.querySelectorAll('.results li').length") == 2
    tab.press("Enter")
    assert tab.run("location.hash").endswith(f"view=week&week={first - timedelta(days=first.weekday())}")


@pytest.fixture
def telephone(tab: Tab) -> Iterator[None]:
    tab.ask("Emulation.setDeviceMetricsOverride", width=375, height=740, deviceScaleFactor=1, mobile=True)
    yield
    tab.ask("Emulation.clearDeviceMetricsOverride")


@pytest.mark.parametrize("view", ["week", "list"])
def test_on_a_telephone_nothing_but_the_year_needs_scrolling_sideways(
    show: Any, telephone: None, view: str
) -> None:
    tab = show(dossier(plan(1)), f"#cohort=CQP-LYON-A&view={view}")
    assert not tab.run("(e => e.scrollWidth > e.clientWidth + 1)(document.querySelector('.wide'))")
    assert tab.run("document.querySelector('.wide').innerText").count("Parcours de santé") >= 4


def test_on_a_telephone_a_week_is_told_in_the_order_of_time(show: Any, telephone: None) -> None:
    tab = show(dossier(plan(1)), "#cohort=CQP-LYON-A&view=week&week=2027-01-18")
    told = """[...document.querySelectorAll('.week td')].filter(x => x.offsetHeight)
        .sort((one, other) => one.offsetTop - other.offsetTop)
        .map(x => x.dataset.when.replaceAll('\u00a0', ' '))"""
    days = ("lundi 18 janvier", "mardi 19 janvier")
    assert tab.run(told) == [f"{day}, {half}" for day in days for half in ("matin", "après-midi")]


def test_on_a_telephone_the_schedule_begins_on_the_first_screen(show: Any, telephone: None) -> None:
    for view in ("year", "week", "list"):
        tab = show(dossier(plan(2)), f"#cohort=CQP-LYON-A&view={view}")
        assert tab.run("document.querySelector('.wide').getBoundingClientRect().top") < 740 * 0.6
        assert tab.run("document.documentElement.scrollWidth") <= 375


def test_a_year_wider_than_the_screen_shows_the_next_lessons_first(show: Any, telephone: None) -> None:
    whole = plan(1)
    to_come = date.today() - max(x.day for x in whole.lessons)
    weeks = timedelta(weeks=to_come.days // 7 + 2)
    under_way = replace(whole, lessons=tuple(replace(x, day=x.day + weeks) for x in whole.lessons))
    tab = show(dossier(under_way))
    seen = "(e => e.left >= 0 && e.right <= innerWidth)(document.querySelector({}).getBoundingClientRect())"
    assert tab.run(seen.format("\".year button[tabindex='0']\""))
    assert tab.run("document.querySelector('.wide').scrollLeft") > 0
    # The numbers of the days stay where they are.
    assert tab.run(seen.format("'.year th.number'"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_chosen_stands_out(show: Any, scheme: str) -> None:
    tab = show(dossier(plan(1)))
    tab.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    script = "(e => getComputedStyle(e).{})(document.querySelector('fieldset label:has({})'))"

    def colour(which: str, property: str) -> tuple[int, ...]:
        return tuple(map(int, re.findall(r"\d+", tab.run(script.format(property, which)))[:3]))

    chosen, other = colour(":checked", "backgroundColor"), colour(":not(:checked)", "backgroundColor")
    assert contrast(chosen, other) > 3
    assert contrast(chosen, colour(":checked", "color")) > 4.5
    tab.ask("Emulation.setEmulatedMedia", features=[])
