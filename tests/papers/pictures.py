"""Pictures for logos, made by hand."""

import struct
import zlib


def png(width: int = 4, height: int = 2) -> bytes:
    """Return a green picture."""
    rows = b"".join(b"\x00" + b"\x10\x80\x40" * width for _row in range(height))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    told = (
        struct.pack(">I", len(x)) + name + x + struct.pack(">I", zlib.crc32(name + x)) for name, x in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


def jpeg(width: int = 4, height: int = 2) -> bytes:
    """Return what tells a JPEG picture and its size, with nothing to see in it."""
    head = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00" + bytes(9)
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + bytes(3)
    return head + frame + b"\xff\xd9"


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">'
    b'<rect width="60" height="20" fill="#0F766E"/><circle cx="10" cy="10" r="7" fill="#fff"/></svg>'
)
