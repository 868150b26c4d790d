"""Alternance calendars for the French *assistant médical* curricula.

The layers, from the top down (checked in ``tests/project/test_layers.py``)::

    cli -> commands -> exchange | repair | why | catchup -> explain -> solve -> model | check
        -> curricula -> calendars -> settings -> domain -> processes -> caps -> errors -> text

Importing this package imports nothing heavy: OR-Tools, pandas and openpyxl are
loaded by the functions that need them.
"""

__version__ = "0.1.0"
