"""Judge a plan that somebody wrote or edited."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.check import check, cost_of, costs
from scheduler.domain.plan import Plan, TermCost, Violation
from scheduler.errors import InputError, Problem
from scheduler.exchange.output import read_plan
from scheduler.exchange.output.sets import strangers
from scheduler.text import _, plural


@dataclass(frozen=True)
class Verdict:
    """What the checker says of a plan.

    Attributes
    ----------
    costs
        Counted again from the lessons as they stand, whatever the file says.
    strangers
        Files beside the plan that are not of the same run.
    """

    plan: Plan
    violations: tuple[Violation, ...]
    costs: tuple[TermCost, ...]
    strangers: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """True if no rule is broken and the files beside the plan are its own."""
        return not self.violations and not self.strangers

    @property
    def cost(self) -> int:
        """The cost of the plan as it stands."""
        return cost_of(self.costs)

    @property
    def by_code(self) -> dict[str, list[Violation]]:
        """Violations under the code of their rule, codes in order."""
        codes = sorted({violation.code for violation in self.violations})
        return {code: [x for x in self.violations if x.code == code] for code in codes}


def judge(path: Path) -> Verdict:
    """Return what the checker says of the plan stored at `path`, edited or not.

    Raises
    ------
    InputError
        With every problem found, if the file cannot be read as a plan.
    """
    plan = read_plan(path)
    return Verdict(
        plan,
        check(plan.instance, plan.lessons),
        costs(plan.instance, plan.lessons, plan.settings),
        strangers(path),
    )


def read_sound(path: Path) -> Plan:
    """Return the plan stored at `path`, for a question that makes sense of a plan without faults alone.

    Raises
    ------
    InputError
        With every problem found, if it cannot be read, or breaks a rule.
    """
    plan = read_plan(path)
    if broken := check(plan.instance, plan.lessons):
        message = plural(
            "the plan breaks a rule: {first}", "the plan breaks {count} rules: {first}", len(broken)
        ).format(count=len(broken), first=broken[0].message)
        hint = _("Ask of a plan that keeps the rules; “scheduler repair {plan}” makes one.")
        raise InputError.at(str(path), message, hint.format(plan=path))
    return plan


def as_data(verdict: Verdict) -> dict[str, Any]:
    """Return the verdict as other programs read it: a public contract that may grow."""
    return {
        "ok": verdict.ok,
        "violations": [
            {"code": x.code, "where": x.where, "message": x.message, "severity": x.severity}
            for x in verdict.violations
        ],
        "left_out": [{"cohort": x.cohort, "reason": x.reason} for x in verdict.plan.left_out],
        "mixed": [{"where": x.where, "message": x.message} for x in verdict.strangers],
        "cost": {x.term: x.total for x in verdict.costs} | {"total": verdict.cost},
    }
