"""Ctrl-C before anything is begun, or after all is done: nothing is said, and nothing is loaded for it."""

import os

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def quiet(*_unused: object) -> None:
    """End the process at once, without a traceback: nothing has been begun, or all of it is done."""
    os._exit(INTERRUPTED)
