"""Words that only curricula know: skills of trainers and kinds of rooms."""

from collections.abc import Iterable

from scheduler.domain.curriculum import Curriculum
from scheduler.exchange.input.references import Library, Tables
from scheduler.exchange.tables.complaints import Complaints, Spot
from scheduler.exchange.tables.names import nearest, normal
from scheduler.exchange.tables.words import ROOM_KINDS
from scheduler.text import _


def own_words(curricula: Iterable[Curriculum]) -> dict[str, list[str]]:
    """Return the words that curricula add to choices, by vocabulary."""
    listed = list(curricula)
    return {
        "profiles": _once(p for c in listed for p in (*c.profiles, *c.excluded_profiles)),
        "prerequisites": _once(p for c in listed for p in c.prerequisites),
        "rooms": _once(kind for c in listed for module in c.items for kind in module.rooms),
    }


def match_words(tables: Tables, library: Library, complaints: Complaints) -> None:
    """Write skills as the curricula do, and warn of skills and kinds of rooms that no module asks for."""
    modules = [module for curriculum in library.values() for module in curriculum.items]
    skills = {normal(module.skill): module.skill for module in modules if module.skill}
    for row in tables["trainers"].rows:
        for skill in row.get("skills") or ():
            if normal(skill) not in skills:
                _warn(
                    row.places["skills"],
                    skill,
                    skills.values(),
                    _("No module asks for the skill “{value}”."),
                    complaints,
                )
        if "skills" in row.values:
            row.values["skills"] = tuple(_once(skills.get(normal(x), x) for x in row.values["skills"]))
    kinds = {kind for module in modules for kind in module.rooms}
    words = [word for choice in ROOM_KINDS for word in (*choice.french, *choice.english)]
    for row in tables["rooms"].rows:
        kind = row.get("kind")
        if kind and kind not in kinds:
            _warn(
                row.places["kind"],
                kind,
                (*words, *kinds),
                _("No module asks for a room of kind “{value}”."),
                complaints,
            )


def _warn(place: Spot, value: str, known: Iterable[str], message: str, complaints: Complaints) -> None:
    names = tuple(known)
    close = nearest(value, names)
    complaints.warning(
        place,
        message.format(value=value),
        _("Did you mean “{name}”?").format(name=close)
        if close
        else _("Known: {words}.").format(words=", ".join(names)),
    )


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
