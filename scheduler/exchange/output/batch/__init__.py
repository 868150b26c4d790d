"""What a batch leaves: a small file beside each plan, and one summary of all."""

from scheduler.exchange.output.batch.result import RESULT, WORDS, Result, State, read_result, write_result
from scheduler.exchange.output.batch.summary import SUMMARIES, counts, told, write_summary

__all__ = [
    "RESULT",
    "SUMMARIES",
    "WORDS",
    "Result",
    "State",
    "counts",
    "read_result",
    "told",
    "write_result",
    "write_summary",
]
