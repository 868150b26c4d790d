"""Look whether every part of a workbook is XML that any program can open."""

import io
import zipfile
from xml.parsers import expat


def faulty_part(content: bytes) -> str | None:
    """Return the first part of the workbook in `content` that is no XML, and why; None if all are."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                try:
                    expat.ParserCreate().Parse(archive.read(name), True)
                except expat.ExpatError as fault:
                    return f"{name}: {fault}"
    return None
