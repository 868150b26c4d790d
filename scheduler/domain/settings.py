"""What the user may weigh: the soft terms and their weights."""

from dataclasses import dataclass, field, replace

from scheduler.domain.record import Record
from scheduler.text import N_


@dataclass(frozen=True)
class Term:
    """A soft term of the cost: a count at 0 or above of what a planner would rather avoid.

    Attributes
    ----------
    name
        What the settings file and ``plan.json`` call it.
    title, quantity
        What people read: the term, and what is counted (translate with ``_``).
    """

    name: str
    title: str
    quantity: str


TERMS: tuple[Term, ...] = (
    Term("rhythm", N_("Even rhythm"),
         N_("sum over sessions of the squared distance, in open weeks, to an even spacing")),
    Term("school_holidays", N_("School holidays"),
         N_("training days in school holidays, at sites that avoid them")),
    Term("bridges", N_("Bridges"),
         N_("training days on bridge days, at sites that avoid them")),
    Term("preferred_weekdays", N_("Preferred weekdays"),
         N_("training days outside the cohort's preferred weekdays")),
    Term("weekday_stability", N_("Stable weekdays"),
         N_("sessions outside the cohort's usual pair of weekdays")),
    Term("continuity", N_("Continuity of modules"),
         N_("sessions beyond the fewest a module needs, and interruptions of a module")),
    Term("trainers_per_module", N_("Trainers per module"),
         N_("trainers beyond the first for a module and group")),
    Term("trainer_balance", N_("Balance between trainers"),
         N_("half-days above a trainer's even share of what he or she can teach")),
    Term("room_stability", N_("Stable rooms"),
         N_("rooms beyond the first used by a cohort")),
    Term("group_size", N_("Group sizes"),
         N_("learners missing to the smallest size of a group, over all groups of all modules")),
    Term("shared_teaching", N_("Shared teaching"),
         N_("half-days taught, once per group, of joint modules that cohorts may share")),
    Term("deadline_margin", N_("Margin before deadlines"),
         N_("weeks missing to the margin before a cohort's tightest deadline")),
)  # fmt: skip

TERM: dict[str, Term] = {term.name: term for term in TERMS}


TOLD = ("dates", "trainers", "rooms")
"""Who is told of a change of the plan: learners of new dates, trainers and rooms of theirs."""


@dataclass(frozen=True)
class Settings(Record):
    """Weights of the soft terms, the margin wished before a deadline, and what it costs to tell people.

    Attributes
    ----------
    weights
        One whole number at 0 or above per name of :data:`TERMS`.
    deadline_margin_weeks
        Weeks a centre likes to keep between the last day and the tightest deadline.
    told
        One whole number at 0 or above per name of :data:`TOLD`: what a repair weighs where as many
        half-days change. Empty in plans of before there were repairs.
    """

    weights: dict[str, int]
    deadline_margin_weeks: int
    told: dict[str, int] = field(default_factory=dict)

    @property
    def free(self) -> "Settings":
        """The settings under which every plan costs nothing."""
        return replace(self, weights=dict.fromkeys(TERM, 0))
