"""Write a plan for people and for programs, and read it back."""

from scheduler.exchange.output.half_days import COLUMNS, frame
from scheduler.exchange.output.read import read_plan
from scheduler.exchange.output.write import write_plan

__all__ = ["COLUMNS", "frame", "read_plan", "write_plan"]
