"""The time zone of each territory, and since when clocks there go as they do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Zone:
    """A time zone.

    Attributes
    ----------
    name
        In the IANA data base.
    offset
        Hours from UTC, in winter where clocks change.
    abbreviation
        What its time is called.
    summer
        What its summer time is called, one hour more from the last Sunday of March, 01:00 UTC, to the last
        Sunday of October, 01:00 UTC (directive 2000/84/EC); empty where clocks do not change.
    """

    name: str
    offset: int
    abbreviation: str
    summer: str = ""


_PARIS = Zone("Europe/Paris", 1, "CET", "CEST")

ZONES = {
    "metropole": _PARIS,
    "alsace-moselle": _PARIS,
    "guadeloupe": Zone("America/Guadeloupe", -4, "AST"),
    "martinique": Zone("America/Martinique", -4, "AST"),
    "guyane": Zone("America/Cayenne", -3, "-03"),
    "reunion": Zone("Indian/Reunion", 4, "+04"),
    "mayotte": Zone("Indian/Mayotte", 3, "EAT"),
}
"""The zone of each of :data:`scheduler.calendars.TERRITORIES`."""
