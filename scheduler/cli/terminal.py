"""A stream that lets no text of a cell or of a file's name steer the terminal, and JSON that goes past it."""

import codecs
import json
import re
import sys
from typing import Any, TextIO

from scheduler.text.signs import shown

COLOUR = re.compile(r"(\x1b\[[0-9;]*m)")
"""What click puts around words to colour them: the only sequence that goes through."""


NO_BREAK = "\u00a0"
POOR = "poor"
"""How a stream writes what its encoding has not: a plain space for a no-break one, else a question mark."""


def _poorer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(" " if sign == NO_BREAK else "?" for sign in lost), error.end


codecs.register_error(POOR, _poorer)


class Harmless:
    """A text stream in whose place it stands; other programs' controls are written out, not obeyed.

    No-break spaces have done their work once lines are laid out: they are written as plain ones, which
    can be searched for, and copied into a command.

    Attributes
    ----------
    stream
        The stream itself, for whoever draws on the terminal.
    """

    def __init__(self, stream: TextIO):
        self.stream = stream

    def write(self, text: str) -> int:
        """Write `text` with every sign that cannot be seen written out."""
        parts = COLOUR.split(text)
        return self.stream.write(
            "".join(
                part if number % 2 else shown(part.replace(NO_BREAK, " "))
                for number, part in enumerate(parts)
            )
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def drawn_on(stream: Any) -> TextIO:
    """Return the stream behind `stream`: a live display moves the cursor."""
    found: TextIO = stream.stream if isinstance(stream, Harmless) else stream
    return found


def print_json(data: Any) -> None:
    """Print data for other programs: JSON in UTF-8, whatever the terminal speaks."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    sys.stdout.buffer.write(f"{text}\n".encode(errors="replace"))
