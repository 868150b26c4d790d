"""Tell a file of ours from what merely bears its name, by the first bytes of the file."""

import io
import zipfile

from scheduler.text import _

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def what_else(data: bytes) -> tuple[str, str] | None:
    """Return what a file is and what to do about it, or None if it is a ``.xlsx`` workbook."""
    if other := mistaken(data):
        return other
    if not data.startswith(b"PK"):
        return (
            _("This is not a workbook."),
            _("Give a .xlsx workbook, or a folder of CSV tables."),
        )
    return _what_archive(data)


def mistaken(data: bytes) -> tuple[str, str] | None:
    """Return what a file is, and what to do, if it is of a kind that people take for ours."""
    if not data:
        return _("The file is empty."), _("Copy or download it again.")
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            return _("The workbook is protected by a password."), _("Save it without a password.")
        return _("This is a workbook in the old .xls format."), _save_as()
    if data.startswith(b"%PDF"):
        return _("This is a PDF, not a workbook."), _("Give the workbook it was printed from.")
    if data.lstrip()[:1] == b"<":
        return _("This is a web page or XML, not a workbook."), _save_as()
    return None


def _save_as() -> str:
    return _("Open it in a spreadsheet program and save it as .xlsx.")


def _what_archive(data: bytes) -> tuple[str, str] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    # A directory with flipped bits asks for features of archives that do not exist.
    except (zipfile.BadZipFile, NotImplementedError, ValueError, LookupError, OSError):
        return _("The workbook is incomplete or damaged."), _("Copy or download it again.")
    if "xl/workbook.xml" in names:
        return None
    if "xl/workbook.bin" in names or "content.xml" in names:
        return _("This is a workbook of another format (.ods or .xlsb)."), _save_as()
    return _("This is an archive or a document, not a workbook."), _("Give a .xlsx workbook.")
