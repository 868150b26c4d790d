"""Arguments and options that commands share, told once: used as decorators."""

from collections.abc import Callable
from typing import Any

from scheduler.cli.spoken import argument, option
from scheduler.cli.values import PATH, Day, Seconds, Whole
from scheduler.text import N_

PLAN = argument("plan", metavar=N_("PLAN"), type=PATH)

OUTPUT = option(
    "-o",
    "--output",
    "folder",
    metavar=N_("FOLDER"),
    required=True,
    type=PATH,
    help=N_("Where to write; made if it does not exist."),
)
SETTINGS = option(
    "--settings",
    metavar=N_("FILE"),
    type=PATH,
    help=N_("Your own weights (.yaml), in place of the shipped ones."),
)
CURRICULA = option(
    "--curricula",
    metavar=N_("FOLDER"),
    type=PATH,
    help=N_("Folder of your own curricula; by default “curricula” beside the tables."),
)
TODAY = option(
    "--today",
    metavar=N_("DATE"),
    type=Day(),
    help=N_("The first day that is still to come; by default, today."),
)
FREEZE_DAYS = option(
    "--freeze-days",
    metavar="N",
    type=Whole(0, 400),
    default=0,
    show_default=True,
    help=N_("Days from then on in which nothing changes either."),
)
SEED = option(
    "--seed",
    metavar="N",
    type=Whole(0, 2**31 - 1),
    default=0,
    show_default=True,
    help=N_("Start of the search: another one explores in another order."),
)
DETERMINISTIC = option(
    "--deterministic",
    is_flag=True,
    help=N_("The same plan on every run: the time limit then counts work, not seconds."),
)
QUIET = option("--quiet", is_flag=True, help=N_("Show no progress."))
ANSWER_AS_JSON = option(
    "--json", "as_json", is_flag=True, help=N_("Print the answer as JSON, for other programs.")
)


def time_limit(seconds: int, text: str = N_("Longest time to search.")) -> Callable[..., Any]:
    """Return the option of the time limit, with what it is if nobody says."""
    return option(
        "--time-limit",
        metavar=N_("SECONDS"),
        type=Seconds(),
        default=seconds,
        show_default=True,
        help=text,
    )
