"""Walk through the XML of one part of a workbook as it is unpacked, keeping nothing."""

import zipfile
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

CHUNK = 1 << 16

LONGEST_TAG = 1 << 20
"""Bytes that one tag may take: the parser keeps an open tag in memory until its end."""


class Broken(Exception):
    """A part of the workbook is not well-formed XML."""


class Walk:
    """Calls `start` with the local name and the attributes of every element, in their order.

    Inside :attr:`text` what is written between tags is kept, up to `longest` signs; set it
    to a list to begin, and to None to end.
    """

    def __init__(
        self, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], longest: int
    ):
        self.text: list[str] | None = None
        self._start, self._end, self._left, self._longest = start, end, longest, longest
        self._local: dict[str, str] = {}
        self._parser = expat.ParserCreate(namespace_separator="\n")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._on_start
        self._parser.StartDoctypeDeclHandler = self._on_doctype

    def listen(self) -> None:
        """Keep the text from here on, and tell of the ends of elements."""
        self.text, self._left = [], self._longest
        self._parser.CharacterDataHandler = self._on_text
        self._parser.EndElementHandler = self._on_end

    def ignore(self) -> str:
        """Return the text kept so far, and keep no more."""
        kept, self.text = "".join(self.text or ()), None
        self._parser.CharacterDataHandler = None
        self._parser.EndElementHandler = None
        return kept

    def over(self, archive: zipfile.ZipFile, name: str) -> None:
        """Walk through the part called `name`.

        Raises
        ------
        Broken
            If it is missing, or cannot be unpacked or understood to its end.
        """
        parser = self._parser
        fed = 0
        try:
            with archive.open(name) as part:
                while chunk := part.read(CHUNK):
                    parser.Parse(chunk, False)
                    fed += len(chunk)
                    if fed - parser.CurrentByteIndex > LONGEST_TAG:
                        raise Broken
                parser.Parse(b"", True)
        # What unpacking raises of a damaged archive is not told anywhere: zlib.error,
        # BadZipFile, EOFError, NotImplementedError, RuntimeError for a password, KeyError …
        except (expat.ExpatError, zipfile.BadZipFile, OSError, EOFError, LookupError) as error:
            raise Broken from error
        except (NotImplementedError, RuntimeError, ValueError) as error:
            raise Broken from error
        except Exception as error:
            if type(error).__module__ in ("zlib", "lzma", "bz2", "_lzma"):
                raise Broken from error
            raise

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._local.get(name)
        if local is None:
            local = self._local[name] = name.rsplit("\n", 1)[-1]
        self._start(local, attributes)

    def _on_end(self, name: str) -> None:
        self._end(self._local[name])

    def _on_text(self, text: str) -> None:
        if self.text is not None and self._left > 0:
            self.text.append(text[: self._left])
            self._left -= len(text)

    def _on_doctype(self, *_declaration: Any) -> None:
        # The standard allows none, and entities are what makes a small file huge.
        raise Broken
