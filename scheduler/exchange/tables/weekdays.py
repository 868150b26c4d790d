"""Read weekdays, and weekdays with half-days: ``lun, mar, mer matin``, ``tous sauf mercredi``."""

import re
from enum import Enum, auto

from scheduler.domain.time import WORKING_WEEK, Half, Weekday
from scheduler.exchange.tables.columns import Refused
from scheduler.exchange.tables.names import folded, nearest, normal
from scheduler.exchange.tables.words import HALVES, WEEKDAYS
from scheduler.text import N_, _, language


class _Sign(Enum):
    """What a word is that names neither a day nor a half-day."""

    COMMA = auto()
    AND = auto()
    TO = auto()
    ALL = auto()
    EXCEPT = auto()


Token = Weekday | Half | _Sign
HalfDays = set[tuple[Weekday, Half]]

_DAYS = {normal(word): choice.value for choice in WEEKDAYS for word in (*choice.french, *choice.english)}
_HALVES = {normal(word): choice.value for choice in HALVES for word in choice.words}
_PLURALS = {f"{word}s": value for word, value in (_DAYS | _HALVES).items() if word[-2:] in ("di", "ay", "in")}
"""``lundis``, ``matins``; a plural of the short ``mar`` would be a month."""

_SIGNS = {
    _Sign.COMMA: ", ; / + \n",
    _Sign.AND: "et and &",
    _Sign.TO: "- – a au to",
    _Sign.ALL: "tous toutes toute tout chaque semaine every all",
    _Sign.EXCEPT: "sauf hors hormis excepte pas except but not",
}
_WORDS: dict[str, Token] = {
    **{word: sign for sign, words in _SIGNS.items() for word in words.split(" ")},
    **_DAYS,
    **_HALVES,
    **_PLURALS,
}
_UNSAID = {
    *(
        "le",
        "la",
        "les",
        "l",
        "du",
        "de",
        "en",
        "jour",
        "jours",
        "journee",
        "journees",
        "entiere",
        "entieres",
    ),
    *("uniquement", "seulement", "only", "the", "on", "from", "day", "days", "week"),
}
"""Words that change nothing."""

_WHOLE_DAYS, _HALF_DAYS = N_("Mon, Tue, Thu-Fri"), N_("Mon, Tue, Wed morning, Thu-Fri")
"""How to write the cells of either kind."""

_SPLIT = re.compile(r"[^\W\d_]+|\d+|[,;/+&\n–-]")


def read_weekdays(text: str) -> tuple[Weekday, ...]:
    """Return the weekdays that a text names, in the order of the week.

    Raises
    ------
    Refused
        If anything in it is not understood, or a half-day is named.
    """
    tokens = _tokens(text, _WHOLE_DAYS)
    if any(isinstance(token, Half) for token in tokens):
        raise Refused(
            _("“{value}” names a half-day, and here a day counts as a whole.").format(
                value=" ".join(text.split())
            ),
            _as_in(_WHOLE_DAYS),
        )
    return tuple(sorted({day for day, _half in _understood(text, tokens, _WHOLE_DAYS)}))


def read_availability(text: str) -> frozenset[tuple[Weekday, Half]]:
    """Return the half-days that a text names; a weekday without a half-day is the whole day.

    Raises
    ------
    Refused
        If anything in it is not understood, or could mean two things.
    """
    return frozenset(_understood(text, _tokens(text, _HALF_DAYS), _HALF_DAYS))


def _tokens(text: str, example: str) -> list[Token]:
    """Return what the words of a text say; those that change nothing are left out."""
    lines = "\n".join(folded(line) for line in text.splitlines())
    words = _SPLIT.findall(re.sub(r"apres[\s-]*midi", "apresmidi", lines))
    found = []
    for word in words:
        if word in _WORDS:
            found.append(_WORDS[word])
        elif word not in _UNSAID:
            raise _refused(text, example)
    return found


def _understood(text: str, tokens: list[Token], example: str) -> HalfDays:
    """Return the half-days listed, without those after "except"; all of the week if none comes before."""
    at = tokens.index(_Sign.EXCEPT) if _Sign.EXCEPT in tokens else len(tokens)
    wanted = _Listed(text, tokens[:at], example).read()
    if at < len(tokens):
        but = _Listed(text, tokens[at + 1 :], example).read()
        wanted = (wanted or _whole(WORKING_WEEK)) - but
        if not but:
            raise _refused(text, example)
    if not wanted:
        raise _refused(text, example)
    return wanted


def _whole(days: tuple[Weekday, ...] | list[Weekday]) -> HalfDays:
    return {(day, half) for day in days for half in Half}


class _Listed:
    """Reads days, ranges of days and half-days, one item after the other."""

    def __init__(self, text: str, tokens: list[Token], example: str):
        self._text, self._tokens, self._example = text, tokens, example

    def read(self) -> HalfDays:
        """Return the half-days of all items."""
        found: HalfDays = set()
        bare = False
        """Whether the item before names no half-day, and only "and" stands between."""
        while self._tokens:
            if self._next(_Sign.COMMA):
                bare = False
            elif not self._next(_Sign.AND):
                days = self._days()
                halves = self._halves()
                if bare and halves:
                    # "mardi et jeudi matin": nobody can tell what Tuesday is.
                    raise _refused(self._text, self._example)
                bare = not halves
                found |= {(day, half) for day in days for half in halves or tuple(Half)}
        return found

    def _next(self, sign: _Sign) -> bool:
        if self._tokens and self._tokens[0] is sign:
            del self._tokens[0]
            return True
        return False

    def _days(self) -> list[Weekday]:
        every = False
        while self._next(_Sign.ALL):
            every = True
        if not self._tokens or not isinstance(self._tokens[0], Weekday):
            if every:
                return list(WORKING_WEEK)
            raise _refused(self._text, self._example)
        first = self._tokens[0]
        del self._tokens[0]
        if not self._next(_Sign.TO):
            return [first]
        last = self._tokens.pop(0) if self._tokens else None
        if not isinstance(last, Weekday) or last <= first:
            raise _refused(self._text, self._example)
        return [Weekday(number) for number in range(first, last + 1)]

    def _halves(self) -> list[Half]:
        """Return the half-days that follow a day: ``matin``, ``matin et après-midi``, or none."""
        found: list[Half] = []
        while True:
            joined = bool(found) and self._tokens[0] is _Sign.AND if self._tokens else False
            rest = self._tokens[1:] if joined else self._tokens
            if not rest or not isinstance(rest[0], Half):
                return found
            found.append(rest[0])
            self._tokens[: 2 if joined else 1] = []


def _refused(text: str, example: str) -> Refused:
    """Return the refusal of a text; one misspelt word alone is answered with the day it resembles."""
    items = [" ".join(item.split()) for item in re.split(r"[,;/\n]", text)]
    odd = [item for item in items if item and not _is_plain(item)]
    value = odd[0] if len(odd) == 1 and len(items) > 1 else " ".join(text.split())
    french = language() == "fr"
    words = [word for choice in WEEKDAYS for word in (choice.french if french else choice.english)]
    one_word = re.fullmatch(r"[^\W\d_]+\.?", value) and folded(value) not in _WORDS
    close = nearest(value, words) if one_word else None
    return Refused(
        _("“{value}” is not a weekday.").format(value=value),
        _("Did you mean “{name}”?").format(name=close) if close else _as_in(example),
    )


def _as_in(example: str) -> str:
    return _("Write as in: {example}.").format(example=_(example))


def _is_plain(item: str) -> bool:
    """Tell whether every word of an item is known."""
    words = _SPLIT.findall(re.sub(r"apres[\s-]*midi", "apresmidi", folded(item)))
    return all(word in _WORDS or word in _UNSAID for word in words)
