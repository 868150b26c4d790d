"""What is said of a cell, or of a file, that cannot be used."""


class Refused(Exception):
    """A cell does not hold what its column asks for: what is wrong, and what to try."""

    def __init__(self, message: str, hint: str = ""):
        super().__init__(message)
        self.message = message
        self.hint = hint
