"""The option ``--lang``, obeyed before anything is said.

Help and complaints about options are themselves to be said in the language asked for, so
the arguments are looked through for it before click parses them.
"""

from collections.abc import Mapping, Sequence

from scheduler.text import DEFAULT_LANGUAGE, LANGUAGES

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
