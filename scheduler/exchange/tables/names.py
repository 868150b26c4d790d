"""Names as people write them: compared without case and accents, the nearest one, remarks among them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache

from scheduler.text import _


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return `text` as identifiers are compared: without case, accents or double spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """Return `text` as names and words are compared: folded, without spaces or punctuation."""
    return re.sub(r"[\W_]+", "", folded(text))


def nearest(text: str, names: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the name of `names` that `text` most looks like, or None if none does by `likeness`."""
    by_normal = {normal(name): name for name in names}
    close = get_close_matches(normal(text), by_normal, n=1, cutoff=likeness)
    return by_normal[close[0]] if close else None


def not_among(name: str, among: str) -> str:
    """Return what is said of a name that leads nowhere."""
    return _("“{value}” is not {among}.").format(value=name, among=among)


def what_is_known(name: str, known: Sequence[str]) -> str:
    """Return the hint for a `name` that leads nowhere: the one it resembles, or all that there are."""
    if not known:
        return _("There is none yet.")
    close = nearest(name, known)
    if close:
        return _("Did you mean “{name}”?").format(name=close)
    shown = ", ".join(known[:16]) + (", …" if len(known) > 16 else "")
    return _("Known: {words}.").format(words=shown)


_NOTE = re.compile(
    r"\s*(\*|(n\.?\s?b\.?|p\.?s\.?|nota( bene)?|notes?|remarques?|remarks?|comments?"
    r"|commentaires?|total(\s+[^\W\d]+){0,3}|sources?)"
    r"\s*([:.,–-]|$))",
    re.IGNORECASE,
)
"""How a remark under a table begins."""

_REMARKS = {"remarque", "commentaire", "observation", "note", "nb", "memo", "remark", "comment"}
"""Columns of one's own notes, in the singular: nobody expects that they are read."""


def is_remark(text: str) -> bool:
    """Tell whether a text alone in its row is a remark, such as ``NB : à confirmer``."""
    return bool(_NOTE.match(text))


def names_remarks(header: str) -> bool:
    """Tell whether a column is one of somebody's own notes."""
    return normal(header).rstrip("s") in _REMARKS
