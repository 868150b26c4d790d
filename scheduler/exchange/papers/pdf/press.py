"""Make PDF files of templates and data, with typst, which is asked for only here.

typst sets 200 pages in about a second, needs nothing of the system, brings its fonts and embeds them.
What people wrote is given to it as data, never as markup, so ``#`` or ``*`` in a name is shown as it is.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scheduler.errors import InputError
from scheduler.exchange.picture import Picture
from scheduler.text import _, language
from scheduler.text.signs import dropped

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent

LONGEST_RUN = 18
"""Signs without a blank or a hyphen that the narrowest columns hold; longer runs may be broken."""

_RUN = re.compile(rf"[^\s-]{{{LONGEST_RUN}}}(?=[^\s-])")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FINE = re.compile("[ \u00a0](?=[;!?])")
# Letters, digits and punctuation of the scripts that the fonts of typst hold.
_COVERED = re.compile("[\x00-\u052f\u1e00-\u22ff\u2300-\u23ff\u2500-\u27bf\ufb00-\ufb06]*")


class Press:
    """Prints papers that were made at one moment; the same data give the same bytes.

    Parameters
    ----------
    made
        The date that the files bear.
    root
        The folder of the templates: see :func:`workshop`.

    Raises
    ------
    InputError
        If typst is not installed.
    """

    def __init__(self, made: datetime, root: Path = TEMPLATES):
        try:
            import typst
        except ImportError as fault:
            raise InputError.at(
                "--to pdf",
                _("the package “typst” is not installed."),
                _('Install the program with its extra: pip install "scheduler[pdf]".'),
            ) from fault
        self._typst = typst
        self._made = int(made.timestamp())
        self._root = root

    def print(self, template: str, text: str, read_aloud: bool = True) -> bytes:
        """Return the PDF file of a template.

        Parameters
        ----------
        text
            What it shows, from :func:`as_data`.
        read_aloud
            True to tag what is what for screen readers; of no use in forms, and five times the size.
        """
        compiler = self._compiler if _COVERED.fullmatch(text) else self._compiler_of_any_script
        done = compiler.compile(
            self._root / f"{template}.typ",
            format="pdf",
            sys_inputs={"data": text},
            timestamp=self._made,
            pdf_tags=read_aloud,
        )
        assert isinstance(done, bytes)
        return done

    @cached_property
    def _compiler(self) -> "typst.Compiler":
        """A compiler with the fonts of typst alone, so that files are the same on every machine."""
        return self._with_fonts(system=False)

    @cached_property
    def _compiler_of_any_script(self) -> "typst.Compiler":
        """A compiler that looks for a sign that those fonts lack among the fonts of the machine."""
        return self._with_fonts(system=True)

    def try_logo(self, logo: Picture) -> None:
        """Draw the logo alone.

        Raises
        ------
        InputError
            If it cannot be drawn.
        """
        try:
            self._compiler.compile(f'#image("{logo_name(logo)}")'.encode(), format="pdf")
        except self._typst.TypstError as fault:
            raise InputError.at(
                "plan.instance.centre.logo",
                _("“{value}” cannot be shown: {reason}").format(value="logo", reason=fault.message),
                _("Save the picture again with another program, and solve again."),
            ) from fault

    def _with_fonts(self, system: bool) -> "typst.Compiler":
        fonts = self._typst.Fonts(include_system_fonts=system)
        return self._typst.Compiler(root=self._root, font_paths=fonts)


@contextmanager
def workshop(logo: Picture | None) -> Iterator[Path]:
    """Yield a folder with the templates and the logo: templates find files in one folder alone."""
    if logo is None:
        yield TEMPLATES
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for template in TEMPLATES.glob("*.typ"):
            shutil.copy(template, root)
        (root / logo_name(logo)).write_bytes(logo.content)
        yield root


def logo_name(logo: Picture) -> str:
    """Return how templates call the logo."""
    return f"logo.{logo.kind}"


def as_data(told: Mapping[str, Any]) -> str:
    """Return what a template is given: dicts, lists, numbers and text, as JSON."""
    return json.dumps(shown(told), ensure_ascii=False, separators=(",", ":"))


def shown(tree: Any) -> Any:
    """Return data as a page can show it: each text in one line, with the apostrophes of print.

    None turns the reading direction.
    """
    if isinstance(tree, str):
        return _shown(tree, language())
    if isinstance(tree, Mapping):
        return {key: shown(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [shown(value) for value in tree]
    return tree


# The same words stand on many pages.
@lru_cache(maxsize=65536)
def _shown(text: str, spoken: str) -> str:
    plain = _TURNING.sub("", dropped(re.sub(r"[\r\n\t ]+", " ", text))).replace("'", "’")
    if spoken == "fr":
        plain = _FINE.sub("\u202f", plain)
    return _RUN.sub("\\g<0>\u200b", plain)
