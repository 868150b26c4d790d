"""Which versions of a file are read: all that were ever released, and none that is still to come."""

from scheduler.errors import InputError
from scheduler.text import _


def refuse_other_versions(found: object, known: int, where: str) -> None:
    """Return if a file of version `found` can be read by a program that writes version `known`.

    Parameters
    ----------
    where
        What a message calls the file.

    Raises
    ------
    InputError
        If the version is later than `known`, or no version at all.
    """
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise InputError.at(
            where,
            _("“{version}” is not a version of this kind of file.").format(version=found),
            _("Solve again, or put back what was changed by hand."),
        )
    if found > known:
        raise InputError.at(
            where,
            _(
                "this file comes from a later release of the program: its format has version {found}, "
                "and this release reads up to version {known}."
            ).format(found=found, known=known),
            _("Install the latest release, or solve again with this one."),
        )
