"""The groups, trainers and rooms of a centre that a planning names, in whatever way."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from scheduler.domain.instance import Instance
from scheduler.exchange.tables.names import folded, nearest, normal

_TITLES = ("mme", "mlle", "m", "mr", "dr", "docteur", "pr", "salle", "groupe", "promo", "promotion")


class KnownNames:
    """What people call the groups, trainers and rooms of a centre; of an unknown centre, nothing."""

    def __init__(self, instance: Instance | None):
        self._instance = instance

    @property
    def known(self) -> bool:
        """True if the centre is known."""
        return self._instance is not None

    def group(self, text: str, exactly: bool = False) -> str:
        """Return the group that `text` names: its identifier, or the text itself where none is known.

        Parameters
        ----------
        exactly
            True to return nothing for what is no group of the centre.
        """
        if self._instance is None:
            return "" if exactly else " ".join(text.split())
        return _match(text, self._cohorts) or ("" if exactly else " ".join(text.split()))

    def trainer(self, text: str, asides: Sequence[str] = ()) -> str | None:
        """Return the trainer that a text names, or words beside the lesson; None for none."""
        return self._first((text, *asides), self._trainers)

    def room(self, text: str, asides: Sequence[str] = ()) -> str | None:
        """Return the room that a text names, or words beside the lesson; None for none."""
        return self._first((text, *asides), self._rooms)

    def _first(self, texts: Iterable[str], known: dict[str, str]) -> str | None:
        return next((found for text in texts if text and (found := _match(text, known))), None)

    @cached_property
    def _cohorts(self) -> dict[str, str]:
        return _called((x.id, x.name) for x in self._instance.cohorts) if self._instance else {}

    @cached_property
    def _rooms(self) -> dict[str, str]:
        return _by_words([(x.id, x.name) for x in self._instance.rooms]) if self._instance else {}

    @cached_property
    def _trainers(self) -> dict[str, str]:
        return _by_words([(x.id, x.name) for x in self._instance.trainers]) if self._instance else {}


def _by_words(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return identifiers by what things are called, and by words that only one of them has."""
    found = _called(pairs)
    words: dict[str, set[str]] = {}
    for identifier, name in pairs:
        for word in folded(name).split():
            words.setdefault(normal(word), set()).add(identifier)
    for word, own in words.items():
        if len(own) == 1 and len(word) > 2 and word not in _TITLES:
            found.setdefault(word, *own)
    return found


def _called(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return identifiers by what things are called, without the names that several bear."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for identifier, name in pairs:
        found[normal(identifier)] = identifier
        if name and found.get(normal(name), identifier) != identifier:
            twice.add(normal(name))
        elif name:
            found[normal(name)] = identifier
    return {name: identifier for name, identifier in found.items() if name not in twice}


def _match(text: str, known: dict[str, str]) -> str | None:
    plain = normal(text)
    if plain in known:
        return known[plain]
    words = [x for x in folded(text).replace(".", " ").split() if x not in _TITLES]
    if normal("".join(words)) in known:
        return known[normal("".join(words))]
    named = {known[normal(x)] for x in words if normal(x) in known}
    if len(named) == 1:
        return named.pop()
    if normal("".join(reversed(words))) in known:
        return known[normal("".join(reversed(words)))]
    close = nearest(text, known, 0.85)
    return known[close] if close and len(plain) > 4 else None
