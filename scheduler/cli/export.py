"""``scheduler export``: a plan as calendar files, pages and papers."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scheduler.cli.options import OUTPUT, PLAN, TODAY
from scheduler.cli.spoken import Command, option
from scheduler.cli.terminal import print_json
from scheduler.cli.values import PATH
from scheduler.errors import placed
from scheduler.text import N_, _, plural

if TYPE_CHECKING:
    from scheduler.commands.export import Exported, ExportTask


_KINDS = re.compile(r"[\w,]+")


class KindName(click.ParamType):
    """Names of kinds of papers, with commas between them."""

    name = "kind"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> list[str]:
        """Return the names that `value` holds."""
        from difflib import get_close_matches

        from scheduler.exchange.papers import KIND

        names = [name for name in re.split(r"[,\s]+", str(value)) if name]
        for name in names:
            if name not in KIND:
                message = _("“{value}” is not one of: {names}.").format(value=name, names=", ".join(KIND))
                near = get_close_matches(name.lower(), KIND, n=1)
                meant = (
                    _("Did you mean {names}?").format(names=_("“{name}”").format(name=near[0]))
                    if near
                    else ""
                )
                self.fail(" ".join(filter(None, (message, meant))), param, ctx)
        return names


class Export(Command):
    """The command: ``--to`` takes several words, and the help lists the kinds."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse ``--to ics html`` as ``--to ics --to html``: a kind has no dot in its name, a plan has."""
        spread: list[str] = []
        taking = False
        for word in args:
            is_kind = taking and _KINDS.fullmatch(word) is not None
            if is_kind and spread[-1] != "--to":
                spread.append("--to")
            taking = is_kind or word == "--to"
            spread.append(word)
        return super().parse_args(ctx, spread)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the kinds."""
        from scheduler.exchange.papers import KINDS

        super().format_options(ctx, formatter)
        with formatter.section(_("Kinds")):
            formatter.write_dl([(kind.name, _(kind.title)) for kind in KINDS])


@click.command(
    cls=Export,
    options_metavar=N_("--to KIND… -o FOLDER [OPTIONS]"),
    help=N_(
        "Write a plan as people hold it in their hands.\n\n"
        "PLAN is a plan.json or a calendar.xlsx, edited or not, that passes “scheduler check”. Files that an "
        "earlier export wrote into the folder are replaced, others never. Exit code 0: written; 1: the plan "
        "breaks rules, and nothing is written; 2: a file or an option is wrong."
    ),
    short_help=N_("Write a plan as calendar files, pages and papers."),
    examples=(
        "scheduler export planning/plan.json --to ics -o papers",
        "scheduler export planning-2/plan.json --to ics --since planning/plan.json -o papers",
    ),
)
@PLAN
@option(
    "--to",
    "kinds",
    metavar=N_("KIND…"),
    type=KindName(),
    multiple=True,
    required=True,
    help=N_("What to write: one of the kinds below, or several."),
)
@OUTPUT
@option(
    "--since",
    metavar=N_("PLAN"),
    type=PATH,
    help=N_("The plan exported before: calendar files then cancel what was dropped and mark what changed."),
)
@TODAY
@option(
    "--missed",
    metavar=N_("FILE"),
    type=PATH,
    help=N_(
        "Table (.csv or .xlsx) of half-days that learners missed: learner, date, half-day. Certificates and "
        "the ledger count them as not followed."
    ),
)
@option(
    "--promised",
    metavar=N_("FILE"),
    type=PATH,
    multiple=True,
    help=N_(
        "Seats that learners have in other groups, as “scheduler catch-up -o” writes them: attendance sheets "
        "list these guests. A file or a folder; may be given several times."
    ),
)
@option(
    "--even-if-broken",
    is_flag=True,
    help=N_("Write a plan that breaks rules too; every page and file then says so."),
)
@option("--quiet", is_flag=True, help=N_("Print warnings alone."))
@option("--json", "as_json", is_flag=True, help=N_("Print what was written as JSON, for other programs."))
@click.pass_context
def export(
    ctx: click.Context,
    plan: Path,
    kinds: tuple[list[str], ...],
    folder: Path,
    since: Path | None,
    today: date | None,
    missed: Path | None,
    promised: tuple[Path, ...],
    even_if_broken: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read, judge, write, and say what was written."""
    from scheduler.commands.export import export as write
    from scheduler.commands.export import take

    taken = take(plan, folder, since, today, missed, promised)
    for note in taken.notes:
        click.echo(_("Warning: {warning}").format(warning=note), err=True)
    if taken.dossier.faults:
        click.echo("\n".join(_refusal(taken, even_if_broken)), err=True)
    exported = None
    if even_if_broken or not taken.dossier.faults:
        exported = write(taken, list(dict.fromkeys(name for some in kinds for name in some)))
    if as_json:
        print_json(_as_data(taken, exported))
    elif exported is not None and not quiet:
        click.echo("\n".join(_told(exported, folder)))
    ctx.exit(0 if exported is not None else 1)


def _as_data(taken: "ExportTask", exported: "Exported | None") -> dict[str, Any]:
    """Return what an export wrote, or why it wrote nothing, as other programs read it."""
    files = {} if exported is None else exported.files
    return {
        "written": exported is not None,
        "number": taken.dossier.edition.number,
        "files": {kind: [str(path) for path in paths] for kind, paths in files.items()},
        "left": [] if exported is None else [str(path) for path in exported.left],
        "warnings": [str(note) for note in taken.notes],
        "faults": [
            {"code": fault.code, "where": fault.where, "message": fault.message}
            for fault in taken.dossier.faults
        ],
    }


def _refusal(taken: "ExportTask", even_if_broken: bool) -> Iterable[str]:
    faults = taken.dossier.faults
    for fault in faults[:10]:
        yield f"{fault.code} {placed(fault.where, fault.message)}"
    if len(faults) > 10:
        yield plural("{count} more is not listed.", "{count} more are not listed.", len(faults) - 10).format(
            count=len(faults) - 10
        )
    yield (
        taken.dossier.warning
        if even_if_broken
        else _(
            "The plan breaks rules: nothing was written. “scheduler check” lists them all; --even-if-broken "
            "writes it all the same."
        )
    )


def _told(exported: "Exported", folder: Path) -> Iterable[str]:
    for kind, files in exported.files.items():
        if len(files) == 1:
            yield _("{kind}: {file}").format(kind=kind, file=files[0])
        else:
            yield plural(
                "{kind}: {count} file in {folder}", "{kind}: {count} files in {folder}", len(files)
            ).format(kind=kind, count=len(files), folder=folder.resolve())
    if exported.left:
        yield _("Of earlier exports, and not written again:")
        yield from (f"  {path}" for path in exported.left)
