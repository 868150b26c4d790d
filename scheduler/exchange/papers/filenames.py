"""Names of files that every system takes, no two alike."""

import re
import unicodedata
from collections.abc import Iterable

from scheduler.text.signs import dropped

LONGEST = 120
"""Bytes of a name: systems take 255, and a path has other parts."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$", re.IGNORECASE)


def file_names(wanted: Iterable[str]) -> list[str]:
    """Return a name for each of `wanted`, as near to it as files may be called.

    None has a sign that Windows forbids, or one that is not seen or turns the reading direction; none is
    the name of a device; no two are alike where neither capitals nor accents' encoding counts.
    """
    taken: set[str] = set()
    found = []
    for text in wanted:
        name, number = _clean(text), 2
        free = name
        while free.casefold() in taken:
            free, number = f"{_cut(name, LONGEST - 8)} ({number})", number + 1
        taken.add(free.casefold())
        found.append(free)
    return found


def _clean(text: str) -> str:
    plain = unicodedata.normalize("NFC", dropped(text.replace("\n", " ").replace("\t", " ")))
    shown = "".join(sign for sign in plain if unicodedata.category(sign) not in _INVISIBLE)
    name = _cut(" ".join(_FORBIDDEN.sub("-", shown).split()), LONGEST) or "-"
    return f"_{name}" if _RESERVED.match(name) else name


def _cut(name: str, most: int) -> str:
    """Return what of a name takes at most `most` bytes, without the dots and blanks that Windows drops."""
    cut = name.encode("utf-8")[:most].decode("utf-8", errors="ignore")
    return cut.strip(". ")
