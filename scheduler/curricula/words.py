"""What people read for the codes that curricula use for professions and prerequisites."""

from collections.abc import Iterable

from scheduler.text import N_, _

PROFILES: dict[str, str] = {
    "nurse": N_("nurse"),
    "nursing_assistant": N_("nursing assistant"),
    "childcare_assistant": N_("childcare assistant"),
    "medical_secretary": N_("medical secretary"),
    "dental_assistant": N_("dental assistant"),
    "other": N_("other profile"),
}
"""Professions before training; marked for translation."""

PREREQUISITES: dict[str, str] = {
    "level4_diploma": N_("level 4 diploma"),
    "level4_medical_secretary": N_("level 4 certification as medical secretary"),
    "three_years_medical_secretary": N_("three years as medical secretary"),
}
"""What opens the CQP to a learner (ONISEP); marked for translation."""

ROOMS: dict[str, str] = {
    "classroom": N_("classroom"),
    "computer": N_("computer room"),
    "practice": N_("practice room"),
}
"""Kinds of rooms; marked for translation."""


def said(code: str) -> str:
    """Return what people read for a profile or a prerequisite; one they do not know, as it is."""
    word = PROFILES.get(code) or PREREQUISITES.get(code)
    return _(word) if word else code


def said_rooms(kinds: Iterable[str]) -> list[str]:
    """Return what people read for kinds of rooms; one of the centre's own, as it is."""
    return [_(ROOMS[kind]) if kind in ROOMS else kind for kind in kinds]
