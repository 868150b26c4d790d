"""Signs that no file and no terminal should be given: what they are, and how to show or drop them."""

import re
from typing import Any

_HIDDEN = re.compile(
    # Controls but tab and line breaks, halves of surrogate pairs, and what Unicode sets aside as no sign.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_FORMULA = re.compile("[=+@\t\r-]")


def hidden(text: str) -> str | None:
    """Return the code of the first sign of `text` that cannot be seen (``U+0007``), or None."""
    found = _HIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def first_hidden(tree: Any) -> list[tuple[tuple[str | int, ...], str]]:
    """Return path and code of each text in `tree` (dicts, lists, text) that holds such a sign."""
    if isinstance(tree, str):
        code = hidden(tree)
        return [((), code)] if code else []
    if isinstance(tree, dict):
        below = [(key, part) for key, value in tree.items() for part in (key, value)]
    elif isinstance(tree, list):
        below = list(enumerate(tree))
    else:
        return []
    return [((shown(key), *path), code) for key, part in below for path, code in first_hidden(part)]


def shown(text: Any) -> Any:
    r"""Return `text` with such signs written out (``\x1b``): safe on a terminal."""
    return _HIDDEN.sub(_escaped, text) if isinstance(text, str) else text


def dropped(text: str, instead: str = "") -> str:
    """Return `text` without such signs: what any XML may hold."""
    return _HIDDEN.sub(instead, text)


def shortened(text: str) -> str:
    """Return `text` as messages quote it: the first signs of a long one."""
    return text if len(text) <= 40 else text[:39] + "…"


def like_a_formula(text: str) -> bool:
    """Tell whether a spreadsheet program would take `text` of a CSV table for a formula."""
    return bool(_FORMULA.match(text))


def _escaped(sign: re.Match[str]) -> str:
    code = ord(sign[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
