"""What a cell holds: one lesson or two, each with its half-day and its hours where they are told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time

from scheduler.domain.time import HALF_DAY_HOURS, Half
from scheduler.exchange.foreign.lexicon import Lexicon, Meaning, Sense
from scheduler.exchange.foreign.marks import CLOCK, lines_folded

LONGEST = 7.5
"""Hours of a day at most: a larger number beside a module is what the whole of it takes."""

LONGEST_HALF = 5.0

_AM = r"(?:matinee|matin|morning)"
_PM = r"(?:apres[- ]?midi|aprem|afternoon|pm)"
_HALF = re.compile(rf"\(?\b(?:(?P<am>{_AM})|(?P<pm>{_PM}))\b\)?\s*[:=>-]*\s*")
_LETTER_HALF = re.compile(r"^(?:(?P<am>m)|(?P<pm>am|a))\s?[:=]\s*")
_BEFORE_HALF = re.compile(rf"(?<=\S)[\s,–-]+(?=(?:{_AM}|{_PM})\s*[:=(-])")
_LINES = re.compile(r"\n|;|\|")
_BREAKS = (re.compile(r"\+|\spuis\s"), re.compile(r"/(?!\d)|\s&\s"))
_DASH = re.compile(r"\s[–-]\s|,\s")
_AND = re.compile(r"\set\s")
_SPAN = re.compile(rf"\(?(?:de )?{CLOCK}\s?(?:-|–|a|au|/|to|→)\s?{CLOCK}\)?")
_HOURS = re.compile(
    r"\(?\s?\b(\d{1,2})(?:\s?h(?:eures?|rs?)?\s?(\d{2})?|[.,](\d{1,2})\s?h(?:eures?)?)(?!\w)\s?\)?"
)
_ASIDE = re.compile(
    r"^(?:salle|mme|mlle|m\.|mr|dr|format|interven|visio|teams|zoom|presentiel|distanciel|a distance|site|"
    r"lieu|groupe|gr\.?\s?\d|avec|par|cf|voir)\b"
)


@dataclass(frozen=True)
class CellPart:
    """A piece of a cell: its words, what they mean, its half-day and its hours if they are told."""

    text: str
    meaning: Meaning
    half: Half | None = None
    hours: float | None = None

    @property
    def module(self) -> str | None:
        """The module it names, or None."""
        return self.meaning.modules[0] if self.meaning.sense is Sense.MODULE else None


@dataclass(frozen=True)
class Content:
    """All that a cell holds: its parts that count, and the words beside them that say something else."""

    parts: tuple[CellPart, ...]
    asides: tuple[str, ...] = ()


def half_of(first: time, last: time) -> Half | None:
    """Return the half-day in which times lie; None if they span both."""
    if last <= time(14, 0):
        return Half.AM
    return Half.PM if first >= time(12, 0) else None


def length(first: time, last: time) -> float:
    """Return the hours between two times of a day."""
    return (last.hour - first.hour) + (last.minute - first.minute) / 60


def content_of(text: str, lexicon: Lexicon) -> Content:
    """Return what the text of a cell holds."""
    told = lines_folded(text)
    whole = _part(" ".join(told.split()), lexicon)
    known = whole.meaning.sense
    told_once = max(len(x.findall(told)) for x in (_HALF, _HOURS)) < 2
    parts = _parts(told, lexicon)
    rest = known is Sense.NO_LESSON and all(x.meaning.sense is known for x in parts)
    if told_once and (rest or (whole.module and _is_one(told, whole, lexicon))):
        return Content((whole,))
    if len(parts) == 1 and parts[0].meaning.sense is not Sense.NO_LESSON:
        return _by_dashes(told, lexicon, whole)
    asides = tuple(x.text for x in parts if x.meaning.sense is Sense.NOTHING and _ASIDE.match(x.text))
    kept = [x for x in parts if x.text not in asides]
    if "\n" in told and len([x for x in kept if x.module]) == 1:
        # A second line says more of the lesson, such as who teaches it, unless it could be a module.
        more = [x for x in kept if not x.module and x.half is None and not x.meaning.modules]
        asides += tuple(x.text for x in more if x.meaning.sense is Sense.NOTHING)
        kept = [x for x in kept if x not in more or x.meaning.sense is not Sense.NOTHING]
    return Content(tuple(kept), asides)


def _is_one(told: str, whole: CellPart, lexicon: Lexicon) -> bool:
    """Tell whether a text that means one module as a whole means no other in its pieces."""
    pieces = [x.meaning for x in _parts(told, lexicon)]
    if not re.search(r"[+;|/&]|\spuis\s", told):
        pieces = [_part(x, lexicon).meaning for line in told.splitlines() for x in _DASH.split(line)]
        return {x.modules for x in pieces if x.sense is Sense.MODULE} <= {whole.meaning.modules}
    return _agree(whole.meaning, pieces)


def _agree(whole: Meaning, pieces: Sequence[Meaning]) -> bool:
    """Tell whether one of the pieces means what the whole does, and none of the others anything else."""
    own = whole.modules
    return any(x.sense is Sense.MODULE for x in pieces) and all(
        x.modules == own or (x.sense is not Sense.MODULE and set(own) <= set(x.modules)) for x in pieces
    )


def _parts(told: str, lexicon: Lexicon) -> list[CellPart]:
    found: list[CellPart] = []
    half: Half | None = None
    if re.search(r"\bpm\b", told):
        told = re.sub(r"\bam\b", "matin", told)
    for part in _pieces(_BEFORE_HALF.sub("\n", told), lexicon):
        if not part.text:
            # “Matin” in a line of its own speaks of the line below.
            half = part.half or half
            if part.hours and found and found[-1].hours is None:
                found[-1] = replace(found[-1], hours=part.hours, half=found[-1].half or part.half)
            continue
        found.append(replace(part, half=part.half or half))
        half = None
    return found


def _pieces(told: str, lexicon: Lexicon) -> Iterator[CellPart]:
    """Yield the parts of a text: its lines, and what signs divide a line into unless it is one module."""
    for line in _LINES.split(told):
        yield from _divided(line, lexicon, _BREAKS)


def _divided(line: str, lexicon: Lexicon, breaks: Sequence[re.Pattern[str]]) -> Iterator[CellPart]:
    whole = _part(line, lexicon)
    pieces = breaks[0].split(line) if breaks else [line]
    told = [_part(x, lexicon) for x in pieces]
    one = whole.module is not None and _agree(whole.meaning, [x.meaning for x in told])
    if not breaks or (len(pieces) > 1 and one and sum(x.hours is not None for x in told) < 2):
        yield whole
    elif len(pieces) == 1:
        yield from _divided(line, lexicon, breaks[1:])
    else:
        for piece in pieces:
            # “Matin : X + Y” says it of both.
            yield from (replace(x, half=x.half or whole.half) for x in _divided(piece, lexicon, breaks[1:]))


def _part(text: str, lexicon: Lexicon) -> CellPart:
    half, hours = None, None
    if span := _SPAN.search(text):
        first, last = _time(span[1], span[2]), _time(span[3], span[4])
        if first and last and first < last:
            half = half_of(first, last)
            hours = length(first, last) if half and length(first, last) <= LONGEST_HALF else None
            text = f"{text[: span.start()]} {text[span.end() :]}"
    if told := _HOURS.search(text):
        number = int(told[1]) + int(told[2] or 0) / 60 + float(f"0.{told[3] or 0}")
        hours = number if 0 < number <= LONGEST else hours
        text = f"{text[: told.start()]} {text[told.end() :]}"
    for pattern in (_LETTER_HALF, _HALF):
        if found := pattern.search(text):
            half = Half.AM if found["am"] else Half.PM
            text = f"{text[: found.start()]} {text[found.end() :]}"
    text = " ".join(text.split()).strip(" :,-–()=>/")
    return CellPart(text, lexicon.meaning(text), half, hours)


def _time(hour: str, minute: str | None) -> time | None:
    return time(int(hour), int(minute or 0)) if int(hour) < 24 and int(minute or 0) < 60 else None


def _by_dashes(told: str, lexicon: Lexicon, whole: CellPart) -> Content:
    """Return the modules between dashes, commas or “et”, what is none of them being said aside."""
    for pattern in (_DASH, _AND):
        pieces = [_part(x, lexicon) for x in pattern.split(told)]
        modules = [x for x in pieces if x.module]
        if modules and (pattern is _DASH or len(modules) == len(pieces)):
            others = [x for x in pieces if not x.module]
            if all(not x.meaning.modules for x in others):
                filled = [
                    replace(x, half=x.half or whole.half, hours=x.hours or whole.hours) for x in modules
                ]
                filled = modules if len({x.module for x in modules}) > 1 else filled[:1]
                return Content(tuple(filled), tuple(x.text for x in others if x.text))
    bracketed = re.sub(r"\(.*?\)", " ", told)
    if bracketed != told and (part := _part(bracketed, lexicon)).module:
        inside = tuple(x.strip("()") for x in re.findall(r"\(.*?\)", told))
        return Content((replace(part, half=whole.half, hours=whole.hours),), inside)
    return Content((whole,))


def spread(hours: float | None, half: Half | None) -> dict[Half, float]:
    """Return the hours of each half-day of a lesson that has a day to itself, or one half-day.

    A number above what a half-day can last is that of the day, its morning full.
    """
    if half is not None:
        return {half: hours if hours and hours <= LONGEST_HALF else HALF_DAY_HOURS}
    if hours is None:
        return dict.fromkeys(Half, HALF_DAY_HOURS)
    if hours <= LONGEST_HALF:
        return {Half.AM: hours}
    if hours <= 2 * HALF_DAY_HOURS:
        return {Half.AM: HALF_DAY_HOURS, Half.PM: hours - HALF_DAY_HOURS}
    return dict.fromkeys(Half, hours / 2)
