"""What could not be done: one way to say it, one exit code."""

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

import click

from scheduler.errors import Disagreement, InputError, Miswritten, reason
from scheduler.text import _

DEBUG = "SCHEDULER_DEBUG"
FULL = (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC, errno.EFBIG, errno.EIO)
"""What a disk or a device says that takes no more."""


class Failure(click.ClickException):
    """Something that could not be done: exit code 2, and the message as it is."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the message on the standard error."""
        click.echo(self.message, err=True)


class Interrupted(Failure):
    """Ctrl-C: exit code 130, as shells have it."""

    exit_code = 130


@contextmanager
def failures_told() -> Iterator[None]:
    """Turn what goes wrong inside the ``with`` block into what click says and exits with."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except InputError as error:
        raise Failure(_listed(error)) from error
    except Disagreement as error:
        raise Failure(_disagreement(error)) from error
    except Miswritten as error:
        raise Failure(_miswritten(error)) from error
    except KeyboardInterrupt as error:
        raise Interrupted(_("Interrupted: nothing was written.")) from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            # Whoever read the output, such as ``head``, has seen enough.
            raise
        if isinstance(error, OSError) and error.errno in FULL:
            raise Failure(_unsaid(error)) from error
        if os.environ.get(DEBUG):
            click.echo(traceback.format_exc(), err=True)
        raise Failure(_internal(error)) from error


@contextmanager
def told_in_full() -> Iterator[None]:
    """Make sure that what was said was written; if it was not (a full disk), say so and exit with 2."""
    code: Any = 0
    fault: OSError | None = None
    try:
        yield
    except SystemExit as end:
        code = end.code
    except OSError as error:
        fault = error
    try:
        sys.stdout.flush()
    except OSError as error:
        fault = error
    if fault is None:
        sys.exit(code)
    if fault.errno != errno.EPIPE:
        with suppress(OSError):
            click.echo(_unsaid(fault), err=True)
    # Python would try once more at its end, and complain in its own words.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(nowhere, sys.stdout.fileno())
    sys.exit(1 if fault.errno == errno.EPIPE else Failure.exit_code)


def _unsaid(fault: OSError) -> str:
    place = f"{fault.filename}: " if fault.filename else ""
    told = _("The answer cannot be written ({reason}).").format(reason=reason(fault))
    return f"{place}{told}"


def _miswritten(error: Miswritten) -> str:
    lines = [_("What was written does not read back as the plan. The files there before are unchanged.")]
    lines.append(f"  {error}")
    if error.kept:
        lines.append(_("The new files are kept in {folder}.").format(folder=error.kept))
    lines.append(_("This is a fault of the program: please report it, with the input and these lines."))
    return "\n".join(lines)


def _listed(error: InputError) -> str:
    """Return every problem, one a line, then how many there are if there are several."""
    lines = [str(problem) for problem in error.problems]
    if len(lines) > 1:
        lines.append(_("{count} problems to solve.").format(count=len(lines)))
    return "\n".join(lines)


def _disagreement(error: Disagreement) -> str:
    return "\n".join(
        (
            _("The checker refuses the plan that the solver found. Nothing was written."),
            *(f"  {line}" for line in str(error).splitlines()),
            _("This is a fault of the program: please report it, with the input and these lines."),
        )
    )


def _internal(error: Exception) -> str:
    return "\n".join(
        (
            _("Internal error ({kind}): {message}").format(kind=type(error).__name__, message=error),
            _("This is a fault of the program: please report it, with the input and these lines."),
            _("Set {variable}=1 to see where it happened.").format(variable=DEBUG),
        )
    )
