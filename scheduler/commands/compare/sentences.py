"""What a plan has in exchange for what, beside the first: one sentence."""

from collections.abc import Callable, Sequence

from scheduler.domain.comparison import Compared, ComparedRow
from scheduler.domain.settings import TERM
from scheduler.text import _, plural
from scheduler.text.phrases import number

MOST = 4
"""Things told of each side; the table has the others."""

ENDINGS = "endings"
"""Groups that end on other days."""

TOLD = {"school_holidays", "bridges", "weekday_stability", "trainer_balance", "room_stability"}
"""Terms of the cost that count what is told in days, sessions or rooms."""

Clause = Callable[[int], str]

CLAUSES: dict[str, tuple[Clause, Clause]] = {
    "faults": (
        lambda n: plural(
            "breaks the rules in {count} place less", "breaks the rules in {count} places less", n
        ),
        lambda n: plural(
            "breaks the rules in {count} place more", "breaks the rules in {count} places more", n
        ),
    ),
    "end": (
        lambda n: plural("ends {count} day earlier", "ends {count} days earlier", n),
        lambda n: plural("ends {count} day later", "ends {count} days later", n),
    ),
    ENDINGS: (
        lambda n: plural("has {count} group end earlier", "has {count} groups end earlier", n),
        lambda n: plural("has {count} group end later", "has {count} groups end later", n),
    ),
    "margin": (
        lambda n: plural(
            "leaves {count} more day before the tightest deadline",
            "leaves {count} more days before the tightest deadline",
            n,
        ),
        lambda n: plural(
            "leaves {count} fewer day before the tightest deadline",
            "leaves {count} fewer days before the tightest deadline",
            n,
        ),
    ),
    "school_holidays": (
        lambda n: plural(
            "has {count} fewer day in school holidays", "has {count} fewer days in school holidays", n
        ),
        lambda n: plural(
            "has {count} more day in school holidays", "has {count} more days in school holidays", n
        ),
    ),
    "bridges": (
        lambda n: plural("has {count} fewer day on a bridge", "has {count} fewer days on bridges", n),
        lambda n: plural("has {count} more day on a bridge", "has {count} more days on bridges", n),
    ),
    "irregular": (
        lambda n: plural(
            "has {count} fewer session outside the usual weekdays",
            "has {count} fewer sessions outside the usual weekdays",
            n,
        ),
        lambda n: plural(
            "has {count} more session outside the usual weekdays",
            "has {count} more sessions outside the usual weekdays",
            n,
        ),
    ),
    "longest_gap": (
        lambda n: plural(
            "makes the longest wait between sessions {count} week shorter",
            "makes the longest wait between sessions {count} weeks shorter",
            n,
        ),
        lambda n: plural(
            "makes the longest wait between sessions {count} week longer",
            "makes the longest wait between sessions {count} weeks longer",
            n,
        ),
    ),
    "above_shares": (
        lambda _n: _("shares the teaching more evenly ({amount} fewer days above the even shares)"),
        lambda _n: _("shares the teaching less evenly ({amount} more days above the even shares)"),
    ),
    "unfair": (
        lambda _n: _("brings the trainer farthest from an even share {amount} days nearer to it"),
        lambda _n: _("takes the trainer farthest from an even share {amount} days farther from it"),
    ),
    "site_changes": (
        lambda n: plural(
            "has trainers change site {count} time less", "has trainers change site {count} times less", n
        ),
        lambda n: plural(
            "has trainers change site {count} time more", "has trainers change site {count} times more", n
        ),
    ),
    "away": (
        lambda n: plural(
            "has groups travel {count} day less to another site",
            "has groups travel {count} days less to another site",
            n,
        ),
        lambda n: plural(
            "has groups travel {count} day more to another site",
            "has groups travel {count} days more to another site",
            n,
        ),
    ),
    "further_rooms": (
        lambda n: plural("has groups go to {count} room less", "has groups go to {count} rooms less", n),
        lambda n: plural("has groups go to {count} room more", "has groups go to {count} rooms more", n),
    ),
    "cost": (
        lambda _n: _("costs {amount} less in all"),
        lambda _n: _("costs {amount} more in all"),
    ),
}
"""By what is measured, how a plan is told to be better, and worse; what weighs most comes first."""


def sentences(rows: Sequence[ComparedRow], plans: Sequence[Compared]) -> tuple[str, ...]:
    """Return one sentence for each plan but the first."""
    return tuple(_sentence(rows, plans, each) for each in range(1, len(plans)))


def _sentence(rows: Sequence[ComparedRow], plans: Sequence[Compared], plan: int) -> str:
    ahead = {row.key: row.ahead(plan) for row in rows if not row.subject}
    gains, losses = (_clauses(rows, ahead, plan, sign) for sign in (1, -1))
    if more := max(0, len(gains) - MOST):
        told = plural("is better in {count} more thing", "is better in {count} more things", more)
        gains[MOST:] = [told.format(count=more)]
    if more := max(0, len(losses) - MOST):
        told = plural("is worse in {count} more thing", "is worse in {count} more things", more)
        losses[MOST:] = [told.format(count=more)]
    names = {"plan": plans[plan].letter, "first": plans[0].letter}
    if gains and losses:
        said = _("Beside {first}, {plan} {gains}; in exchange, it {losses}.")
    elif gains:
        said = _("Beside {first}, {plan} {gains}, and is worse in nothing that is compared.")
    elif losses:
        said = _("Beside {first}, {plan} {losses}, and is better in nothing that is compared.")
    else:
        said = _("Beside {first}, {plan} is neither better nor worse in anything that is compared.")
    return said.format(gains=_joined(gains), losses=_joined(losses), **names)


def _clauses(rows: Sequence[ComparedRow], ahead: dict[str, float], plan: int, sign: int) -> list[str]:
    """Return what a plan is better in, or worse where `sign` is below 0."""
    amounts = {key: sign * by for key, by in ahead.items()}
    endings = sum(row.key == "last_day" and sign * row.ahead(plan) > 0 for row in rows)
    # One alone is the group that ends last, whose days have been told.
    amounts[ENDINGS] = 0 if endings == 1 and amounts.get("end", 0) > 0 else endings
    told = [
        clauses[0 if sign > 0 else 1](round(amount)).format(count=round(amount), amount=number(amount))
        for key, clauses in CLAUSES.items()
        if (amount := amounts.get(key, 0)) > 0
    ]
    less, more = _("costs {amount} less for “{term}”"), _("costs {amount} more for “{term}”")
    for row in rows:
        by = sign * row.ahead(plan)
        if row.key == "term" and row.subject not in TOLD and by > 0:
            title = _(TERM[row.subject].title)
            told.append((less if sign > 0 else more).format(amount=number(by), term=title))
    return told


def _joined(clauses: Sequence[str]) -> str:
    if len(clauses) < 2:
        return "".join(clauses)
    return _("{items} and {last}").format(items=", ".join(clauses[:-1]), last=clauses[-1])
