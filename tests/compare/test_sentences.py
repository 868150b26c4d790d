"""One sentence says what a plan has in exchange for what."""

from datetime import date

import pytest

from scheduler.commands.compare.sentences import sentences
from scheduler.domain.comparison import Better, Compared, ComparedRow, Form
from scheduler.text import speaking

PLANS = tuple(Compared(x, f"{x}.json", None, "", 0) for x in "AB")
DAY, LATER = date(2027, 12, 1), date(2027, 12, 13)


def row(
    key: str, first: object, second: object, subject: str = "", better: Better = Better.LESS
) -> ComparedRow:
    return ComparedRow(key, subject, "", "", Form.NUMBER, better, (first, second))  # type: ignore[arg-type]


def said(*rows: ComparedRow) -> str:
    with speaking("fr"):
        (found,) = sentences(rows, PLANS)
    return found


def test_gains_in_exchange_for_losses() -> None:
    assert said(row("end", LATER, DAY), row("school_holidays", 4, 7)) == (
        "Par rapport à A, B finit 12 jours plus tôt ; en échange, il a 3 jours de plus pendant les vacances "
        "scolaires."
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((row("cost", 9, 4),), "Par rapport à A, B coûte 5 de moins en tout, et n'est moins bon en rien"),
        ((row("margin", 9, 8, better=Better.MORE),), "B laisse 1 jour de moins avant l'échéance"),
        ((row("cost", 4, 4),), "Par rapport à A, B n'est ni meilleur ni moins bon en rien"),
        ((row("end", None, DAY),), "Par rapport à A, B n'est ni meilleur ni moins bon en rien"),
        ((row("above_shares", 2.5, 1),), "(1,5 jours de moins au-dessus des parts égales)"),
        ((row("last_day", LATER, DAY, "G"), row("end", LATER, LATER)), "B fait finir 1 groupe plus tôt, et"),
        ((row("last_day", LATER, DAY, "G"), row("end", LATER, DAY)), "B finit 12 jours plus tôt, et"),
        ((row("term", 4, 1, "continuity"),), "B coûte 3 de moins pour « Continuité des modules », et"),
        ((row("term", 4, 1, "bridges"), row("bridges", 4, 1)), "B a 3 jours de moins sur des ponts, et"),
    ],
)  # fmt: skip
def test_what_is_told(rows: tuple[ComparedRow, ...], told: str) -> None:
    assert told in said(*rows).replace("\u00a0", " ")


def test_of_many_things_the_first_are_told_and_the_others_counted() -> None:
    keys = ("faults", "school_holidays", "bridges", "irregular", "site_changes", "cost")
    told = said(*(row(key, 9, 4) for key in keys))
    assert "est meilleur sur 2 autres points" in told
    assert "coûte" not in told
