"""Damage one right input, have it read as the command would, and judge what is answered."""

import random
import re
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import NamedTuple

from scheduler.cli.batch_answers import summed_up
from scheduler.commands.audit import audit
from scheduler.commands.audited import ForeignPlanning
from scheduler.commands.batch.order import order
from scheduler.commands.batch.run import Batch
from scheduler.commands.check import as_data, judge
from scheduler.commands.update import take
from scheduler.curricula import load_curricula
from scheduler.domain.agendas import Agendas
from scheduler.errors import InputError
from scheduler.exchange.input import read_instance
from scheduler.exchange.missed import read_missed
from scheduler.exchange.papers.manifest import Manifest, manifest_of, refuse_foreign
from scheduler.exchange.promised import read_promised
from scheduler.settings import load_settings
from scheduler.solve.counting import obstacles
from scheduler.text import speaking
from tests.damage.right import LIMITS, Right, rights
from tests.damage.ways import WAYS
from tests.exchange_output.samples import small_plan

LONGEST = 10
"""Seconds of work after which an answer counts as none."""

WAITING = 120
"""Seconds of a clock after which it counts as none, on however busy a machine."""

FIRST_FREE = date(2027, 3, 15)
"""The first day that is not over, of a calendar that was edited."""

ENGLISH = re.compile(
    r"\b(?:the|is not|are not|expected|must be|cannot|which|write|there is)\b", re.IGNORECASE
)
QUOTED = re.compile(r"«.*?»|“.*?”", re.DOTALL)


class Case(NamedTuple):
    """One damaged input, and what was answered.

    Attributes
    ----------
    answer
        ``accepted`` or ``refused``; ``internal error``, ``hang``, ``no place``, ``no words`` or
        ``not French`` if the answer is a fault of the program.
    """

    seed: int
    number: int
    what: str
    answer: str
    said: str
    seconds: float

    @property
    def fault(self) -> bool:
        """True if the answer is none that a user should ever see."""
        return self.answer not in ("accepted", "refused")


class _Hang(BaseException):
    """The time is over; nothing on the way may catch it."""


def case(seed: int, number: int) -> Case:
    """Return what is answered to the damaged input of this number."""
    chance = random.Random(f"{seed}/{number}")
    right = rights()[number % len(rights())]
    what, files, given = _damaged(right, chance)
    with TemporaryDirectory(prefix="damage") as name, speaking("fr"):
        folder = Path(name)
        for file, data in files.items():
            (folder / file).parent.mkdir(exist_ok=True, parents=True)
            (folder / file).write_bytes(data)
        began = time.process_time()
        try:
            with _at_most(LONGEST):
                answer, said = "accepted", _use(right.kind, folder / given)
        except InputError as error:
            answer, said = _judged(error)
        except _Hang:
            answer, said = "hang", ""
        except Exception:
            answer, said = "internal error", traceback.format_exc()
    return Case(seed, number, what, answer, said.replace(name, "…"), time.process_time() - began)


def _damaged(right: Right, chance: random.Random) -> tuple[str, dict[str, bytes], str]:
    """Return what was done, the files after it, and the name a command is given."""
    files = dict(right.files)
    name = chance.choice(list(files))
    if right.kind == "tables" and chance.random() < 0.1:
        data = files.pop(name)
        if chance.random() < 0.7:
            files[chance.choice(("groupe.csv", "Sites.CSV", "rooms.csv", "x.csv", f"é{name}"))] = data
        return f"tables renamed {name}", files, right.given
    way = chance.choice(WAYS.get(right.kind) or WAYS["tables" if name.endswith(".csv") else "workbook"])
    files[name] = way(files[name], chance)
    return f"{right.kind} {way.__name__} {name}", files | right.whole, right.given


def _use(kind: str, path: Path) -> str:
    """Do what a command does with the input, up to the search."""
    if kind in ("workbook", "tables"):
        instance, warnings = read_instance(path)
        if any(not warning.where for warning in warnings):
            raise InputError(warnings)
        return f"{len(obstacles(instance))} obstacles"
    if kind == "curriculum":
        return f"{len(load_curricula(path))} curricula"
    if kind == "settings":
        return str(load_settings(path))
    if kind == "results":
        batch = Batch(order((path / "centres",), path / "out", LIMITS))
        return f"{summed_up(batch.results, len(batch.kept), batch.summarise())}, {len(batch.to_do)} to do"
    if kind == "edited":
        return f"{len(take(path, None, FIRST_FREE).edits)} edits"
    if kind == "planning":
        return str(audit(ForeignPlanning(path, "cqp-266"), FIRST_FREE).ok)
    if kind == "absences":
        plan = small_plan()
        return f"{len(read_missed(path, Agendas(plan.instance, plan.lessons)))} absent"
    if kind == "promises":
        return f"{len(read_promised([path]))} promised"
    if kind == "exported":
        known = manifest_of(path)
        refuse_foreign(path, {"a.ics": b""}, known)
        return f"{len(Manifest().left(path, known))} left"
    return str(as_data(judge(path))["ok"])


def _judged(error: InputError) -> tuple[str, str]:
    """Return how a refusal is to be judged, and what it says."""
    said = "\n".join(str(problem) for problem in error.problems)
    if not error.problems or any(not problem.where.strip() for problem in error.problems):
        return "no place", said
    if any(not problem.message.strip() for problem in error.problems):
        return "no words", said
    words = [QUOTED.sub("", f"{problem.message} {problem.hint}") for problem in error.problems]
    if any(ENGLISH.search(text) for text in words):
        return "not French", said
    return "refused", said


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Raise :class:`_Hang` in the ``with`` block after `seconds`, where the system has such alarms."""
    if not hasattr(signal, "SIGPROF"):
        yield
        return

    def over(_number: int, _frame: FrameType | None) -> None:
        raise _Hang

    # Work is measured by the processor's time, which other programs do not lengthen; waiting
    # for something that never comes takes none, so a clock stands behind.
    before = [signal.signal(number, over) for number in (signal.SIGPROF, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(WAITING)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        for number, handler in zip((signal.SIGPROF, signal.SIGALRM), before, strict=True):
            signal.signal(number, handler)
