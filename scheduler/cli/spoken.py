"""Commands, options and arguments whose help is translated when it is shown.

Decorators run once, before the language is known, so they are given texts marked with
``N_``; these classes pass them through the catalogue each time click asks for them.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from scheduler.cli.language import NAME, VARIABLE
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


class Option(Spoken, click.Option):
    """An option with translated help."""


class Argument(Spoken, click.Argument):
    """An argument with a translated name."""


class Command(Spoken, click.Command):
    """A command with translated help, examples, and the option that holds ``--lang``."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), show_language: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)
        self.params.append(language_option(hidden=not show_language))

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

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        if self.examples:
            with formatter.section(_("Examples")):
                for example in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{example}\n")


class Group(Command, click.Group):
    """Commands under one name, listed in the order in which they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order in which they were added."""
        return list(self.commands)


def option(*names: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """Add an option whose `help` and `metavar` are marked with ``N_``."""
    return click.option(*names, cls=Option, **attributes)


def argument(name: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """Add an argument whose `metavar` is marked with ``N_``."""
    return click.argument(name, cls=Argument, **attributes)


def language_option(*, hidden: bool) -> Option:
    """Return the option that refuses languages not spoken; the others are obeyed by then."""
    return Option(
        [NAME],
        type=click.Choice(LANGUAGES),
        envvar=None if hidden else VARIABLE,
        show_envvar=not hidden,
        expose_value=False,
        hidden=hidden,
        help=N_("Language of messages, help and workbook; French by default."),
    )
