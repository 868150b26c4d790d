"""Where the process begins: Ctrl-C is quiet from the first moment, while the rest is being loaded."""

import os

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def quiet(*_unused: object) -> None:
    """End the process at once, without a traceback: nothing has been begun, or all of it is done."""
    os._exit(INTERRUPTED)


def main() -> None:
    """Load the command line and run it."""
    try:
        # Loading this alone takes a good part of the first tenth of a second.
        import signal

        if signal.getsignal(signal.SIGINT) == signal.default_int_handler:
            signal.signal(signal.SIGINT, quiet)
    except KeyboardInterrupt:
        quiet()
    from scheduler.cli.main import main as run

    run()
