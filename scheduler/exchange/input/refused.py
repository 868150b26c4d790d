"""What is said of a cell, or of a file, that cannot be used."""

from scheduler.text import _


class Refused(Exception):
    """A cell does not hold what its column asks for: what is wrong, and what to try."""

    def __init__(self, message: str, hint: str = ""):
        super().__init__(message)
        self.message = message
        self.hint = hint


def reason(error: OSError) -> str:
    """Return why a file could not be opened or written, in the language now spoken."""
    if isinstance(error, PermissionError):
        return _("access denied")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _("the folder does not exist")
    return error.strerror or str(error)
