"""Inside a worker process: the main thread does the tasks, another one listens.

The listener hears that a task is to stop, and that the parent is gone, while the main
thread is deep in a solver.
"""

import multiprocessing
import os
import pickle
import signal
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any

from scheduler.processes.answers import Raised, Ticket

INTERRUPTIONS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""Signals that ask for an end: those that this system has."""


@dataclass(frozen=True)
class RunTask:
    """Do the task whose function and arguments are pickled in `task`."""

    ticket: Ticket
    task: bytes


@dataclass(frozen=True)
class Stop:
    """Tell the task of `ticket` to end soon."""

    ticket: Ticket


@dataclass(frozen=True)
class Reply:
    """The pickled value of a task, or what it raised."""

    ticket: Ticket
    value: bytes
    raised: Raised | None = None


def serve(connection: "Connection[Any, Any]") -> None:
    """Set up as the first message says, then answer tasks until None comes or the parent is gone."""
    # They reach every process of the terminal; the parent alone decides what they mean.
    for number in INTERRUPTIONS:
        signal.signal(number, signal.SIG_IGN)
    setup = connection.recv_bytes()
    tasks: SimpleQueue[tuple[RunTask, threading.Event] | None] = SimpleQueue()
    threading.Thread(target=_listen, args=(connection, tasks), daemon=True).start()
    state, fault = None, None
    try:
        function, arguments = pickle.loads(setup)
        state = function(*arguments) if function else None
    except BaseException as error:
        fault = Raised.of(error)
    while (message := tasks.get()) is not None:
        run, stopping = message
        connection.send(Reply(run.ticket, b"", fault) if fault else _reply(run, state, stopping))


def _reply(run: RunTask, state: Any, stopping: threading.Event) -> Reply:
    try:
        function, arguments = pickle.loads(run.task)
        return Reply(run.ticket, pickle.dumps(function(state, stopping, *arguments)))
    # Whatever a task raises is its answer: the process is good for the next one.
    except BaseException as error:
        return Reply(run.ticket, b"", Raised.of(error))


def _listen(
    connection: "Connection[Any, Any]", tasks: "SimpleQueue[tuple[RunTask, threading.Event] | None]"
) -> None:
    """Pass tasks on and set the events of those to be stopped; end the process with its parent."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    running: dict[Ticket, threading.Event] = {}
    while parent.sentinel not in wait([connection, parent.sentinel]):
        try:
            message = connection.recv()
        except (EOFError, OSError):
            break
        if isinstance(message, RunTask):
            running = {message.ticket: threading.Event()}
            tasks.put((message, running[message.ticket]))
        elif isinstance(message, Stop) and message.ticket in running:
            running[message.ticket].set()
        elif message is None:
            tasks.put(None)
            return
    # Nobody is left to answer to, and a solver may run for minutes yet.
    os._exit(1)
