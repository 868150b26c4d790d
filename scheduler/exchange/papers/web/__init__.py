"""One page for the browser, complete in itself: it opens from a disk or a share and asks nobody for anything.

The template has six places, filled here: a library of templates would have nothing to do. All text from
people is data; the script shows it as text, never as markup.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from pathlib import Path

from scheduler.exchange.brand import Brand
from scheduler.exchange.papers.dossier import Dossier
from scheduler.text import _, language

NAME = "planning.html"


def page(dossier: Dossier) -> Mapping[str, bytes]:
    """Return the page, which shows every group, trainer, room and learner."""
    # Imported here: the words of the workbook come with what writes workbooks.
    from scheduler.exchange.papers.web.data import page_data
    from scheduler.exchange.papers.web.words import words

    here, centre = Path(__file__).parent, dossier.edition.plan.instance.centre
    script = (here / "page.js").read_text(encoding="utf-8").strip()
    style = _coloured((here / "page.css").read_text(encoding="utf-8").strip(), Brand(centre))
    data = page_data(dossier) | {"words": words()}
    places = {
        "lang": language(),
        "title": html.escape(" · ".join((_("Training schedule"), centre.name))),
        "needs_script": html.escape(_("This page needs JavaScript, which this browser has switched off.")),
        "policy": _policy(style, script, pictures=bool(centre.logo)),
        "style": style,
        "data": _inside_script(json.dumps(data, ensure_ascii=False, separators=(",", ":"))),
        "script": script,
    }
    template = (here / "page.html").read_text(encoding="utf-8")
    return {NAME: re.sub(r"\{\{(\w+)\}\}", lambda place: places[place[1]], template).encode("utf-8")}


def _policy(style: str, script: str, pictures: bool) -> str:
    """Return what the browser is told to allow: this style, this script, the logo, and no request at all."""
    allowed = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    return f"{allowed}; img-src data:" if pictures else allowed


def _coloured(style: str, brand: Brand) -> str:
    """Return the style with the colour of the centre, for light screens; the dark ones keep their own."""
    own = f"--banner: {brand.colour.lower()}; --on-banner: {brand.on_colour.lower()};"
    return style.replace("--banner: #1f3a5f; --on-banner: #ffffff;", own, 1)


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _inside_script(text: str) -> str:
    """Return JSON that holds nothing by which a browser would leave the script element."""
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    # Halves of surrogate pairs, which no file can hold.
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
