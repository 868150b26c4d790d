"""Every ticket is answered once: with a value, with what was raised, or with how the process died."""

import signal
import time
from pathlib import Path

import pytest

from scheduler.processes import Done, Ticket, Workers, how_it_ended
from tests.processes import tasks

LONG = 60.0
"""Far more than any answer takes: a test that waits so long fails for its own reason."""


def drained(workers: Workers) -> dict[Ticket, Done]:
    found = {}
    while workers.pending:
        done = workers.next(LONG)
        assert done is not None
        assert done.ticket not in found
        found[done.ticket] = done
    return found


def wait_for(path: Path) -> str:
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        if path.exists() and (text := path.read_text()):
            return text
        time.sleep(0.01)
    raise AssertionError(f"{path} never came")


def test_values_come_back_under_their_ticket_and_the_set_up_runs_once_in_a_process(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    with Workers(1, tasks.fetch, (calls,)) as workers:
        tickets = [workers.submit(tasks.echo, number) for number in range(5)]
        found = drained(workers)
        assert workers.next() is None
    assert [found[ticket].value for ticket in tickets] == [("state", number) for number in range(5)]
    assert list(found) == tickets, "one process does tasks in the order of submission"
    assert calls.read_text() == "x"


def test_what_a_task_raises_is_told_and_its_process_goes_on() -> None:
    with Workers(1) as workers:
        first = workers.submit(tasks.pid)
        faulty, leaving, unsendable = (
            workers.submit(tasks.fail, "T9"),
            workers.submit(tasks.leave),
            workers.submit(tasks.lock),
        )
        last = workers.submit(tasks.pid)
        found = drained(workers)
    raised = found[faulty].raised
    assert raised is not None
    assert (raised.kind, raised.text) == ("KeyError", "'T9'")
    assert "tasks.py" in raised.traceback
    assert [bool(found[x].raised) for x in (leaving, unsendable)] == [True, True]
    assert found[first].value == found[last].value
    assert [found[x].ok for x in (first, faulty)] == [True, False]


def test_a_set_up_that_fails_is_the_answer_to_every_task() -> None:
    with Workers(1, tasks.refuse) as workers:
        workers.submit(tasks.pid)
        workers.submit(tasks.pid)
        assert [done.raised and done.raised.text for done in drained(workers).values()] == ["no licence"] * 2


def test_a_killed_process_is_told_and_replaced(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    with Workers(1, tasks.fetch, (calls,)) as workers:
        before = workers.submit(tasks.echo)
        killed, gone = workers.submit(tasks.die), workers.submit(tasks.vanish)
        after = workers.submit(tasks.echo)
        found = drained(workers)
    assert found[killed].died == -signal.SIGKILL
    assert found[gone].died == 0
    assert not found[gone].ok
    assert found[before].value == found[after].value == ("state",)
    assert calls.read_text() == "xxx"


def test_the_others_go_on_when_one_dies(tmp_path: Path) -> None:
    with Workers(2) as workers:
        lasting = workers.submit(tasks.until_stopped, tmp_path / "mark")
        wait_for(tmp_path / "mark")
        killed = workers.submit(tasks.die)
        done = workers.next(LONG)
        assert done is not None
        assert (done.ticket, done.died) == (killed, -signal.SIGKILL)
        workers.stop()
        assert drained(workers)[lasting].value == "heard"


def test_deaths_have_names() -> None:
    assert how_it_ended(-signal.SIGSEGV) == "SIGSEGV"
    assert how_it_ended(3) == "3"
    assert how_it_ended(-4000) == "signal 4000"


def test_tasks_run_at_the_same_time(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    with Workers(2) as workers:
        workers.submit(tasks.meet, one, two)
        workers.submit(tasks.meet, two, one)
        assert [done.value for done in drained(workers).values()] == [True, True]


def test_a_running_task_hears_stop_and_a_waiting_one_never_begins(tmp_path: Path) -> None:
    with Workers(1) as workers:
        running = workers.submit(tasks.until_stopped, tmp_path / "one")
        waiting = workers.submit(tasks.until_stopped, tmp_path / "two")
        wait_for(tmp_path / "one")
        started = time.monotonic()
        workers.stop()
        found = drained(workers)
        assert time.monotonic() - started < 1
        # Those who come later are not concerned.
        later = workers.submit(tasks.echo, "later")
        assert drained(workers)[later].value == (None, "later")
    assert found[running].value == "heard"
    assert found[waiting].withdrawn
    assert not found[waiting].ok
    assert not (tmp_path / "two").exists()


def test_one_task_is_stopped_and_the_other_goes_on(tmp_path: Path) -> None:
    with Workers(2) as workers:
        one = workers.submit(tasks.until_stopped, tmp_path / "one")
        two = workers.submit(tasks.until_stopped, tmp_path / "two")
        wait_for(tmp_path / "two")
        assert workers.running == (one, two)
        workers.stop(one)
        done = workers.next(LONG)
        assert done == Done(one, "heard")
        assert workers.next(0.0) is None
        workers.stop(two)
        assert workers.next(LONG) == Done(two, "heard")


def test_a_task_beyond_its_seconds_is_told_then_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.processes.pool.GRACE", 0.2)
    with Workers(2) as workers:
        willing = workers.submit(tasks.until_stopped, tmp_path / "one", seconds=0.1)
        deaf = workers.submit(tasks.deaf, tmp_path / "two", seconds=0.1)
        found = drained(workers)
    # On a slow start the willing one is told before it begins: then, too, it answers or is killed.
    assert found[willing].value == "heard" or found[willing].died == -signal.SIGKILL
    assert found[deaf].died == -signal.SIGKILL


def test_a_large_answer_comes_back_whole() -> None:
    with Workers(1) as workers:
        workers.submit(tasks.big, 5_000_000)
        done = workers.next(LONG)
    assert done is not None
    assert len(done.value) == 5_000_000


def test_ctrl_c_is_not_for_the_workers() -> None:
    with Workers(1) as workers:
        workers.submit(tasks.interrupted)
        done = workers.next(LONG)
    assert done is not None
    assert done.value == "still here"


def test_a_worker_may_have_workers() -> None:
    with Workers(1) as workers:
        workers.submit(tasks.nested)
        done = workers.next(LONG)
    assert done is not None
    assert done.value == (None, "inner")


def test_no_process_is_no_pool() -> None:
    with pytest.raises(ValueError, match="count 0"):
        Workers(0)
