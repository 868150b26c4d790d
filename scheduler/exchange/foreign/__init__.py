"""Plannings that people made by hand, in Excel or CSV, in whatever shape: read without being told how."""

from scheduler.exchange.foreign.halves import Found
from scheduler.exchange.foreign.lexicon import Lexicon
from scheduler.exchange.foreign.reading import read_foreign
from scheduler.exchange.foreign.records import Reading, Understood, Unread

__all__ = ["Found", "Lexicon", "Reading", "Understood", "Unread", "read_foreign"]
