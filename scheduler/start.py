"""Where the process begins: Ctrl-C is quiet from the first moment, while the rest is being loaded."""

from scheduler.cli.quiet import quiet


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
