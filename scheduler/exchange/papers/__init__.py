"""What people hold in their hands: a plan as calendar feeds, pages and papers.

:mod:`kinds` lists the kinds; each is given a :class:`Dossier` and returns its files, whole, by name.
"""

from scheduler.exchange.papers.dossier import Dossier, Edition
from scheduler.exchange.papers.kinds import KIND, KINDS, PaperKind

__all__ = ["KIND", "KINDS", "Dossier", "Edition", "PaperKind"]
