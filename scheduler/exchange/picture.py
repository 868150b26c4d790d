"""Pictures that papers show: what kind they are, whether they are whole, and how a plan carries them."""

import base64
import binascii
import re
import struct
import zlib
from dataclasses import dataclass
from xml.etree import ElementTree

from scheduler.caps import LOGO_BYTES, LOGO_POINTS
from scheduler.text import _

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
SVG = "{http://www.w3.org/2000/svg}svg"

TYPES = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}
"""The media type of each kind, which is also how its file name ends."""


class NotAPicture(Exception):
    """What was given cannot be shown; the text says why."""


@dataclass(frozen=True)
class Picture:
    """A picture that was looked into.

    Attributes
    ----------
    kind
        One of :data:`TYPES`.
    """

    kind: str
    content: bytes


def picture(content: bytes) -> Picture:
    """Return a picture, by what it holds and not by its name.

    Raises
    ------
    NotAPicture
        If it is no PNG, JPEG or SVG, was cut short, or is too large.
    """
    if len(content) > LOGO_BYTES.most:
        raise NotAPicture(_("it has more than {most} kB.").format(most=LOGO_BYTES.most // 1024))
    if content.startswith(PNG):
        return Picture("png", _sized(content, _png_size(content)))
    if content.startswith(JPEG):
        return Picture("jpg", _sized(content, _jpeg_size(content)))
    _look_into_svg(content)
    return Picture("svg", content)


def address(shown: Picture) -> str:
    """Return a picture as a ``data:`` address."""
    return f"data:{TYPES[shown.kind]};base64,{base64.b64encode(shown.content).decode('ascii')}"


def at_address(text: str) -> Picture:
    """Return the picture of a ``data:`` address.

    Raises
    ------
    NotAPicture
        If it is none, or holds none.
    """
    found = re.fullmatch(r"data:[\w/+]+;base64,([A-Za-z0-9+/=]*)", text)
    try:
        return picture(base64.b64decode(found[1], validate=True)) if found else picture(b"")
    except binascii.Error:
        return picture(b"")


def _sized(content: bytes, size: tuple[int, int] | None) -> bytes:
    if size is None:
        raise NotAPicture(_("the file was cut short, or damaged."))
    if not 0 < min(size) <= max(size) <= LOGO_POINTS.most:
        raise NotAPicture(
            _("it has {width} × {height} points; at most {most} are shown.").format(
                width=size[0], height=size[1], most=LOGO_POINTS.most
            )
        )
    return content


def _png_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height; None unless every part is whole, from the head to the end."""
    at, size, data = len(PNG), None, False
    while at + 12 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        name, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        check = content[at + 8 + length : at + 12 + length]
        if len(check) < 4 or zlib.crc32(name + body) != struct.unpack(">I", check)[0]:
            return None
        if name == b"IHDR" and length == 13:
            size = struct.unpack(">II", body[:8])
        data = data or name == b"IDAT"
        if name == b"IEND":
            return size if data else None
        at += 12 + length
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height; None without a frame or without an end."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, (length,) = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])
        # Frames have the numbers C0 to CF, but for three that hold tables.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width, height) if b"\xff\xd9" in content[-64:] else None
        at += 2 + length
    return None


def _look_into_svg(content: bytes) -> None:
    """Refuse what is no drawing, or may stand for something else than what it shows."""
    try:
        text = content.decode("utf-8-sig")
        # Entities can make a gigabyte of a line; no drawing needs any.
        root = None if "<!ENTITY" in text else ElementTree.fromstring(text)
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        root = None
    if root is None or root.tag != SVG:
        raise NotAPicture(_("it is no PNG, JPEG or SVG picture."))
