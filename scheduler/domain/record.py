"""The one trait all domain values share."""

from typing import ClassVar


class Record:
    """A value of the domain: a frozen dataclass that refuses fields it does not know.

    The attribute is read by the readers of files (pydantic) at the border; nothing
    in the domain depends on it.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
