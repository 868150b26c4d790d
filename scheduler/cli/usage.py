"""A command line that cannot be understood, told in the words of the project.

Click words its complaints differently from release to release, and its catalogue is not
ours: only the data of its exceptions is used.
"""

from typing import IO, Any

import click

from scheduler.text import _, plural


class Misuse(click.UsageError):
    """A wrong command line: the usage of the command, and what is wrong with it."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the usage, where to find help, and the complaint on the standard error."""
        if self.ctx is not None:
            click.echo(self.ctx.get_usage(), err=True)
            hint = _("“{command} --help” shows the help.").format(command=self.ctx.command_path)
            click.echo(f"{hint}\n", err=True)
        click.echo(_("Error: {message}").format(message=self.message), err=True)


def told(error: click.UsageError, ctx: click.Context) -> click.UsageError:
    """Return what `error`, raised while the arguments of `ctx` were parsed, is to be shown as."""
    if isinstance(error, Misuse | click.exceptions.NoArgsIsHelpError):
        return error
    return Misuse(_message(error, ctx), ctx)


def unknown_command(name: str, ctx: click.Context, known: list[str]) -> Misuse:
    """Return the complaint about a command that does not exist."""
    from difflib import get_close_matches

    message = _("There is no command “{name}”.").format(name=name)
    return Misuse(_with_suggestions(message, get_close_matches(name, known)), ctx)


def missing_command(ctx: click.Context) -> Misuse:
    """Return the complaint about a group of commands none of which is named."""
    return Misuse(_("A command is missing."), ctx)


def too_many(arguments: list[str], ctx: click.Context) -> Misuse:
    """Return the complaint about arguments that nothing takes."""
    message = plural(
        "One argument too many: {names}.", "{count} arguments too many: {names}.", len(arguments)
    )
    names = ", ".join(_("“{name}”").format(name=x) for x in arguments)
    return Misuse(message.format(names=names, count=len(arguments)), ctx)


def _message(error: click.UsageError, ctx: click.Context) -> str:
    """Say in our words what is wrong, from what `error` knows."""
    match error:
        case click.MissingParameter(param=click.Option() as option):
            return _("The option {option} is missing.").format(option=_named(option, ctx))
        case click.MissingParameter(param=click.Parameter() as argument):
            return _("The argument {argument} is missing.").format(argument=_named(argument, ctx))
        case click.BadParameter(param=click.Parameter() as param, message=complaint):
            return _("{option}: {complaint}").format(option=_named(param, ctx), complaint=complaint)
        case click.NoSuchOption(option_name=name, possibilities=possibilities):
            message = _("There is no option “{name}”.").format(name=name)
            return _with_suggestions(message, possibilities or [])
        case click.BadOptionUsage(option_name=name):
            options = [x for x in ctx.command.get_params(ctx) if isinstance(x, click.Option)]
            if any(x.is_flag and name in x.opts for x in options):
                return _("The option “{name}” takes no value.").format(name=name)
            return _("The option “{name}” needs a value.").format(name=name)
    return error.format_message()


def _named(param: click.Parameter, ctx: click.Context) -> str:
    """Return an option by all its names, an argument by the name that the usage line gives it."""
    names = param.opts if isinstance(param, click.Option) else [param.make_metavar(ctx)]
    return " / ".join(_("“{name}”").format(name=x) for x in names)


def _with_suggestions(message: str, names: list[str]) -> str:
    if not names:
        return message
    meant = _("“{name}”").format(name=names[0])
    for name in names[1:]:
        meant = _("{names} or “{name}”").format(names=meant, name=name)
    return " ".join((message, _("Did you mean {names}?").format(names=meant)))
