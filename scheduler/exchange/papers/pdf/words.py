"""The words that the templates put on pages, in the language now spoken."""

from scheduler.text import N_, _

_WORDS = {
    "declaration": N_("Activity declaration no."),
    "page": N_("Page"),
    "training": N_("Training"),
    "programme": N_("Programme"),
    "block": N_("Block"),
    "module": N_("Module"),
    "hours": N_("Hours"),
    "total": N_("Total"),
    "days": N_("Training days"),
    "session": N_("Session"),
    "date": N_("Date"),
    "times": N_("Times"),
    "trainer": N_("Trainer"),
    "place": N_("Place"),
    "half_day": N_("Half-day"),
    "room": N_("Room"),
    "trainer_signature": N_("Trainer's signature"),
    "number": N_("No."),
    "learner": N_("Learner"),
    "sheet": N_("Sheet"),
    "present": N_("Who"),
    "month": N_("Month"),
    "dates": N_("Dates"),
    "day_count": N_("Days"),
    "employer": N_("Employer"),
    "your_groups": N_("Your groups"),
    "summons": N_("You are asked to come to the days of training below."),
    "struck_out": N_("Days struck out are those of modules that you need not follow."),
    "absence": N_("If you cannot come, tell the training organisation and your employer as soon as you can."),
    "away": N_("Days on which your employees are in training, as planned today."),
    "by_month": N_("By month"),
    "by_module": N_("By module"),
    "group": N_("Group"),
    "each_day": N_("Day by day"),
    "read_and_agreed": N_("Seen by the trainer: date and signature"),
    "done_at": N_("Done at"),
    "done_on": N_("on"),
    "signer": N_("Name and quality of who signs"),
    "stamp": N_("Signature and stamp of the training organisation"),
    "planned": N_("Hours planned in this period"),
    "missed": N_("Hours missed, from the attendance sheets"),
    "followed": N_("Hours followed"),
    "keep": N_(
        "The attendance sheets and the other proofs are kept by the training organisation, at the disposal "
        "of the funder and of the inspectors."
    ),
    "sign_note": N_(
        "Each person signs for each half-day, during it. A trainer who replaces another writes his or her "
        "name. Leave the cells of those who are absent empty."
    ),
}


def words() -> dict[str, str]:
    """Return the words by what the templates call them."""
    return {key: _(text) for key, text in _WORDS.items()}
