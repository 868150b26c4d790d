"""Bring the French catalogue in step with the code, and compile it.

``make messages`` runs it: every text that the code passes through ``_``, ``N_`` or
``plural`` is looked up in ``scheduler/text/fr.po``; new ones are added empty, gone ones
are removed, and the compiled catalogue is written beside. Exits 1 while a text has
no French.
"""

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
PO = ROOT / "scheduler" / "text" / "fr.po"
MO = ROOT / "scheduler" / "text" / "locales" / "fr" / "LC_MESSAGES" / "scheduler.mo"
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}
HEAD = """\
# The French of everything that people read.
#
# Write French here, then run "make messages"; the texts themselves are in the code.
# Type plain spaces: those before : ; ! ? and », after « and between a number and its unit are
# made no-break ones when the catalogue is compiled.
#"""
NO_BREAK = (
    re.compile(r" (?=[:;!?»])"),
    re.compile(r"(?<=«) "),
    # A number, or what stands for one, and its unit: 3,5 h; 3 h 30; {seconds} s; 12 %.
    re.compile(r"(?<=[\d}]) (?=(h|s|min|Mo|%)(?![\w]))"),
    re.compile(r"(?<=[\d}]\u00a0h) (?=[\d{])"),
)
"""The spaces at which a French line may not be broken.

They all become U+00A0: the narrow U+202F, finer before ; ! ?, is in no Windows code page and
missing from many fonts of terminals and spreadsheet programs.
"""

EDITION = datetime(2027, 1, 1, tzinfo=UTC)
"""A date that does not move, so that compiling the same texts twice gives the same files."""


def extracted() -> Catalog:
    """Return every text of the code, each with the files that say it."""
    catalog = Catalog(locale="fr", project="scheduler", charset="utf-8")
    for name, _line, message, comments, context in extract_from_dir(
        str(ROOT / "scheduler"), keywords=KEYWORDS
    ):
        catalog.add(message, locations=[(f"scheduler/{name}", 0)], auto_comments=comments, context=context)
    return catalog


def stored() -> Catalog:
    """Return the catalogue as it stands in ``fr.po``."""
    with PO.open("rb") as file:
        return read_po(file, locale="fr")


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Return a text as its forms: one, or singular and plural."""
    return [text or ""] if isinstance(text, str | None) else list(text)


def typeset(french: str) -> str:
    """Return `french` with no-break spaces where French typography asks for one."""
    for pattern in NO_BREAK:
        french = pattern.sub("\u00a0", french)
    return french


def compiled(catalog: Catalog) -> Catalog:
    """Return the catalogue as it is compiled: its French typeset."""
    made = Catalog(locale="fr", charset="utf-8")
    made.mime_headers = catalog.mime_headers
    for message in catalog:
        if message.id:
            french = [typeset(text) for text in forms(message.string)]
            made.add(message.id, tuple(french) if message.pluralizable else french[0])
    return made


def main() -> int:
    """Update and compile; return how the process should exit."""
    catalog = stored() if PO.exists() else Catalog(locale="fr", charset="utf-8")
    catalog.update(extracted(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    _head(catalog)
    with PO.open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, omit_header=False)
    MO.parent.mkdir(parents=True, exist_ok=True)
    with MO.open("wb") as file:
        write_mo(file, compiled(catalog))
    missing = [m.id for m in catalog if m.id and not all(forms(m.string))]
    for text in missing:
        print(f"no French for: {text}", file=sys.stderr)
    return 1 if missing else 0


def _head(catalog: Catalog) -> None:
    """Give the file its heading, always the same."""
    catalog.header_comment, catalog.fuzzy = HEAD, False
    catalog.project, catalog.version = "scheduler", "1"
    catalog.creation_date = catalog.revision_date = EDITION
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""


if __name__ == "__main__":
    sys.exit(main())
