"""What is told of a change: that a plan then exists, or that this is not known."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.explain.corrections.correction import Correction
from scheduler.explain.oracle import Answer
from scheduler.text import _, plural


@dataclass(frozen=True)
class CorrectionSet:
    """Changes tried together, and whether a plan exists once all of them are made.

    Attributes
    ----------
    codes, where
        The rules and the places that the changes are about.
    changes
        Each change in words.
    answer
        YES: such a plan was found. NO: proved that none exists. UNKNOWN: not known in time.
    fewest
        True if it is proved that none of the changes can be spared.
    together
        False if the changes were tried one by one.
    """

    codes: tuple[str, ...]
    where: str
    changes: tuple[str, ...]
    answer: Answer
    fewest: bool = True
    together: bool = True

    @classmethod
    def of(
        cls, changes: Sequence[Correction], answer: Answer, *, title: str | None = None, fewest: bool = True
    ) -> "CorrectionSet":
        """Return the set of changes, named one by one or, with `title`, all at once."""
        said = tuple(change.said for change in changes) if title is None else (title,)
        codes = sorted({code for change in changes for code in change.codes})
        places = dict.fromkeys(change.where for change in changes if change.where)
        return cls(tuple(codes), ", ".join(places), said, answer, fewest)

    @property
    def message(self) -> str:
        """The set in one or two sentences."""
        named, count = "; ".join(self.changes), len(self.changes)
        if not self.together:
            message = _("Not known in time whether one of these changes would do: {changes}.")
            return message.format(changes=named)
        if self.answer is Answer.YES:
            message = plural(
                "A plan exists with this change: {changes}.",
                "A plan exists with these changes together: {changes}.",
                count,
            ).format(changes=named)
            return message if self.fewest else " ".join((message, _("Perhaps not all of it is needed.")))
        if self.answer is Answer.NO:
            message = plural(
                "No plan exists even with this change: {changes}.",
                "No plan exists even with these changes together: {changes}.",
                count,
            )
        else:
            message = plural(
                "Not known in time whether a plan exists with this change: {changes}.",
                "Not known in time whether a plan exists with these changes together: {changes}.",
                count,
            )
        return message.format(changes=named)
