"""How a block of competences is shown: a colour, and beside it a letter, for grey prints and all eyes."""

from dataclasses import dataclass

from scheduler.domain.instance import Instance
from scheduler.exchange.look import ASSESSMENT, BLOCKS, LETTERS
from scheduler.text import _

ASSESSED = "X"
"""The letter of the assessment, which is in no block."""


@dataclass(frozen=True)
class BlockMark:
    """The sign of a block.

    Attributes
    ----------
    fill
        As ``RRGGBB``, light enough for black text.
    title
        What the curricula call it.
    """

    letter: str
    fill: str
    title: str


def block_marks(instance: Instance) -> dict[str, BlockMark]:
    """Return the mark of each block, by identifier, in the order of the curricula; the assessment's last.

    The same in every output. The assessment is under the empty identifier.
    """
    titles: dict[str, dict[str, None]] = {}
    for curriculum in instance.curricula:
        for block in curriculum.blocks:
            titles.setdefault(block.id, {})[block.title] = None
    found = {
        name: BlockMark(LETTERS[number % len(LETTERS)], BLOCKS[number % len(BLOCKS)], " / ".join(told))
        for number, (name, told) in enumerate(titles.items())
    }
    if any(curriculum.assessment for curriculum in instance.curricula):
        found[""] = BlockMark(ASSESSED, ASSESSMENT, _("Assessment, outside the blocks"))
    return found
