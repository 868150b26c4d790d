"""Sentences that formulas say: texts of the catalogue with cells in the places of their names."""

import re

from scheduler.exchange.output.xlsx import literal
from scheduler.text import language

LONGEST = 250
"""Signs of a text that a formula may hold; spreadsheets take 255."""


def filled(template: str, **parts: str) -> str:
    """Return the formula, without ``=``, of `template` with a part of a formula for each ``{name}``."""
    pieces = re.split(r"\{(\w+)\}", template)
    texts = [literal(x[:LONGEST]) if n % 2 == 0 else parts[x] for n, x in enumerate(pieces) if x]
    return "&".join(texts) or '""'


def counted(one: str, many: str, number: str, **parts: str) -> str:
    """Return the formula that says `one` of a number that takes the singular, and `many` of others."""
    least = "<2" if language() == "fr" else "=1"
    return f"IF({number}{least},{filled(one, **parts)},{filled(many, **parts)})"


def long_date_of(cell: str) -> str:
    """Return the formula of a date in full, as :func:`.words.long_date` writes it."""
    first = f'&IF(DAY({cell})=1,"er","")' if language() == "fr" else ""
    return (
        f'INDEX(weekdays_name,WEEKDAY({cell},2))&" "&DAY({cell}){first}'
        f'&" "&INDEX(months_name,MONTH({cell}))&" "&YEAR({cell})'
    )
