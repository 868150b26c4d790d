"""Commands, options and arguments whose help is translated when it is shown.

Decorators run once, before the language is known, so they are given texts marked with
``N_``; these classes pass them through the catalogue each time click asks for them. What
click would say of its own, headings and complaints, is said here or in
:mod:`scheduler.cli.usage`: its sentences change from release to release.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from scheduler.cli.language import NAME, VARIABLE
from scheduler.cli.usage import missing_command, told, too_many, unknown_command
from scheduler.cli.values import OneOf
from scheduler.text import LANGUAGES, N_, _

OPTIONS = N_("[OPTIONS]")
SUBCOMMAND = N_("COMMAND [ARGS]...")
"""Pieces of usage lines that click does not translate."""

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)


class Spoken:
    """Something with a help text and a name of its value, both marked for translation."""

    _help: str | None = None
    _metavar: str | None = None

    @property
    def help(self) -> str | None:
        """The help in the language now spoken."""
        return _(self._help) if self._help else None

    @help.setter
    def help(self, text: str | None) -> None:
        self._help = text

    @property
    def metavar(self) -> str | None:
        """The name of the value in the language now spoken."""
        return _(self._metavar) if self._metavar else None

    @metavar.setter
    def metavar(self, text: str | None) -> None:
        self._metavar = text


class SpokenOption(Spoken, click.Option):
    """An option with translated help."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names of the option and its help, with what is known of its value."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        extra = self.get_help_extra(ctx)
        notes = [_("variable: {name}").format(name=name) for name in extra.get("envvars", ())]
        if "default" in extra:
            notes.append(_("default: {default}").format(default=extra["default"]))
        if self.required:
            notes.append(_("required"))
        return record[0], "  ".join((self.help or "", *([f"[{'; '.join(notes)}]"] if notes else ())))


class Argument(Spoken, click.Argument):
    """An argument with a translated name."""


class Command(Spoken, click.Command):
    """A command with translated help, examples, and the option that holds ``--lang``."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), show_language: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)
        self.params.append(language_option(hidden=not show_language))
        # Arguments that nothing takes come back to parse_args, which complains of them itself.
        self.allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse `args`, and say in our words what is wrong with them."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            raise told(error, ctx) from error
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise too_many(rest, ctx)
        return rest

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the line that lists of commands show, in the language now spoken."""
        return _(self.short_help) if self.short_help else super().get_short_help_str(limit)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what follows the name of the command in its usage line, translated."""
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option, its text in the language now spoken."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        heading = _("Usage:")
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), f"{heading} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [x for x in self.get_params(ctx) if isinstance(x, click.Option)]
        with formatter.section(_("Options")):
            formatter.write_dl([record for x in options if (record := x.get_help_record(ctx))])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        if self.examples:
            with formatter.section(_("Examples")):
                for example in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{example}\n")


class Group(Command, click.Group):
    """Commands under one name, listed in the order in which they are needed."""

    def __init__(self, *args: Any, **kwargs: Any):
        # Click then runs the group itself where no command is named, and leaves the complaint to us.
        super().__init__(*args, invoke_without_command=True, no_args_is_help=True, **kwargs)
        self.callback = _need_a_command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` begin with, and the others of them."""
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise unknown_command(args[0], ctx, self.list_commands(ctx))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, x.get_short_help_str()) for name, x in self.commands.items()])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order in which they were added."""
        return list(self.commands)


@click.pass_context
def _need_a_command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        raise missing_command(ctx)


def option(*names: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """Add an option whose `help` and `metavar` are marked with ``N_``."""
    return click.option(*names, cls=SpokenOption, **attributes)


def argument(name: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """Add an argument whose `metavar` is marked with ``N_``."""
    return click.argument(name, cls=Argument, **attributes)


def language_option(*, hidden: bool) -> SpokenOption:
    """Return the option that refuses languages not spoken; the others are obeyed by then."""
    return SpokenOption(
        [NAME],
        type=OneOf(LANGUAGES),
        envvar=None if hidden else VARIABLE,
        show_envvar=not hidden,
        expose_value=False,
        hidden=hidden,
        help=N_("Language of messages, help and workbook; French by default."),
    )
