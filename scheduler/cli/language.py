"""The option ``--lang``, obeyed before anything is said.

Help and complaints about options are themselves to be said in the language asked for, so
the arguments are looked through for it before click parses them.
"""

import gettext
import os
from collections.abc import Mapping, Sequence

from scheduler.text import DEFAULT_LANGUAGE, DOMAIN, LANGUAGES, LOCALES, use

NAME = "--lang"
VARIABLE = "SCHEDULER_LANG"


def language_asked(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language that `arguments` ask for, else `environment`, else the default."""
    asked = environment.get(VARIABLE, "")
    for argument, following in zip(arguments, (*arguments[1:], ""), strict=True):
        if argument == NAME:
            asked = following
        elif argument.startswith(f"{NAME}="):
            asked = argument.removeprefix(f"{NAME}=")
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def speak(language: str) -> None:
    """Have this package and click speak `language` from now on, in this process.

    Click's own sentences ("Usage:", "No such option") go through the standard library's
    default domain and the ``LANGUAGE`` variable, so both are set: only a process that is the
    command may do that.
    """
    use(language)
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
