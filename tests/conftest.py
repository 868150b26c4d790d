"""What tests of several areas share."""

import ctypes
import gc
import gettext
import os
import signal
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from scheduler import text

VERSION_3 = 0x20080522
"""Of the kernel's interface to capabilities: two sets of 32."""

DAC_OVERRIDE, DAC_READ_SEARCH = 1 << 1, 1 << 2
GET_SECUREBITS, SET_SECUREBITS, NO_SETUID_FIXUP = 27, 28, 1 << 2

# Set once, so that processes started by tests see it too.
os.environ["SCHEDULER_TODAY"] = "2026-12-01"

# Tests make thousands of small worlds and workbooks; looking for cycles as seldom as this saves an eighth of
# the time.
gc.set_threshold(200_000, 50, 100)

# A shell has what it starts in the background ignore Ctrl-C, and tests send it to what they start.
for _number in [getattr(signal, x) for x in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, x)]:
    if signal.getsignal(_number) == signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler if _number == signal.SIGINT else signal.SIG_DFL)


class PlainSpaces:
    """A catalogue whose no-break spaces are plain ones, so that tests can spell what is said.

    :mod:`tests.project.test_texts` looks at the spaces themselves.
    """

    def __init__(self, catalogue: gettext.NullTranslations):
        self.catalogue = catalogue

    def gettext(self, message: str) -> str:
        return self.catalogue.gettext(message).replace("\u00a0", " ")

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.catalogue.ngettext(one, many, count).replace("\u00a0", " ")


_typeset = text._spoken
text._spoken = cache(lambda language: PlainSpaces(_typeset(language)))


@pytest.fixture
def without_privilege(tmp_path: Path) -> Iterator[None]:
    """Run the rest of the test where the rights on files count, even for root.

    Root keeps its name and loses two capabilities: another user could not read a checkout that
    lies in a private home.
    """
    if not hasattr(os, "geteuid"):
        pytest.skip("rights of another kind on Windows")
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "capset"):
        pytest.skip("run as root, for whom every file is open")
    header, sets = (ctypes.c_uint32 * 2)(VERSION_3, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, sets) == 0
    effective, bits = sets[0], libc.prctl(GET_SECUREBITS, 0, 0, 0, 0)
    # Without this bit, os.access would count all that root may regain.
    fixed = libc.prctl(SET_SECUREBITS, bits | NO_SETUID_FIXUP, 0, 0, 0) == 0
    sets[0] = effective & ~(DAC_OVERRIDE | DAC_READ_SEARCH)
    assert libc.capset(header, sets) == 0
    try:
        closed = tmp_path / "closed"
        closed.mkdir(mode=0)
        if not fixed or os.access(closed, os.R_OK):
            pytest.skip("root may not give up its rights here")
        closed.rmdir()
        yield
    finally:
        sets[0] = effective
        assert libc.capset(header, sets) == 0
        libc.prctl(SET_SECUREBITS, bits, 0, 0, 0)
