"""Summons, days away, certificates and mission sheets: each says what its reader has, and no more."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from scheduler.domain.agendas import Reader, ReaderKind
from scheduler.domain.plan import Plan
from scheduler.exchange.output.workbook.words import long_date
from scheduler.exchange.papers import Dossier
from scheduler.exchange.papers.pdf.facts import Source
from scheduler.exchange.papers.pdf.mission import mission
from scheduler.exchange.papers.pdf.people import certificate, days_away, employers, summons
from scheduler.text import speaking
from scheduler.text.phrases import hours
from tests.exchange_output.samples import plan
from tests.papers.plans import PLANS, edition
from tests.papers.printed import pages, plain, printed

FIRST, SECOND = "Apprenant 1 (CQP-LYON-A-01)", "Apprenant 2 (CQP-LYON-A-02)"


@pytest.fixture(autouse=True)
def french():
    with speaking("fr"):
        yield


def source(name: str, today: date = date.min, **learner: object) -> Source:
    """Return what papers are made of; `learner` changes the first of the learners."""
    whole: Plan = PLANS[name]()
    first, *others = whole.instance.learners
    instance = replace(whole.instance, learners=(replace(first, **learner), *others))
    return Source(Dossier(edition(replace(whole, instance=instance)), today=today))


@pytest.mark.parametrize("name", PLANS)
def test_a_learner_is_asked_to_come_to_his_days_and_to_no_other(name: str) -> None:
    told = source(name)
    for learner in told.instance.learners[:15]:
        agenda = told.agendas[Reader(ReaderKind.LEARNER, learner.id)]
        rows = summons(told, learner)["rows"]
        due = Counter((long_date(x.lesson.day), told.times(x.lesson)) for x in agenda.meetings)
        assert Counter((x["date"], t) for x in rows if not x["struck"] for t in x["times"]) == due
        struck = Counter((x["date"], t) for x in rows if x["struck"] for t in x["times"])
        assert set(struck) == {(long_date(x.lesson.day), told.times(x.lesson)) for x in agenda.exempted}
        assert set(struck.values()) <= {1}
        assert [x["at"] for x in rows] == sorted(x["at"] for x in rows)


def test_a_summons_names_the_parallel_group_and_strikes_out_what_is_not_followed() -> None:
    told = source("exemptions")
    first, *_others, last = told.instance.learners_of["CQP-LYON-A"]
    assert summons(told, last)["groups"] == [("AFGSU niveau 1 (gestes et soins d'urgence)", "groupe 2 sur 2")]
    facts = {name: plain(value) for name, value in summons(told, first)["facts"]}
    # 384 h on 55 days but for the two days of the module.
    assert facts["Durée"] == "370 h – 53 jours"
    struck = [x for x in summons(told, first)["rows"] if x["struck"]]
    # Whose days these are is not his business, nor where they are.
    assert {(plain(x["struck"]), x["trainer"], x["place"]) for x in struck} == {
        ("dispense : AFGSU niveau 1 (gestes et soins d'urgence)", "", "")
    }
    assert len(struck) == 2
    text = " ".join(pages("shared, and exempted", f"pdf/convocations/{FIRST}.pdf"))
    assert "dispense : Gestion des stocks" in text
    assert "AFGSU niveau 1 (gestes et soins d'urgence) groupe 1 sur 2" in text
    assert "Lyon Part-Dieu, 12 rue Servient" in text


def test_days_struck_out_are_explained_where_there_are_some() -> None:
    words = "Les jours barrés sont ceux de modules que vous n'avez pas à suivre."
    for name, explained in (("shared, and exempted", True), ("two groups", False)):
        assert (words in " ".join(pages(name, f"pdf/convocations/{FIRST}.pdf"))) == explained


def test_a_learner_reads_of_no_other_learner() -> None:
    text = " ".join(pages("two groups", f"pdf/convocations/{FIRST}.pdf"))
    assert "Apprenant 1" in text
    assert "Apprenant 2" not in text


def test_an_employer_sees_the_dates_of_his_employees_alone() -> None:
    told = source("exemptions", employer="Cabinet  du Parc")
    second = replace(told.instance.learners[1], employer="cabinet du parc")
    found = employers(
        Source(
            Dossier(
                edition(
                    replace(
                        told.edition.plan,
                        instance=replace(
                            told.instance,
                            learners=(told.instance.learners[0], second, *told.instance.learners[2:]),
                        ),
                    )
                )
            )
        )
    )
    assert {name: [x.name for x in some] for name, some in found.items()} == {
        "Cabinet du Parc": ["Apprenant 1", "Apprenant 2"]
    }
    (person,) = days_away(told, "Cabinet du Parc", told.instance.learners[:1])["people"]
    agenda = told.agendas[Reader(ReaderKind.LEARNER, told.instance.learners[0].id)]
    days = sorted({x.lesson.day for x in agenda.meetings})
    assert sum(len(x["dates"]) for x in person["months"]) == len(days)
    assert [x["month"] for x in person["months"]][:2] == ["janvier 2027", "février 2027"]
    assert person["months"][0]["dates"][:2] == ["lun. 18", "mar. 19"]
    assert plain(person["amount"][1]) == plain(hours(sum(x.lesson.hours for x in agenda.meetings)))
    assert "dispense" not in str(person)


def test_the_first_of_a_month_is_written_as_french_writes_it() -> None:
    whole = PLANS["two groups"]()
    lessons = tuple(replace(x, day=date(2027, 2, 1)) for x in whole.lessons if x.day == date(2027, 1, 18))
    told = Source(Dossier(edition(replace(whole, lessons=lessons))))
    (person,) = days_away(told, "Cabinet du Parc", told.instance.learners[:1])["people"]
    assert person["months"][0]["dates"] == ["lun. 1er"]


def test_a_morning_alone_is_told_as_one() -> None:
    told = source("two groups", employer="Cabinet du Parc")
    lessons = tuple(x for x in told.edition.plan.lessons if (x.day, x.half) != (date(2027, 1, 18), "PM"))
    told = Source(Dossier(edition(replace(told.edition.plan, lessons=lessons))))
    (person,) = days_away(told, "Cabinet du Parc", told.instance.learners[:1])["people"]
    assert person["months"][0]["dates"][:2] == ["lun. 18 (matin)", "mar. 19"]


@pytest.mark.parametrize(
    ("today", "stage", "planned"),
    [
        (date(2027, 1, 18), None, None),
        (date(2027, 1, 19), "en cours de formation, avant le 19/01/2027", "7 h"),
        (date(2027, 12, 13), "en cours de formation, avant le 13/12/2027", "378 h"),
        (date(2027, 12, 14), "formation entière", "384 h"),
    ],
)
def test_a_certificate_counts_what_was_given_before_today(
    today: date, stage: str | None, planned: str | None
) -> None:
    told = source("two groups", today)
    found = certificate(told, told.instance.learners[0])
    if stage is None:
        assert found is None
        return
    assert found is not None
    assert (plain(found["stage"]), plain(found["planned"])) == (stage, planned)
    # What he or she missed is not in a plan: nothing claims to know it.
    assert set(found) >= {"facts", "planned"}
    assert dict(found["facts"])["Employeur"] == ""


def test_a_certificate_leaves_out_what_the_learner_does_not_follow() -> None:
    told = source("exemptions", date(2028, 1, 1))
    found = certificate(told, told.instance.learners[0])
    assert found is not None
    assert plain(found["planned"]) == "370 h"


@pytest.mark.parametrize("name", PLANS)
def test_a_mission_sheet_adds_up(name: str) -> None:
    told = source(name)
    for trainer in told.instance.trainers:
        meetings = told.agendas[Reader(ReaderKind.TRAINER, trainer.id)].meetings
        found = mission(told, trainer)
        due = Counter((long_date(x.lesson.day), told.times(x.lesson)) for x in meetings)
        assert Counter((x["date"], t) for x in found["rows"] for t in x["times"]) == due
        total = hours(sum(x.lesson.hours for x in meetings))
        assert found["hours"] == total
        for part in ("months", "modules"):
            figures = [
                float(x["hours"].split("\u00a0")[0].split(" ")[0].replace(",", ".")) for x in found[part]
            ]
            assert hours(sum(figures)) == total
        assert "Apprenant 1" not in str(found)


def test_who_teaches_at_two_sites_reads_on_each_day_which_it_is() -> None:
    whole = plan()
    told = Source(Dossier(edition(whole)))
    both = 0
    for trainer in told.instance.trainers:
        meetings = told.agendas[Reader(ReaderKind.TRAINER, trainer.id)].meetings
        towns = {told.edition.site(x).name for x in meetings}
        rows = mission(told, trainer)["rows"]
        assert len(towns) < 2 or all(any(x in row["place"] for x in towns) for row in rows)
        both += len(towns) > 1
        if len(towns) == 1:
            # Told once, at the head of the sheet.
            assert not any(x in row["place"] for x in towns for row in rows)
    assert both


def test_files_lie_in_a_folder_for_each_paper() -> None:
    folders = Counter(x.split("/")[1] for x in printed("two groups"))
    # Nobody has an employer in this plan, and nothing has taken place yet.
    assert folders == {"annexes": 2, "emargement": 2, "convocations": 25, "missions": 3}
    assert f"pdf/convocations/{SECOND}.pdf" in printed("two groups")
