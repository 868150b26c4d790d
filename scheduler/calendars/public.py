"""Legal public holidays by territory."""

from datetime import date
from functools import cache

_SUBDIVISION = {
    "metropole": None,
    "alsace-moselle": "57",
    "guadeloupe": "971",
    "martinique": "972",
    "guyane": "973",
    "reunion": "974",
    "mayotte": "976",
}
"""What the `holidays` library calls each territory; Moselle and Alsace keep the same days."""

TERRITORIES: tuple[str, ...] = tuple(_SUBDIVISION)

_GOOD_FRIDAY = "Vendredi saint"

_CUSTOMARY = {
    "guadeloupe": ("Mi-Carême", _GOOD_FRIDAY, "Fête de Victor Schoelcher"),
    "martinique": ("Fête de Victor Schoelcher",),
}
"""Days the library lists because many people have them off, though no law makes them holidays.

Articles L3133-1 and L3422-2 of the labour code name neither Mi-Carême, nor Good Friday
outside Alsace-Moselle, nor 21 July (Victor Schoelcher). A centre that closes on them
enters a closure.
"""


def public_holidays(territory: str, year: int, good_friday: bool = False) -> dict[date, str]:
    """Return the legal public holidays of a territory in a year, in order, with their French names.

    Parameters
    ----------
    territory
        One of :data:`TERRITORIES`; anything else raises ``ValueError``.
    good_friday
        Alsace-Moselle only: True where the commune has a Protestant temple or a mixed
        church (labour code, art. L3134-13). Elsewhere it changes nothing.

    Notes
    -----
    Labour code, art. L3133-1 (the eleven days), L3134-13 (Alsace-Moselle), L3422-2
    (commemoration of the abolition of slavery overseas). The first call imports the
    `holidays` library, about 0.12 s.
    """
    if territory not in _SUBDIVISION:
        raise ValueError(f"territory {territory!r} is not one of {', '.join(TERRITORIES)}")
    return dict(_public_holidays(territory, year, good_friday))


@cache
def _public_holidays(territory: str, year: int, good_friday: bool) -> dict[date, str]:
    from holidays.countries.france import France

    dropped = set(_CUSTOMARY.get(territory, ()))
    if territory == "alsace-moselle" and not good_friday:
        dropped.add(_GOOD_FRIDAY)
    listed = France(subdiv=_SUBDIVISION[territory], years=year, expand=False, language="fr")
    kept = {day: [name for name in listed.get_list(day) if name not in dropped] for day in sorted(listed)}
    return {day: ", ".join(names) for day, names in kept.items() if names}
