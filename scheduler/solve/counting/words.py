"""Words that the obstacles have in common."""

from collections import Counter
from collections.abc import Iterable, Mapping

from scheduler.text import _, plural

MOST_NAMED = 4
"""Reasons named in one sentence, the commonest first."""

MOST_LISTED = 12
"""Cohorts, trainers or rooms named one by one in a sentence."""


def reasons(counted: Counter[tuple[str, str]]) -> str:
    """Return the commonest reasons with their days: ``Noël 5, Fermeture 3``."""
    by_words: Counter[str] = Counter()
    for (_code, words), count in counted.items():
        by_words[words] += count
    named = [
        plural("{words} ({count} day)", "{words} ({count} days)", count).format(words=words, count=count)
        for words, count in by_words.most_common(MOST_NAMED)
    ]
    if len(by_words) > MOST_NAMED:
        named.append("…")
    return ", ".join(named) or _("no day at all")


def some(items: Iterable[str]) -> str:
    """Return items in one line, of many only the first and their number: ``A, B, … (40 in all)``."""
    named = list(items)
    if len(named) <= MOST_LISTED:
        return ", ".join(named)
    total = _("({count} in all)").format(count=len(named))
    return f"{', '.join(named[:MOST_LISTED])}, … {total}"


def codes(counted: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """Return the codes of the reasons counted, each once."""
    return tuple(sorted({code for code, _words in counted}))


def day_count(half_days: int) -> str:
    """Return an amount of half-days as days: ``2,5 jours``."""
    days = half_days / 2
    figures = f"{days:.0f}" if half_days % 2 == 0 else _("{days}.5").format(days=half_days // 2)
    return plural("{figures} day", "{figures} days", int(days)).format(figures=figures)


def sentences(*parts: str) -> str:
    """Return sentences in one line, empty ones left out."""
    return " ".join(part for part in parts if part)


def either(items: Iterable[str]) -> str:
    """Return alternatives in one line: ``A, B or C``."""
    *most, last = list(items)
    return _("{some} or {last}").format(some=", ".join(most), last=last) if most else last


def both(items: Iterable[str]) -> str:
    """Return things that go together in one line: ``A, B and C``."""
    *most, last = list(items)
    return _("{some} and {last}").format(some=", ".join(most), last=last) if most else last
