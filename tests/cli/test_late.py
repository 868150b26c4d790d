"""Work that does not end in its time is left behind, with what it has by then."""

import threading
import time
from collections.abc import Iterator
from threading import Event
from typing import NoReturn

import pytest

from scheduler.cli import attend as attending
from scheduler.cli import main
from scheduler.commands import background
from scheduler.commands.background import Background
from scheduler.commands.batch import task
from scheduler.domain.search import Progress


class Endless(Background[str]):
    """Work that hears nothing until the test is over."""

    def __init__(self) -> None:
        super().__init__()
        self.over = Event()
        self.loaded = True

    def progress(self) -> Progress | None:
        return Progress(0.0, "", None, 0) if self.loaded else None

    def _so_far(self) -> str:
        return "so far"

    def _work(self) -> str:
        self.over.wait()
        return "the end"


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endless]:
    monkeypatch.setattr(background, "PATIENCE", 0.0)
    work = Endless()
    yield work
    work.over.set()
    work._thread.join()


def test_the_command_goes_on_with_what_there_is(endless: Endless) -> None:
    assert attending.attend(endless, 0.05, quiet=True) == "so far"
    assert endless._ending
    assert not endless.stopped  # by nobody: its time was over


def test_a_batch_goes_on_too(endless: Endless) -> None:
    assert task._attended(endless, 0.05, Event()) == "so far"


def test_work_that_ended_is_not_left_behind(endless: Endless) -> None:
    endless.over.set()
    assert attending.attend(endless, 60.0, quiet=True) == "the end"
    endless.leave()
    assert endless.result() == "the end"


def test_getting_ready_takes_nothing_of_the_time(endless: Endless) -> None:
    endless.loaded = False
    endless.start()
    assert not endless.overdue(0.0)
    time.sleep(0.01)
    assert not endless.overdue(0.0)
    endless.loaded = True
    assert endless.overdue(0.0)
    assert not endless.overdue(None)


def test_the_process_ends_though_the_work_goes_on(endless: Endless, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[object] = []

    def end(code: int) -> NoReturn:
        ended.append(code)
        raise SystemExit(code)

    monkeypatch.setattr(main.os, "_exit", end)
    main._end_at_once(1)
    assert ended == []
    endless.start()
    assert any(thread.name == background.THREAD for thread in threading.enumerate())
    with pytest.raises(SystemExit):
        main._end_at_once(1)
    assert ended == [1]
