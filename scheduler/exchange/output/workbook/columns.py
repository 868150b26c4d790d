"""The sheet of sessions, described once for the writer and for the reader."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter, quote_sheetname

from scheduler.domain.plan import Lesson
from scheduler.exchange.tables.columns import Column, Kind, TableSheet
from scheduler.exchange.tables.words import HALVES, MODES, PINNED
from scheduler.text import N_

HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
SPARE_ROWS = 100
"""Empty rows below the last that the formulas watch too, for rows added by hand."""

LOOKED_UP = (
    "item",
    "hue",
    "label",
    "short",
    "by",
    "whose",
    "cohort_key",
    "trainer_key",
    "room_key",
    "unchanged",
)
"""Columns that other sheets look up by a name of the workbook: ``plan_label``."""

SESSIONS = TableSheet(
    "sessions", "Séances", "Half-days", N_("Sessions, half-day by half-day"),
    (
        Column("cohort", "Groupe", "Cohort", Kind.REFERENCE, required=True, to="cohorts", width=15.5),
        Column("group", "Sous-groupe", "Parallel group", Kind.WHOLE, required=True, least=1, width=8),
        Column("session", "Regroupement", "Session no.", Kind.WHOLE, required=True, least=1, width=12.5),
        Column("day", "Date", "Date", Kind.DATE, required=True, width=15),
        Column("half", "Demi-journée", "Half-day", Kind.CHOICE, required=True, choices=HALVES, width=11.5),
        Column("start", "Début", "Start", Kind.TIME, width=6.5, derived=True),
        Column("end", "Fin", "End", Kind.TIME, width=6.5, derived=True),
        Column("hours", "Heures", "Hours", Kind.HOURS, required=True, width=7),
        Column("block", "Bloc", "Block", Kind.TEXT, width=6, derived=True),
        Column("module", "Module", "Module", Kind.REFERENCE, required=True, to="modules", width=13),
        Column("module_title", "Intitulé du module", "Module title", Kind.TEXT, width=32, derived=True),
        Column("trainer", "Formateur", "Trainer", Kind.REFERENCE, to="trainers", width=10),
        Column("trainer_name", "Nom du formateur", "Trainer's name", Kind.TEXT, width=20, derived=True),
        Column("room", "Salle", "Room", Kind.REFERENCE, to="rooms", width=10),
        Column("site", "Site", "Site", Kind.TEXT, width=9, derived=True),
        Column("mode", "Modalité", "Mode", Kind.CHOICE, required=True, choices=MODES, width=10),
        Column("pinned", "Épinglé", "Pinned", Kind.CHOICE, choices=PINNED, also=("Figé",), width=8),
        Column("joint", "Cours commun", "Joint lesson", Kind.TEXT, width=16, later=True),
        Column("alert", "Alerte", "Alert", Kind.TEXT, width=24, derived=True),
        # Of a joint lesson, each row counts for a part: together they are one lesson.
        Column("counted", "Compte pour", "Counts as", Kind.HOURS, width=8, derived=True),
        # What other sheets look up; nobody needs to see it.
        Column("item", "Calcul : module", "Computed: module", Kind.WHOLE, width=8, derived=True),
        Column("hue", "Calcul : couleur", "Computed: colour", Kind.WHOLE, width=8, derived=True),
        Column("label", "Calcul : libellé", "Computed: label", Kind.TEXT, width=16, derived=True),
        Column("short", "Calcul : libellé court", "Computed: short label", Kind.TEXT, width=12, derived=True),
        Column("by", "Calcul : avec formateur", "Computed: with trainer", Kind.TEXT, width=20, derived=True),
        Column("whose", "Calcul : avec groupe", "Computed: with cohort", Kind.TEXT, width=20, derived=True),
        Column("cohort_key", "Calcul : clé groupe", "Computed: cohort key", Kind.WHOLE, width=9,
               derived=True),
        Column("trainer_key", "Calcul : clé formateur", "Computed: trainer key", Kind.WHOLE, width=9,
               derived=True),
        Column("room_key", "Calcul : clé salle", "Computed: room key", Kind.WHOLE, width=10, derived=True),
        Column("as_written", "Calcul : d'origine", "Computed: as written", Kind.TEXT, width=20, derived=True),
        Column("unchanged", "Calcul : inchangée", "Computed: unchanged", Kind.WHOLE, width=8, derived=True),
    ),
    record=Lesson, complete=True,
)  # fmt: skip

LETTER = {column.key: get_column_letter(number) for number, column in enumerate(SESSIONS.columns, start=1)}


@dataclass(frozen=True)
class SessionsRange:
    """Where formulas of any sheet find the sessions: their sheet, down to the last row watched."""

    last: int

    def __call__(self, name: str) -> str:
        """Return the cells of a column, fixed, with their sheet: ``'Séances'!$D$5:$D$434``."""
        return f"{quote_sheetname(SESSIONS.title)}!${LETTER[name]}${FIRST_ROW}:${LETTER[name]}${self.last}"
