"""Pins that cannot be meant: what a fixed lesson names must be able to come together."""

from datetime import date

from scheduler.domain.cohort import PinKind
from scheduler.domain.curriculum import Curriculum, Module
from scheduler.domain.time import WORKING_WEEK
from scheduler.exchange.input.checks import find
from scheduler.exchange.input.references import Library, Tables
from scheduler.exchange.tables.complaints import Complaints
from scheduler.exchange.tables.rows import Row
from scheduler.text import _
from scheduler.text.phrases import short_day


def check_pins(tables: Tables, library: Library | None, complaints: Complaints) -> None:
    """Note every pin that fixes the impossible; what is merely hard to meet is the solver's."""
    for row in tables["pins"].rows:
        if row.get("kind") is PinKind.FIX and not row.refused:
            _check_fix(row, tables, library or {}, complaints)


def _check_fix(row: Row, tables: Tables, library: Library, complaints: Complaints) -> None:
    cohort = find(tables["cohorts"], row.get("cohort"))
    if cohort is None:
        complaints.error(
            row.places["cohort"],
            _("What is fixed needs a group."),
            _("Fill in the group, or forbid instead of fixing."),
        )
        return
    _check_day(row, cohort, complaints)
    site = cohort.get("site")
    room = find(tables["rooms"], row.get("room"))
    if room and site and room.get("site") not in (None, site):
        complaints.error(
            row.places["room"],
            _("Room “{room}” is not at site “{site}” of the group.").format(room=row.get("room"), site=site),
            _("Choose a room of this site."),
        )
    trainer = find(tables["trainers"], row.get("trainer"))
    if trainer and site and trainer.get("sites") and site not in trainer.values["sites"]:
        complaints.error(
            row.places["trainer"],
            _("Trainer “{trainer}” does not go to site “{site}”.").format(
                trainer=row.get("trainer"), site=site
            ),
            _("Add the site to the trainer's, or choose another trainer."),
        )
    curriculum: Curriculum | None = library.get(cohort.get("curriculum") or "")
    module = curriculum.by_id.get(row.get("module") or "") if curriculum else None
    if module:
        _check_module(row, module, room, trainer, complaints)


def _check_day(row: Row, cohort: Row, complaints: Complaints) -> None:
    day: date = row.values["day"]
    allowed = cohort.get("weekdays") or WORKING_WEEK
    if "weekdays" not in cohort.refused and day.weekday() not in allowed:
        complaints.error(
            row.places["day"],
            _("{day} is on a weekday on which the group does not train.").format(day=short_day(day)),
            _("Choose another day, or change the weekdays of the group."),
        )
    elif cohort.get("start_from") and day < cohort.values["start_from"]:
        complaints.error(
            row.places["day"],
            _("{day} comes before the group can start ({start}).").format(
                day=short_day(day), start=short_day(cohort.values["start_from"])
            ),
            _("Choose a later day, or change the start of the group."),
        )


def _check_module(
    row: Row, module: Module, room: Row | None, trainer: Row | None, complaints: Complaints
) -> None:
    if trainer and trainer.get("skills") and module.skill not in trainer.values["skills"]:
        complaints.error(
            row.places["trainer"],
            _("Trainer “{trainer}” does not teach module {module}.").format(
                trainer=row.get("trainer"), module=module.id
            ),
            _("Choose a trainer with the skill “{skill}”.").format(skill=module.skill)
            if module.skill
            else _("This module has no trainer: leave the cell empty."),
        )
    if room and room.get("kind") and room.get("kind") not in module.rooms:
        complaints.error(
            row.places["room"],
            _("Room “{room}” is not of a kind that module {module} accepts.").format(
                room=row.get("room"), module=module.id
            ),
            _("Choose another room."),
        )
