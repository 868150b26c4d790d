"""Options that commands share, told once: used as decorators."""

from scheduler.cli.spoken import option
from scheduler.cli.values import PATH, Whole
from scheduler.text import N_

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
