"""The modules of one cohort in the best order: dynamic programming, with prices for what is still to come.

With its trainers given, what is left of a cohort alone is which modules each session holds, and when.
Counting (:mod:`scheduler.model.weekdays`) forgets the order; clauses know it, and cannot count. Here sessions
are laid out one after another. What matters of those before is how many days of each module are over, which
modules the last session held, and its week. Most of these states are never opened: prices on the days of each
module in each session bound what remains, and what costs more than a limit is left out (iterative deepening:
R. E. Korf, Artificial Intelligence 27, 1985).

* :mod:`~scheduler.solve.sequencing.syllabus`: what is to be laid out, and where it can be.
* :mod:`~scheduler.solve.sequencing.prices`: the bound (Lagrangian decomposition by sessions and modules:
  M. Guignard and S. Kim, Mathematical Programming 39, 1987).
* :mod:`~scheduler.solve.sequencing.layers`: the states, session by session.
* :mod:`~scheduler.solve.sequencing.least`: what a cohort costs at least.
* :mod:`~scheduler.solve.sequencing.widening`: with whom else it costs as much.
"""

from scheduler.solve.sequencing.effort import Effort
from scheduler.solve.sequencing.least import Sequencing
from scheduler.solve.sequencing.presence import Allowed, just
from scheduler.solve.sequencing.widening import Widening

__all__ = ["Allowed", "Effort", "Sequencing", "Widening", "just"]
