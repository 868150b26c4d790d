"""Persistent worker processes: tasks in, answers out, whatever happens to a process.

Use::

    def load(path):                           # once in each process; what it returns is `state`
        ...

    def work(state, stopping, number):        # a task: importable by name, as `load` is
        solver = ...                          # look at stopping.is_set(), or wait for it in a thread
        return number + 1

    with Workers(2, load, (path,)) as workers:
        tickets = [workers.submit(work, number) for number in range(10)]
        while done := workers.next():         # in the order in which tasks end; None: nothing is left
            if done.raised:
                ...                           # the task raised done.raised.kind
            elif done.died is not None:
                ...                           # its process died; submit it again, or give it up
            elif not done.withdrawn:
                ...                           # done.value

Every ticket is answered exactly once. ``workers.stop()`` may be called from any thread or
signal handler. Leaving the ``with`` block ends the processes; so does the death of their parent.
The pool knows nothing of what its tasks do: language, seed and settings are arguments.
"""

from scheduler.processes.answers import Done, Raised, Ticket, how_it_ended
from scheduler.processes.pool import Workers, without_interrupts

__all__ = ["Done", "Raised", "Ticket", "Workers", "how_it_ended", "without_interrupts"]
