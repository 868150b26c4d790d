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
    "sign_note": N_(
        "Each person signs for each half-day, during it. A trainer who replaces another writes his or her "
        "name. Leave the cells of those who are absent empty."
    ),
}


def words() -> dict[str, str]:
    """Return the words by what the templates call them."""
    return {key: typeset(_(text)) for key, text in _WORDS.items()}


def typeset(text: str) -> str:
    """Return a sentence of this program with the apostrophes of printed text."""
    return text.replace("'", "’")
