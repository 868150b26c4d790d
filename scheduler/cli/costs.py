"""The cost of a plan, term by term."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scheduler.cli.figures import table
from scheduler.domain.settings import TERM
from scheduler.text import _

if TYPE_CHECKING:
    from scheduler.domain.plan import TermCost


def cost_lines(costs: Sequence["TermCost"]) -> list[str]:
    """Return the total, then a line for each term that costs something."""
    total = sum(cost.total for cost in costs)
    if not total:
        return [_("Cost: 0, nothing to regret.")]
    counted = sorted((x for x in costs if x.total), key=lambda x: -x.total)
    rows = [(_(TERM[x.term].title), x.total, f"({x.quantity} × {x.weight})") for x in counted]
    return [_("Cost: {total}").format(total=total), table(rows, right=(1,))]
