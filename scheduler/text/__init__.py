"""What people read, in French by default and in English on request.

Code says each sentence in English and passes it through :func:`_`; the one
catalogue, ``fr.po`` beside this file, holds the French. ``make messages``
compiles it, and a test compares the two.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

LANGUAGES = ("fr", "en")
DEFAULT_LANGUAGE = "fr"
DOMAIN = "scheduler"
LOCALES = Path(__file__).parent / "locales"

_language = DEFAULT_LANGUAGE


def use(language: str) -> None:
    """Speak `language` from now on: it changes what this package says, and nothing else in the process."""
    global _language
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not one of {LANGUAGES}")
    _language = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` inside the ``with`` block, then what was spoken before."""
    before = _language
    use(language)
    try:
        yield
    finally:
        use(before)


def language() -> str:
    """Return the language now spoken: ``"fr"`` or ``"en"``."""
    return _language


def _(message: str) -> str:
    """Return `message` in the language now spoken."""
    return _spoken(_language).gettext(message)


def plural(one: str, many: str, count: int) -> str:
    """Return the form of a sentence that `count` asks for, in the language now spoken."""
    return _spoken(_language).ngettext(one, many, count)


def N_(message: str) -> str:
    """Mark `message` for the catalogue and return it as it is, to be translated when shown."""
    return message


@cache
def _spoken(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALES, languages=[language], fallback=True)
