"""The words of the page, which its script puts together, in the language now spoken."""

from scheduler.exchange.output.workbook.words import MONTHS
from scheduler.text import N_, _
from scheduler.text.phrases import HALVES, WEEKDAYS

_WORDS = {
    "schedule": N_("Training schedule"),
    "skip": N_("Skip to the schedule"),
    "cohort": N_("Groups"),
    "trainer": N_("Trainers"),
    "room": N_("Rooms"),
    "learner": N_("Learners"),
    "whose": N_("Whose schedule"),
    "who": N_("Name"),
    "view": N_("View"),
    "year": N_("Year"),
    "week": N_("Week"),
    "list": N_("List"),
    "search": N_("Search"),
    "search_hint": N_("a name, a module, a date"),
    "found": N_("Search results"),
    "nothing": N_("Nothing found."),
    "more": N_("… and {count} more"),
    "print": N_("Print"),
    "theme": N_("Light or dark"),
    "today": N_("Today"),
    "before": N_("Previous week with lessons"),
    "after": N_("Next week with lessons"),
    "week_of": N_("Week {number}, from {day}"),
    "empty": N_("No lesson."),
    "day": N_("Day"),
    "half": N_("Half-day"),
    "hours": N_("Hours"),
    "module": N_("Module"),
    "block": N_("Block"),
    "group": N_("Group"),
    "teacher": N_("Trainer"),
    "place": N_("Room"),
    "group_of": N_("group {number} of {count}"),
    "step": N_("half-day {number} of {count}"),
    "remote": N_("at a distance"),
    "with": N_("together with {names}"),
    "exempted": N_("Exempted from: {names}"),
    "sum": N_("{half_days} half-days on {days} days, {hours} h, from {first} to {last}"),
    "legend": N_("Legend"),
    "arrows": N_("Arrow keys go from one training day to another, Enter opens its week."),
}


def words() -> dict[str, object]:
    """Return the words by what the script calls them."""
    return {key: _(text).replace("'", "’") for key, text in _WORDS.items()} | {
        "months": [_(month) for month in MONTHS],
        "weekdays": [_(day) for day in WEEKDAYS],
        "halves": [_(half) for half in HALVES.values()],
    }
