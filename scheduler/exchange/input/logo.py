"""The logo that the sheet of the centre names: a picture beside the tables, taken into the instance."""

from pathlib import Path

from scheduler.caps import LOGO_BYTES, read_bytes
from scheduler.errors import InputError, reason
from scheduler.exchange.input.references import Tables
from scheduler.exchange.picture import NotAPicture, address, picture
from scheduler.exchange.tables.complaints import Complaints
from scheduler.text import _


def take_logo(tables: Tables, folder: Path, complaints: Complaints) -> None:
    """Put the picture itself in the place of its name, or note at its cell why that cannot be done.

    Only a file in `folder`, or below it, is taken: tables may come from somebody else.
    """
    for row in tables["centre"].rows:
        name = row.get("logo")
        if not name:
            continue
        try:
            row.values["logo"] = address(picture(_content(folder, name)))
        except NotAPicture as fault:
            message = _("“{value}” cannot be shown: {reason}").format(value=name, reason=fault)
            complaints.error(row.places["logo"], message, _how())


def _content(folder: Path, name: str) -> bytes:
    path = folder / name.replace("\\", "/")
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise NotAPicture(_("it does not lie beside the tables."))
        return read_bytes(path, LOGO_BYTES)
    except InputError as fault:
        raise NotAPicture(fault.problems[0].message) from fault
    except FileNotFoundError:
        raise NotAPicture(_("there is no such file beside the tables.")) from None
    except (OSError, ValueError) as fault:
        said = reason(fault) if isinstance(fault, OSError) else name
        raise NotAPicture(_("it cannot be opened ({reason}).").format(reason=said)) from fault


def _how() -> str:
    return _("Put a .png, .jpg or .svg picture beside the tables, or leave the cell empty.")
