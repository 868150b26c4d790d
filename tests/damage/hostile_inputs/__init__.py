"""Inputs made to take all time and memory, by kind; each is written into a folder, and says what reads it."""

from tests.damage.hostile_inputs import csv_tables, no_files, plans, texts, workbooks
from tests.damage.hostile_inputs.small import Hostile

__all__ = ["INPUTS", "Hostile"]

INPUTS: tuple[Hostile, ...] = (
    *workbooks.INPUTS,
    *plans.INPUTS,
    *texts.INPUTS,
    *csv_tables.INPUTS,
    *no_files.INPUTS,
)
