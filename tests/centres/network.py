"""Folders of generated centres."""

from pathlib import Path

from tests.centres.generator import centre_tables
from tests.centres.sharing import Joint
from tests.centres.tables import write_tables


def write_centre(
    folder: Path, cohorts: int, tightness: str = "tight", seed: int = 0, joint: Joint | None = None
) -> Path:
    """Write the tables of a centre and return `folder`."""
    return write_tables(folder, centre_tables(cohorts, tightness, seed, joint))


def write_network(
    folder: Path,
    centres: int = 31,
    cohorts: int = 4,
    tightness: str = "normal",
    seed: int = 0,
    joint: Joint | None = None,
) -> list[Path]:
    """Write the tables of many centres, one folder each, and return the folders.

    31 is about the number of organisations that the branch has accredited.
    """
    return [
        write_centre(folder / f"centre-{number:02}", cohorts, tightness, 1000 * seed + number, joint)
        for number in range(1, centres + 1)
    ]
