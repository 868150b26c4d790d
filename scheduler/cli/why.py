"""``scheduler why``: what holds a session on its dates, or a trainer on a module."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli.figures import item
from scheduler.cli.options import ANSWER_AS_JSON, PLAN, QUIET, SEED, TODAY, time_limit
from scheduler.cli.spoken import Command, option
from scheduler.cli.terminal import print_json
from scheduler.cli.values import Day
from scheduler.domain.settings import TERM
from scheduler.errors import placed
from scheduler.text import N_, _, plural
from scheduler.text.phrases import long_day

if TYPE_CHECKING:
    from scheduler.domain.instance import Instance
    from scheduler.why import ChoiceAnswer, Question, SessionQuestion, TrainerQuestion


@click.command(
    cls=Command,
    options_metavar=N_("--group GROUP --date DATE [OPTIONS]"),
    help=N_(
        "Say why a session is on its dates, or why a trainer teaches a module.\n\n"
        "PLAN is a plan.json or a calendar.xlsx, edited or not. For each other date in reach, or each other "
        "trainer with the skill: the rule that forbids it, or what the best plan with it would cost more, "
        "term by term. All other sessions keep their dates, and all other groups their lessons, but for "
        "those who share lessons of the session and move with it; content, trainers and rooms of the group "
        "may change. Exit code 0: this is the answer; 2: the plan or an option is wrong."
    ),
    short_help=N_("Say why a session, or a trainer, is where it is."),
    examples=(
        "scheduler why planning/plan.json --group CQP371-NANTES --date 07/10/2027",
        "scheduler why planning/plan.json --group CQP371-NANTES --module DOSSIER",
    ),
)
@PLAN
@option("--group", metavar=N_("GROUP"), help=N_("The cohort asked about."))
@option("--date", "day", metavar=N_("DATE"), type=Day(), help=N_("A day of the session asked about."))
@option(
    "--module",
    metavar=N_("MODULE"),
    help=N_("Ask why this module has its trainer, of one cohort or of all."),
)
@TODAY
@time_limit(8)
@SEED
@ANSWER_AS_JSON
@QUIET
@click.pass_context
def why(
    ctx: click.Context,
    plan: Path,
    group: str | None,
    day: date | None,
    module: str | None,
    today: date | None,
    time_limit: float,
    seed: int,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read the plan and the question, weigh the other choices, and print what each would do."""
    from scheduler.cli.attend import attend
    from scheduler.commands.why import Asking, as_data, take
    from scheduler.domain.search import Limits

    if module is None and (group is None or day is None):
        raise click.UsageError(_("Say what to ask about: --group and --date, or --module."))
    query = take(plan, group, day, module, today)
    asking = Asking(query, Limits(time_limit, seed))
    answers = attend(asking, time_limit, quiet)
    if not answers:
        click.echo(_("Stopped before anything was known."), err=True)
        ctx.exit(1)
    if as_json:
        print_json(as_data(query, asking.questions, answers))
        return
    blocks = [
        "\n".join(_answered(query.plan.instance, question, found))
        for question, found in zip(asking.questions, answers, strict=True)
    ]
    click.echo("\n\n".join(blocks))


def _answered(instance: "Instance", question: "Question", answers: Sequence["ChoiceAnswer"]) -> list[str]:
    from scheduler.why import SessionQuestion, TrainerQuestion

    if isinstance(question, SessionQuestion):
        head, lead = _session(question), _("If it were on other dates:")
        none, best = _("No other dates are possible."), _("No other dates cost less: proved.")
    else:
        assert isinstance(question, TrainerQuestion)
        head, lead = _module(instance, question), _("If somebody else taught it:")
        none, best = _("Nobody else can teach it."), _("Nobody else would cost less: proved.")
    now, *others = answers
    lines = [click.style(head, bold=True)]
    if now.more < 0:
        lines.append(_("Even as it is, the best plan {cost}").format(cost=_told(now)))
    if others:
        said = [(_name(instance, answer), _told(answer)) for answer in others]
        lines += ["", lead, *(item(_("{who}: {what}").format(who=who, what=what)) for who, what in said)]
    return [*lines, "", _end(now, others, none, best)]


def _session(question: "SessionQuestion") -> str:
    others = [name for name in question.cohorts if name != question.cohort]
    text = (
        _("{cohort}, session {session}: {days}, with lessons of {others}, who move with it")
        if others
        else _("{cohort}, session {session}: {days}")
    )
    return text.format(
        cohort=question.cohort,
        session=question.session,
        days=_days(question.days),
        others=", ".join(others),
    )


def _module(instance: "Instance", question: "TrainerQuestion") -> str:
    keeper, others = question.keeper, [x for x in question.trainers if x != question.keeper]
    if not keeper or not others:
        text = _("{cohort}, module {module}: {trainers}")
    else:
        text = _("{cohort}, module {module}: {keeper}, for whom {trainers} stands in")
    return text.format(
        cohort=", ".join(question.attending) + (f"/{question.group}" if question.group > 1 else ""),
        module=question.module,
        keeper=instance.trainer[keeper].label if keeper else "",
        trainers=", ".join(instance.trainer[name].label for name in others or question.trainers),
    )


def _name(instance: "Instance", answer: "ChoiceAnswer") -> str:
    choice = answer.choice
    return _days(choice.days) if choice.days else instance.trainer[choice.trainer].label


def _days(days: Sequence[date]) -> str:
    """Return the days of a session: one, or two in a row."""
    if len(days) == 1:
        return long_day(days[0])
    return _("{first} and {last}").format(first=long_day(days[0]), last=long_day(days[-1]))


def _told(answer: "ChoiceAnswer") -> str:
    """Return what becomes of a choice."""
    from scheduler.why import ChoiceVerdict

    if answer.verdict is ChoiceVerdict.FORBIDDEN:
        return _("forbidden. {rules}").format(rules=_rules(answer))
    if answer.verdict is ChoiceVerdict.NOT_TOLD:
        return _("not told in time. {rules}").format(rules=_rules(answer))
    terms = ", ".join(
        f"{_(TERM[x.term].title)} {x.total:+d}"
        for x in sorted(answer.difference, key=lambda x: -abs(x.total))
        if x.total
    )
    changed = plural("{count} half-day changes", "{count} half-days change", answer.changed or 0)
    cost = _cost(answer) + (f" ({terms})" if terms else "")
    told = _("{cost}; {changed}.").format(cost=cost, changed=changed.format(count=answer.changed))
    if answer.choice.broken:
        told += " " + _("With nothing else changed, {rules}").format(rules=_rules(answer))
    return told


def _cost(answer: "ChoiceAnswer") -> str:
    if answer.more > 0:
        message = _("costs {more} more") if answer.proved else _("costs {more} more at most")
    elif answer.more == 0:
        message = _("costs as much") if answer.proved else _("costs as much at most")
    else:
        message = _("costs {less} less") if answer.proved else _("costs {less} less at least")
    return message.format(more=answer.more, less=-answer.more)


def _rules(answer: "ChoiceAnswer") -> str:
    """Return the first rule that a choice breaks by itself, and how many others."""
    first, *others = answer.choice.broken
    told = placed(first.code, first.message, named=True)
    if others:
        told += " " + plural("({count} more)", "({count} more)", len(others)).format(count=len(others))
    return told


def _end(now: "ChoiceAnswer", others: Sequence["ChoiceAnswer"], none: str, best: str) -> str:
    """Return what follows from all answers."""
    from scheduler.why import ChoiceVerdict

    possible = [answer for answer in others if answer.verdict is ChoiceVerdict.POSSIBLE]
    if all(answer.verdict is ChoiceVerdict.FORBIDDEN for answer in others):
        return none
    if any(answer.more < now.more for answer in possible):
        return _("Another choice would cost less.")
    if all(answer.proved for answer in (now, *others)):
        return best
    return _("Not all is proved: more time, with --time-limit, may tell more.")
