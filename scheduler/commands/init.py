"""Give a coordinator the workbook to fill in."""

from pathlib import Path

from scheduler.exchange.input import write_demo, write_template


def write_workbook(path: Path, *, demo: bool) -> Path:
    """Write an empty workbook, or one filled with the demo centre, and return its absolute path.

    Raises
    ------
    InputError
        If `path` exists, is not a ``.xlsx`` name, or cannot be written.
    """
    write = write_demo if demo else write_template
    write(path)
    return path.resolve()
