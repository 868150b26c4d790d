"""The number of a plan: the files of one plan bear the same, those of two plans do not."""

import hashlib
import json
from collections.abc import Mapping

from scheduler.domain.plan import Plan
from scheduler.exchange.output.plan_json import plain


def plan_number(plan: Plan) -> int:
    """Return nine digits that change with the input, the lessons, and what is proved about them.

    How long it took, and what was said on the way, do not count: the same plan found again
    has the same number. It is a number because every spreadsheet program keeps one as it is.
    """
    told = (plan.instance, plan.lessons, plan.settings, plan.status, plan.objective, plan.bound)
    text = json.dumps(told, default=plain, separators=(",", ":"))
    return 100_000_000 + int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) % 900_000_000


def sealed(contents: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each of `contents`, by file name."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
