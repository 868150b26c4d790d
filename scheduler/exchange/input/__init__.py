"""What a centre writes down: read from a workbook or CSV tables, and the template to fill in."""

from scheduler.exchange.input.reader import read_instance
from scheduler.exchange.input.template import write_case, write_demo, write_template

__all__ = ["read_instance", "write_case", "write_demo", "write_template"]
