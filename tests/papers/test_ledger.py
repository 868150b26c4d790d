"""The ledger: every hour due is planned, exempted or acquired, and months add up to learners."""

import csv
import io
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from openpyxl import load_workbook

from scheduler.domain.agendas import Agendas
from scheduler.domain.centre import Centre, Room, Site, Trainer
from scheduler.domain.cohort import Cohort, Deadlines, Learner
from scheduler.domain.curriculum import Block, Curriculum, Module
from scheduler.domain.instance import Instance
from scheduler.domain.ledger import Account, Alert, Ledger
from scheduler.domain.plan import Lesson, Plan, Violation
from scheduler.domain.time import Half
from scheduler.exchange.papers import Dossier
from scheduler.exchange.papers.ledger import ledger, warning_of
from scheduler.text import speaking
from tests.exchange_output.samples import joint_plan, plan
from tests.papers.plans import HOSTILE, PLANS, edition, exempting, hostile

MIDWAY = date(2027, 6, 1)


def of(whole: Plan, today: date = MIDWAY) -> Ledger:
    return Ledger(Agendas(whole.instance, whole.lessons), today)


@pytest.fixture(params=PLANS)
def whole(request: pytest.FixtureRequest) -> Plan:
    return PLANS[request.param]()


def test_of_a_complete_plan_every_hour_due_is_planned_exempted_or_acquired(whole: Plan) -> None:
    accounts = of(whole).accounts
    assert [x.learner for x in accounts] == list(whole.instance.learners)
    for account in accounts:
        for line in (*(x for _block, x in account.blocks), account.total):
            assert line.planned + line.exempted + line.acquired == line.due
            assert line.done + line.left == line.owed
            assert line.unplanned == 0
        curriculum = account.curriculum
        assert account.total.due == curriculum.hours + (
            curriculum.assessment.hours if curriculum.assessment else 0
        )
    assert 0 < sum(x.total.done for x in accounts) < sum(x.total.planned for x in accounts)


def test_months_are_the_lessons_times_who_is_there_and_add_up_to_the_learners(whole: Plan) -> None:
    found = of(whole)
    due: dict[tuple[str, date], float] = defaultdict(float)
    for lesson in whole.lessons:
        present = found.agendas.members(lesson.cohort, lesson.module)[lesson.group]
        due[lesson.cohort, lesson.day.replace(day=1)] += lesson.hours * len(present)
    told: dict[tuple[str, date], float] = defaultdict(float)
    for share in found.shares:
        told[share.cohort, share.month] += share.planned
    assert told == due
    assert sum(due.values()) == sum(x.total.planned for x in found.accounts)
    assert sum(x.done for x in found.shares) == sum(x.total.done for x in found.accounts)


def test_exemptions_and_acquired_blocks_are_told_apart() -> None:
    whole = exempting(plan(2))
    first, second, third, *_others = of(whole).accounts
    afgsu, block = 14.0, first.curriculum.blocks[2]
    assert (first.total.exempted, first.total.acquired) == (afgsu, 0)
    assert (second.total.exempted, second.total.acquired) == (0, block.hours)
    assert (third.total.exempted, third.total.acquired) == (0, 0)
    assert [line.owed for each, line in second.blocks if each == block] == [0]
    # A module exempted in an acquired block is not counted twice.
    learner = replace(second.learner, exempted=(block.modules[0].id,))
    learners = (whole.instance.learners[0], learner, *whole.instance.learners[2:])
    both = of(replace(whole, instance=replace(whole.instance, learners=learners))).accounts[1]
    assert (both.total.exempted, both.total.acquired) == (0, block.hours)


MON, TUE = date(2027, 3, 29), date(2027, 3, 30)
NEXT = date(2027, 4, 5)


def tiny(finish: date | None = date(2027, 6, 4)) -> tuple[Instance, list[Lesson]]:
    """Three learners; SOINS is taught on MON to all, GESTES in two groups, of whom the first are two.

    GESTES has group 1 on TUE morning and NEXT morning, group 2 on TUE afternoon and NEXT afternoon.
    """
    curriculum = Curriculum(
        "c", "C", "", (), 1, 12, 5,
        blocks=(
            Block("B1", "Un", 7, (Module("SOINS", "Soins", 7),)),
            Block("B2", "Deux", 7, (Module("GESTES", "Gestes", 7, group_max=2),)),
        ),
    )  # fmt: skip
    names = ("A", "B", "C")
    learners = tuple(Learner(x, "G", x, deadlines=Deadlines(finish=finish)) for x in names)
    instance = Instance(
        Centre("Centre"),
        (Site("S", "Site"),),
        (Room("R", "S", "classroom", 9),),
        (Trainer("T", "Tia", ()),),
        (Cohort("G", "c", "S", MON, MON),),
        (curriculum,),
        learners,
    )
    lessons = [Lesson("G", 1, 1, MON, half, "SOINS", 3.5) for half in Half]
    for session, day in ((1, TUE), (2, NEXT)):
        lessons += [
            Lesson("G", group, session, day, half, "GESTES", 3.5)
            for group, half in zip((1, 2), Half, strict=True)
        ]
    return instance, lessons


def account_of(found: Ledger, name: str) -> Account:
    return next(x for x in found.accounts if x.learner.id == name)


def test_a_plan_small_enough_to_count_by_hand() -> None:
    instance, lessons = tiny()
    found = Ledger(Agendas(instance, lessons), NEXT)
    # A learner of group 2 has two half-days of GESTES, not four.
    for name in "ABC":
        total = account_of(found, name).total
        assert (total.due, total.planned, total.done, total.left) == (14, 14, 10.5, 3.5)
        assert (total.last, account_of(found, name).margin(total)) == (NEXT, 60)
    (_b1, soins), (_b2, gestes) = account_of(found, "C").blocks
    assert (soins.done, soins.left, soins.last) == (7, 0, MON)
    assert (gestes.done, gestes.left, gestes.last) == (3.5, 3.5, NEXT)
    # March: 3 learners × 7 h of SOINS, 3 × 3.5 h of GESTES; April: 3 × 3.5 h of GESTES.
    march, april = date(2027, 3, 1), date(2027, 4, 1)
    assert [
        (x.block.id if x.block else "", x.month, x.learners, x.planned, x.done) for x in found.shares
    ] == [
        ("B1", march, 3, 21, 21),
        ("B2", march, 3, 10.5, 10.5),
        ("B2", april, 3, 10.5, 0),
    ]


@pytest.mark.parametrize(
    ("days", "alert"),
    [
        (61, Alert.NONE), (60, Alert.SOON), (31, Alert.SOON), (30, Alert.URGENT), (0, Alert.URGENT),
        (-1, Alert.OVERDUE),
    ],
)  # fmt: skip
def test_warnings_begin_60_and_30_days_before_the_deadline_where_hours_are_left(
    days: int, alert: Alert
) -> None:
    instance, lessons = tiny(TUE)
    found = Ledger(Agendas(instance, lessons), TUE - timedelta(days=days))
    assert account_of(found, "A").alert is alert
    # All was given by then: nothing to warn of, whatever the deadline.
    ended = Ledger(Agendas(instance, [x for x in lessons if x.day == MON]), MON)
    assert account_of(ended, "A").total.left > 0
    late = Ledger(
        Agendas(instance, [replace(x, day=TUE - timedelta(days=400)) for x in lessons]), found.today
    )
    assert account_of(late, "A").alert is Alert.NONE


def test_what_the_plan_leaves_before_the_deadline() -> None:
    instance, lessons = tiny(NEXT + timedelta(days=30))
    found = account_of(Ledger(Agendas(instance, lessons), MON), "A")
    # NEXT is the 30th day before: its half-day is still to come then; 60 days before, all is.
    assert (found.left_before(60), found.left_before(30), found.left_before(29)) == (14, 3.5, 0)
    without = account_of(Ledger(Agendas(tiny(None)[0], lessons), MON), "A")
    assert (without.left_before(30), without.margin(without.total), without.alert) == (None, None, Alert.NONE)


def test_warnings_in_words() -> None:
    instance, lessons = tiny(NEXT - timedelta(days=1))
    with speaking("fr"):
        said = warning_of(account_of(Ledger(Agendas(instance, lessons[:-2]), MON), "A"))
        assert said == ("14 h à faire, échéance dans 6 jours ; 3,5 h dans aucune séance")
        said = warning_of(account_of(Ledger(Agendas(instance, lessons), NEXT), "A"))
        assert said == "3,5 h à faire, échéance passée depuis 1 jour ; se termine après l'échéance"


def files(whole: Plan, **more: object) -> dict[str, bytes]:
    return dict(ledger(Dossier(edition(whole), today=MIDWAY, **more)))  # type: ignore[arg-type]


def test_the_tables_open_in_a_spreadsheet_program_and_hold_the_accounts() -> None:
    whole = exempting(joint_plan(), "STOCKS")
    made = files(whole)
    assert made["ledger.csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(made["ledger.csv"].decode("utf-8-sig")), delimiter=";"))
    totals = [x for x in rows if x["Bloc"] == "Total"]
    accounts = of(whole).accounts
    assert [x["Apprenant"] for x in totals] == [x.learner.id for x in accounts]
    assert [float(x["Heures faites"].replace(",", ".")) for x in totals] == [x.total.done for x in accounts]
    assert {x["Situation au"] for x in rows} == {"01/06/2027"}
    assert all(x["Planning"].startswith("Planning n° 123456789, état du ") for x in rows)
    months = list(csv.DictReader(io.StringIO(made["ledger_months.csv"].decode("utf-8-sig")), delimiter=";"))
    assert sum(float(x["Heures × apprenants planifiées"].replace(",", ".")) for x in months) == sum(
        x.total.planned for x in accounts
    )


def test_the_workbook_holds_the_accounts_and_its_sums_are_live() -> None:
    whole = exempting(joint_plan(), "STOCKS")
    content = files(whole)["ledger.xlsx"]
    shown, live = (load_workbook(io.BytesIO(content), data_only=x) for x in (True, False))
    assert shown.sheetnames == ["Apprenants", "Blocs", "Par mois", "Par groupe et par mois"]
    accounts = of(whole).accounts
    for sheet in shown:
        assert (sheet.freeze_panes, sheet.auto_filter.ref) != (None, None)
        assert sheet.print_title_rows == "$5:$5"
        assert str(sheet["A2"].value).startswith("Planning n° 123456789, état du ")
    learners, blocks = shown["Apprenants"], shown["Blocs"]
    assert [learners.cell(6 + x, 9).value for x in range(len(accounts))] == [
        x.total.planned for x in accounts
    ]
    last = 6 + len(accounts)
    assert learners.cell(last, 9).value == sum(x.total.planned for x in accounts)
    assert live["Apprenants"].cell(last, 9).value == f"=SUBTOTAL(9,I6:I{last - 1})"
    lines = [line for x in accounts for _block, line in x.blocks]
    assert [blocks.cell(6 + x, 10).value for x in range(len(lines))] == [x.done for x in lines]
    for name in ("Par mois", "Par groupe et par mois"):
        sheet = shown[name]
        row = next(x for x in range(6, 99) if sheet.cell(x, 1).value == "Total")
        assert sheet.cell(row, sheet.max_column - 1).value == sum(x.total.planned for x in accounts)
        assert sheet.cell(row, sheet.max_column).value == sum(x.total.done for x in accounts)


def test_names_are_text_whatever_they_look_like() -> None:
    whole = hostile(plan(2))
    made = files(whole)
    sheet = load_workbook(io.BytesIO(made["ledger.xlsx"]))["Apprenants"]
    names = {sheet.cell(x, 3).value: sheet.cell(x, 3).data_type for x in range(6, 30)}
    assert names[HOSTILE[0]] == "s"
    rows = list(csv.reader(io.StringIO(made["ledger.csv"].decode("utf-8-sig")), delimiter=";"))
    cells = [x for row in rows for x in row]
    assert "'" + HOSTILE[0] in cells
    assert not [x for x, start in product(cells, "=+@") if x.startswith(start)]


def test_a_plan_that_breaks_rules_says_so_in_every_file() -> None:
    made = files(plan(1), faults=(Violation("CA-01", "x", "y"),))
    said = "Attention : ce planning enfreint les règles à 1 endroit."
    assert str(load_workbook(io.BytesIO(made["ledger.xlsx"])).worksheets[0]["A2"].value).startswith(said)
    assert all(
        said in made[x].decode("utf-8-sig").splitlines()[1] for x in ("ledger.csv", "ledger_months.csv")
    )
