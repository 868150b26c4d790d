"""PDF papers: complete, the same on every run, and text shown as text."""

import builtins
import re
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from scheduler.check import check
from scheduler.domain.agendas import Reader, ReaderKind
from scheduler.errors import InputError
from scheduler.exchange.papers.pdf import papers, printing
from scheduler.exchange.papers.pdf.annex import annex
from scheduler.exchange.papers.pdf.facts import Source
from scheduler.exchange.papers.pdf.press import Press, as_data, shown
from scheduler.exchange.papers.pdf.printing import PrintJob
from scheduler.text import speaking
from scheduler.text.phrases import hours
from tests.papers.plans import HOSTILE, MADE, PLANS, dossier
from tests.papers.printed import SHORT, bare, one_of_each, pages, plain, printed

ANNEX = "pdf/annexes/Promotion Laennec (CQP-LYON-A).pdf"


@pytest.fixture(autouse=True)
def french():
    with speaking("fr"):
        yield


def test_the_annex_tells_period_duration_programme_and_every_day() -> None:
    whole = PLANS["two groups"]()
    source = Source(dossier(whole))
    told = annex(source, source.instance.cohort["CQP-LYON-A"])
    facts = {plain(name): plain(value) for name, value in told["facts"]}
    assert facts["Période"] == "du 18/01/2027 au 13/12/2027"
    assert facts["Durée"] == "371 h, plus 13 h d'évaluation – 55 jours"
    assert [plain(x["hours"]) for x in told["programme"]] == ["105 h", "112 h", "77 h", "77 h", "13 h"]
    rows = Counter()
    for row in told["lessons"]:
        rows[row["date"]] += len(row["times"])
    lessons = [x for x in whole.lessons if x.cohort == "CQP-LYON-A"]
    assert sum(rows.values()) == len(lessons)
    days = {x["label"] for page in told["years"] for month in page for x in month["days"] if x["parts"]}
    assert len(days) > 20
    taught = [x for page in told["years"] for month in page for x in month["days"] if x["parts"]]
    assert len(taught) == len({x.day for x in lessons})


def test_the_annex_shows_what_it_tells() -> None:
    first, *rest = pages("two groups", ANNEX)
    assert "octobre 2027" in first
    assert first.count("AFGSU") == 2
    text = " ".join(rest)
    for said in (
        "Camille Dupont",
        "Agnès Leroy",
        plain(hours(384)),
        "groupe 2 sur 2",
        "mardi 5 octobre 2027",
    ):
        assert said in text


def test_every_page_bears_the_plan_and_its_own_number() -> None:
    for file in one_of_each(printed("shared, and exempted")):
        found = pages("shared, and exempted", file)
        for number, page in enumerate(found, start=1):
            assert "Planning n° 123456789, état du 01/12/2026 à" in page
            assert f"Page {number} / {len(found)}" in page


def test_a_plan_that_breaks_rules_says_so_on_every_page() -> None:
    whole = SHORT["two groups"]()
    whole = replace(whole, lessons=tuple(x for x in whole.lessons if x.module == "STOCKS"))
    faults = check(whole.instance, whole.lessons)
    assert faults
    found = papers(dossier(whole, faults=faults))
    for file in one_of_each(found):
        for page in PdfReader(BytesIO(found[file])).pages:
            assert "Attention : ce planning enfreint les règles" in plain(page.extract_text())


def test_the_same_plan_gives_the_same_bytes() -> None:
    found = printed("shared, and exempted")
    assert dict(papers(dossier(SHORT["shared, and exempted"]()))) == dict(found)
    assert b"20261201083000" in next(iter(found.values()))


def test_fonts_are_embedded_and_the_language_is_told() -> None:
    for content in printed("two groups").values():
        reader = PdfReader(BytesIO(content))
        assert reader.trailer["/Root"]["/Lang"].startswith("fr")
        fonts = reader.pages[0]["/Resources"]["/Font"].values()
        assert fonts
        for font in fonts:
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert "/FontFile3" in inner or "/FontFile2" in inner


def test_text_from_people_is_shown_as_text() -> None:
    name = "names that ask for trouble"
    files = [x for x in printed(name) if x.split("/")[1] in ("annexes", "emargement")]
    files = dict.fromkeys((*files, *one_of_each(printed(name))))
    text = bare(" ".join(" ".join(pages(name, file)) for file in files))
    for odd in HOSTILE:
        seen = re.sub("[\u202e\u200f]", "", odd).replace("\N{PARTY POPPER}", "").strip()
        assert bare(seen) in text.replace("\N{PARTY POPPER}", ""), odd


def test_markup_of_the_templates_is_none_in_data() -> None:
    told = text_of("#panic() *b* $x$ @y <z> \\ // /* `c` = d\n- e", '#read("page.typ")')
    found = Press(MADE).print("attendance", told)
    text = bare(PdfReader(BytesIO(found)).pages[0].extract_text())
    assert bare("#panic() *b* $x$ @y <z> \\ // /* `c` = d - e") in text
    assert bare('#read("page.typ")') in text


def test_long_words_may_be_broken_and_nothing_turns_the_line() -> None:
    assert shown({"a": ["x" * 60, "abc\u202edcba", "one\ntwo"]}) == {
        "a": ["\u200b".join(["x" * 18] * 3 + ["xxxxxx"]), "abcdcba", "one two"]
    }
    assert shown("Quoi\u00a0?") == "Quoi\u202f?"


def test_without_typst_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: object, **more: object) -> object:
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(InputError) as caught:
        papers(dossier(PLANS["two groups"]()))
    assert 'pip install "scheduler[pdf]"' in str(caught.value)


def test_every_reader_with_lessons_has_a_paper() -> None:
    whole = SHORT["two groups"]()
    agendas = dossier(whole).edition.agendas
    groups = [x for x in agendas.readers if x.kind is ReaderKind.COHORT and agendas[x].meetings]
    files = Counter(x.split("/")[1] for x in printed("two groups"))
    assert files["annexes"] == files["emargement"] == len(groups)
    assert Reader(ReaderKind.COHORT, "CQP-LYON-A") in groups


def test_several_processes_print_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    found = printed("two groups")
    monkeypatch.setattr(printing, "ENOUGH", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    again = papers(dossier(SHORT["two groups"]()))
    assert list(again.items()) == list(found.items())


def test_what_a_process_left_is_printed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [PrintJob(f"{n}.pdf", "attendance", text_of(str(n)), False) for n in range(3)]
    alone = printing.print_all(jobs, MADE, None)
    monkeypatch.setattr(printing, "ENOUGH", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(printing, "_in_processes", lambda jobs, *_rest: {jobs[0].file: b"%PDF"})
    first, *others = printing.print_all(jobs, MADE, None).items()
    assert first == ("0.pdf", b"%PDF")
    assert others == list(alone.items())[1:]


def test_long_papers_are_spread_among_the_others() -> None:
    jobs = [
        PrintJob(f"{kind}{n}", kind, "", False)
        for kind, n in [("a", 0), ("a", 1), *(("b", n) for n in range(4))]
    ]
    assert [x.file for x in printing.mixed(jobs)] == ["b0", "a0", "b1", "b2", "a1", "b3"]


def text_of(title: str, training: str = "") -> str:
    head = Source(dossier(SHORT["two groups"]())).head(title)
    return as_data(head | {"training": training, "group": "", "period": "", "contents": [], "sheets": []})
