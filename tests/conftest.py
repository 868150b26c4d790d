"""What tests of several areas share."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Set once, so that processes started by tests see it too.
os.environ["SCHEDULER_TODAY"] = "2026-12-01"


@pytest.fixture
def as_nobody(tmp_path: Path) -> Iterator[None]:
    """Run the rest of the test without the rights of root, for whom every file is open."""
    if not hasattr(os, "setresuid") or os.getuid() != 0:
        yield
        return
    top = Path(tempfile.gettempdir())
    for path in (tmp_path, *tmp_path.parents):
        if path.is_relative_to(top) and path != top:
            path.chmod(0o777)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
