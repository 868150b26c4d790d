"""Which module of a curriculum the words of a cell mean, however roughly they are written."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum, auto
from functools import lru_cache

from scheduler.domain.curriculum import Curriculum, Module
from scheduler.exchange.foreign.vocabulary import CLOSED, DAY_WORDS, FILLERS, REST, SAME, SMALL
from scheduler.exchange.tables.names import folded, normal


class Sense(Enum):
    """What the words of a cell are."""

    MODULE = auto()
    NO_LESSON = auto()
    SEVERAL = auto()
    NOTHING = auto()


@dataclass(frozen=True)
class Meaning:
    """What words mean.

    Attributes
    ----------
    modules
        The module meant; of words that may mean several, or resemble some, each of them.
    sure
        False where words are left that say nothing of any module.
    """

    sense: Sense
    modules: tuple[str, ...] = ()
    sure: bool = True


NOTHING = Meaning(Sense.NOTHING)
NO_LESSON = Meaning(Sense.NO_LESSON)

_PERSON = re.compile(r"\b(?:mme|mlle|m|mr|dr|docteur|pr|prof)\.?\s+[a-z'-]+")
_PART = re.compile(
    r"\b(?:j|jour|partie|seance|n°|no)\s?\d+\b|\b\d+\s?/\s?\d+\b|\b\d+(?:e|er|re|eme)\b|\bsuite\b"
)
_LEVEL = re.compile(r"\b(?:niveau|niv)\.?\s?(\d)\b")
_BLOCK = re.compile(r"\b(?:bloc|block|bc|ccp|b)\s?(\d+)\b")
_SPELT = re.compile(r"(?:[a-z]\.\s?){1,5}[a-z]\.?")
_WORD = re.compile(r"[a-z]+|\d+")

SURE, MARGIN = 0.55, 0.1
"""How well the least understood word must fit, and by how much the best module must lead."""


@dataclass(frozen=True)
class _Entry:
    module: Module
    block: str
    main: tuple[str, ...]
    others: tuple[str, ...]
    identifier: tuple[str, ...]
    level: str | None

    @property
    def initials(self) -> set[str]:
        """The letters by which people shorten the title."""
        told = _WORD.findall(re.sub(r"\(.*?\)", "", folded(self.module.title)))
        return {"".join(x[0] for x in self.main), "".join(x[0] for x in told)}


@dataclass
class Lexicon:
    """The words of one curriculum, and those that somebody explained.

    Attributes
    ----------
    explained
        The module by a text as :func:`normal` gives it; empty for what is no lesson.
    """

    curriculum: Curriculum
    explained: dict[str, str] = field(default_factory=dict)
    _known: dict[str, Meaning] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.entries = tuple(_entries(self.curriculum))
        self.blocks = {block.id: block for block in self.curriculum.blocks}

    def explain(self, words: Mapping[str, str]) -> None:
        """Take the module of each of `words` from now on."""
        self.explained |= {normal(text): module for text, module in words.items()}
        self._known.clear()

    def meaning(self, text: str) -> Meaning:
        """Return what a text means."""
        key = folded(text)
        if key not in self._known:
            self._known[key] = self._meaning(key)
        return self._known[key]

    def is_title(self, text: str) -> str | None:
        """Return the module of which `text` is the whole title or the identifier, or None."""
        for entry in self.entries:
            if normal(text) in (normal(entry.module.title), normal(entry.module.id)):
                return entry.module.id
        return None

    def _meaning(self, text: str) -> Meaning:
        told = self.explained.get(normal(text))
        if told is not None:
            return Meaning(Sense.MODULE, (told,)) if told else NO_LESSON
        if exact := self.is_title(text):
            return Meaning(Sense.MODULE, (exact,))
        if not re.search(r"\w", text):
            return NO_LESSON
        clean = _PERSON.sub(" ", text)
        level = self._level(clean)
        clean = _PART.sub(" ", _LEVEL.sub(" ", clean))
        block = next((f"b{x}" for x in _BLOCK.findall(clean)), None)
        words = [x for x in _WORD.findall(_BLOCK.sub(" ", clean)) if not x.isdigit() and x not in SMALL]
        if words and all(_rests(x) or x in DAY_WORDS for x in words) and any(map(_rests, words)):
            return NO_LESSON
        if spelt := _SPELT.fullmatch(clean.strip()):
            words = ["".join(_WORD.findall(spelt[0]))]
        plain = [_usual(x) for x in words if x not in FILLERS and len(x) > 1]
        if not plain:
            return self._of_block(block)
        if CLOSED & set(words) and not self._explained(plain):
            return NO_LESSON
        within = [x for x in self.entries if normal(x.block) == block] if block else []
        found = self._among(within, plain, level) if within else NOTHING
        return found if found.sense is Sense.MODULE else self._among(self.entries, plain, level)

    def _explained(self, words: list[str]) -> bool:
        """Tell whether a module explains one of the words that do not speak of rest."""
        taught = [x for x in words if not _rests(x)]
        return any(_best(word, entry) >= SURE for entry in self.entries for word in taught)

    def _of_block(self, block: str | None) -> Meaning:
        modules = tuple(x.module.id for x in self.entries if block and normal(x.block) == block)
        return Meaning(Sense.SEVERAL, modules) if modules else NOTHING

    def _level(self, text: str) -> str | None:
        """Return the level that a text names, be it glued to the word: “AFGSU2”."""
        if found := _LEVEL.search(text):
            return found[1]
        words = "|".join(re.escape(x) for entry in self.entries if entry.level for x in entry.identifier)
        found = re.search(rf"\b(?:{words})\s?(\d)\b(?!\s?/)", text) if words else None
        return found[1] if found else None

    def _among(self, entries: Sequence[_Entry], words: list[str], level: str | None) -> Meaning:
        fits = {x.module.id: _fit(x, words) for x in entries if not (level and x.level and level != x.level)}
        refused = [x.module.id for x in entries if level and x.level and level != x.level]
        if refused and any(word in x.identifier for x in entries for word in words if x.module.id in refused):
            return Meaning(Sense.NOTHING, tuple(refused))
        whole = {name: fit.score for name, fit in fits.items() if fit.whole}
        if whole:
            best = max(whole.values())
            close = sorted((x for x in whole if whole[x] > best - MARGIN), key=lambda x: -whole[x])
            return Meaning(Sense.MODULE if len(close) == 1 else Sense.SEVERAL, tuple(close))
        return _in_part(fits, len(words))


def _in_part(fits: Mapping[str, "_Fit"], words: int) -> Meaning:
    """Return what words mean of which no module explains all: that which explains most, if it stands out."""
    most = max((fit.explained for fit in fits.values()), default=0)
    first = [name for name, fit in fits.items() if fit.explained == most]
    others = sum(fit.explained > 0 for name, fit in fits.items() if name not in first)
    if len(first) == 1 and (fits[first[0]].covered or (most > 1 and 2 * most > words)):
        return Meaning(Sense.MODULE, (first[0],), sure=fits[first[0]].covered)
    if len(first) == 1 and most == 1 and not others and fits[first[0]].strong and words < 4:
        return Meaning(Sense.MODULE, (first[0],), sure=False)
    alike = sorted((x for x in fits if fits[x].explained), key=lambda x: (-fits[x].explained, -fits[x].score))
    return Meaning(Sense.NOTHING, tuple(alike[:4]))


@dataclass(frozen=True)
class _Fit:
    """How words fit a module.

    Attributes
    ----------
    whole
        True if the module explains them all.
    explained
        How many of them it explains.
    covered
        True if they hold the whole of its title.
    strong
        True if one of them is a word of its title, not shortened.
    """

    whole: bool
    score: float
    explained: int = 0
    covered: bool = False
    strong: bool = False


def _entries(curriculum: Curriculum) -> Iterable[_Entry]:
    for module in curriculum.items:
        block = curriculum.block_of.get(module.id)
        title = folded(module.title)
        level = _LEVEL.search(title)
        main = _significant(_LEVEL.sub(" ", re.sub(r"\(.*?\)", " ", title)))
        aside = _significant(" ".join(re.findall(r"\((.*?)\)", title)))
        identifier = tuple(_WORD.findall(folded(module.id)))
        skill = _significant(folded(module.skill or "").replace("-", " "))
        others = tuple(x for x in (*identifier, *aside, *skill) if x not in main)
        yield _Entry(module, block.id if block else "", main, others, identifier, level[1] if level else None)


def _usual(word: str) -> str:
    """Return the word of a title that means the same, be `word` shortened."""
    return next((same for long, same in SAME.items() if len(word) > 3 and long.startswith(word)), word)


def _rests(word: str) -> bool:
    """Tell whether a word says that nothing is taught, be it shortened: “entr.”."""
    return word in REST or (len(word) > 3 and any(len(x) > 5 and x.startswith(word) for x in REST))


def _significant(text: str) -> tuple[str, ...]:
    words = dict.fromkeys(x for x in _WORD.findall(text) if x not in SMALL and not x.isdigit())
    return tuple(words)


def _fit(entry: _Entry, words: list[str]) -> _Fit:
    """Return how well words fit a module."""
    joined = "".join(words)
    if tuple(words) == entry.identifier:
        return _Fit(True, 2.0)
    if len(words) == 1 and 2 <= len(joined) <= 6 and len(entry.main) > 1 and joined in entry.initials:
        return _Fit(True, 1.5)
    fits = [_best(word, entry) for word in words]
    covered = sum(any(_alike(word, x) >= SURE for word in words) for x in entry.main) / len(entry.main)
    if min(fits) >= SURE:
        return _Fit(True, sum(fits) / len(fits) + 0.3 * covered)
    if len(words) > 1 and any(_one_word(joined, x) for x in entry.main):
        return _Fit(True, 1.0)
    if len(words) == 1 and len(joined) > 4 and (glued := _glued(joined, entry.main)):
        return _Fit(True, 0.85 + 0.3 * glued)
    explained = sum(x >= 0.75 for x in fits)
    clear = (x >= 0.95 and len(word) > 4 and not _rests(word) for x, word in zip(fits, words, strict=True))
    strong = any(clear)
    return _Fit(False, max(fits), explained, covered == 1 and len(entry.main) > 1, strong)


def _one_word(joined: str, known: str) -> bool:
    """Tell whether words written apart are one word of a title, or its beginning: “télé-médecine”."""
    return len(joined) > 4 and (
        known.startswith(joined) or SequenceMatcher(None, joined, known).ratio() > 0.85
    )


def _best(word: str, entry: _Entry) -> float:
    main = max((_alike(word, x) for x in entry.main), default=0.0)
    return max(main, 0.97 * max((_alike(word, x) for x in entry.others), default=0.0))


@lru_cache(maxsize=20_000)
def _alike(word: str, known: str) -> float:
    """Return how much a word looks like a known one, be it shortened or misspelt: 0 to 1."""
    if word == known:
        return 1.0
    if word.rstrip("sx") == known.rstrip("sx"):
        return 0.97
    if known.startswith(word) and len(word) > 1:
        return 0.9 if len(word) > 2 else 0.7
    if word.startswith(known) and len(known) > 4:
        return 0.85
    if len(word) > 4 and len(known) > 4:
        ratio = SequenceMatcher(None, word, known).ratio()
        if ratio >= 0.8:
            return 0.9 * ratio
        if known.startswith(word[:-1]) and word[0] == known[0]:
            return 0.75
    return 0.6 if _squeezed(word, known) else 0.0


def _squeezed(word: str, known: str) -> bool:
    """Tell whether a word is a known one without most of its vowels: “cstes”, “stk”."""
    vowels = sum(x in "aeiouy" for x in word)
    if not 3 <= len(word) < len(known) or word[0] != known[0] or vowels > (len(word) > 3):
        return False
    letters = iter(known)
    return all(x in letters for x in word)


def _glued(word: str, words: tuple[str, ...], pieces: int = 0) -> float:
    """Return the share of the words whose beginnings, one after the other, make up `word`: “vocmed”."""
    if not word:
        return pieces / max(1, pieces + len(words)) if pieces > 1 else 0.0
    if not words:
        return 0.0
    best = _glued(word, words[1:], pieces)
    for size in range(2, min(len(word), len(words[0])) + 1):
        if word[:size] != words[0][:size]:
            break
        best = max(best, _glued(word[size:], words[1:], pieces + 1))
    return best
