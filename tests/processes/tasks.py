"""What worker processes are asked to do in the tests: found by name in the other process."""

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

Event = threading.Event


def fetch(path: Path) -> str:
    """Set up: count the calls in a file, and return a word."""
    with path.open("a") as file:
        file.write("x")
    return "state"


def refuse() -> None:
    """Set up: fail."""
    raise RuntimeError("no licence")


def echo(state: Any, _stopping: Event, *args: Any) -> tuple[Any, ...]:
    return (state, *args)


def pid(_state: Any, _stopping: Event) -> int:
    return os.getpid()


def fail(_state: Any, _stopping: Event, text: str) -> None:
    raise KeyError(text)


def leave(_state: Any, _stopping: Event) -> None:
    raise SystemExit(3)


def lock(_state: Any, _stopping: Event) -> Any:
    return threading.Lock()


def die(_state: Any, _stopping: Event) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def vanish(_state: Any, _stopping: Event) -> None:
    os._exit(0)


def big(_state: Any, _stopping: Event, size: int) -> bytes:
    return b"." * size


def until_stopped(_state: Any, stopping: Event, mark: Path) -> str:
    """Say in a file that it has begun, and end when told to, not before."""
    mark.write_text(str(os.getpid()))
    stopping.wait(60)
    return "heard" if stopping.is_set() else "not told"


def deaf(_state: Any, _stopping: Event, mark: Path) -> None:
    mark.write_text(str(os.getpid()))
    time.sleep(60)


def meet(_state: Any, _stopping: Event, mine: Path, other: Path) -> bool:
    """Leave a file and wait for the other's: possible only if both run at once."""
    mine.touch()
    return _seen(other)


def interrupted(_state: Any, _stopping: Event) -> str:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.05)
    return "still here"


def nested(_state: Any, _stopping: Event) -> Any:
    """Use a pool inside a worker of a pool."""
    from scheduler.processes import Workers

    with Workers(1) as workers:
        workers.submit(echo, "inner")
        done = workers.next(30)
        return done and done.value


def _seen(path: Path) -> bool:
    end = time.monotonic() + 30
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.01)
    return path.exists()
