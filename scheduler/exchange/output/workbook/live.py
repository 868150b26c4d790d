"""What follows from each row of the sheet of sessions, for sheets that look it up: hidden columns.

Planners find a half-day by a number made of who, day and half: numbers are found at once among
thousands of rows, and mean nothing else than themselves, whatever signs an identifier holds.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Mode, Module
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.exchange.output.workbook.book import CalendarBook
from scheduler.exchange.output.workbook.columns import FIRST_ROW, HEADER_ROW, LETTER, LOOKED_UP
from scheduler.exchange.output.workbook.planner_days import JOINT_SIGN, REMOTE_SIGN
from scheduler.exchange.output.xlsx import Array, Formula, Value, literal
from scheduler.exchange.tables.words import HALVES, MODES, word

PACE = 200_000
"""How far the moments of one are from those of the next: more than the half-days of two centuries."""

ROWS = 100_000
"""More than the rows of the sessions: a moment has as many numbers, one for each row, the first row the last.

In order of these, rows are in order of their moments: one sort finds both.
"""

NEVER = 10**15
"""The key of a row that is at no moment of anybody: after all others, so that every row has a place."""

_BEFORE = date(1899, 12, 30).toordinal()

FIELDS = {"cohort": "cohorts_id", "trainer": "trainers_id", "room": "rooms_id"}
"""Who has a page of its own, and the list in which its number is found."""

LONGEST_SIGN = 5
"""Signs of an identifier that stands for its cohort on the page of a trainer; a longer one is numbered."""


def moment(rank: int, day: date, half: Half) -> int:
    """Return the number under which planners find a half-day of the one of that rank, from 1."""
    return rank * PACE + 2 * serial(day) + (1 if half is Half.AM else 2)


def serial(day: date) -> int:
    """Return the number that spreadsheets take for `day`."""
    return day.toordinal() - _BEFORE


def _key(moment: int, number: int) -> int:
    """Return what stands for a moment in the row of that number, from 1."""
    return moment * ROWS + ROWS - number


class Live:
    """What the hidden columns hold, as formulas and as what these give for the plan as it is written.

    Parameters
    ----------
    short, whose
        Signs that the narrowest planner of a cohort, and those of trainers and rooms, can show.
    """

    def __init__(self, book: CalendarBook, short: int, whose: int):
        self._book, self._short, self._whose = book, short, whose
        instance = book.plan.instance
        self._ranks = {
            "cohort": {name: n for n, name in enumerate(instance.cohort, start=1)},
            "trainer": {name: n for n, name in enumerate(instance.trainer, start=1)},
            "room": {name: n for n, name in enumerate(instance.room, start=1)},
        }
        taught = ((x.id, module.id) for x in instance.cohorts for module in instance.curriculum_of(x).items)
        self._items = {pair: n for n, pair in enumerate(taught, start=1)}

    def rank(self, field: str, name: str) -> int:
        """Return the number, from 1, of a cohort, trainer or room."""
        return self._ranks[field][name]

    def item(self, cohort: str, module: str) -> int:
        """Return the number, from 1, of a module of a cohort."""
        return self._items[cohort, module]

    @cached_property
    def rows(self) -> list[dict[str, str | float]]:
        """What each lesson's hidden cells hold now, in the order of the sheet."""
        return [self._now(lesson, number) for number, lesson in enumerate(self._book.lessons, start=1)]

    @cached_property
    def first(self) -> Mapping[int, int]:
        """The row, from 0, in which each moment of a cohort is found first."""
        return self._found("cohort_key")

    def found(self, field: str) -> Mapping[int, int]:
        """Return the row, from 0, in which each moment of a cohort, trainer or room is found first."""
        return {"cohort": self.first, "trainer": self._of_trainers, "room": self._of_rooms}[field]

    @cached_property
    def _of_trainers(self) -> Mapping[int, int]:
        return self._found("trainer_key")

    @cached_property
    def _of_rooms(self) -> Mapping[int, int]:
        return self._found("room_key")

    def _found(self, key: str) -> Mapping[int, int]:
        rows = [(row[key], number) for number, row in enumerate(self.rows)]
        return {int(found) // ROWS: number for found, number in reversed(rows) if found != NEVER}

    def _now(self, lesson: Lesson, number: int) -> dict[str, str | float]:
        instance = self._book.plan.instance
        cohort = instance.cohort[lesson.cohort]
        item = self._items.get((lesson.cohort, lesson.module), "")
        told = module_label(self._book, cohort, lesson.module) if item else lesson.module
        label = (JOINT_SIGN if lesson.joint else "") + _mode_sign(lesson) + told
        return {
            "item": item,
            "hue": self._book.block_hue[self._book.block_of(cohort, lesson.module)] if item else "",
            "label": label,
            "short": shortened(label, self._short),
            "by": f"{label} · {lesson.trainer}" if lesson.trainer else label,
            "whose": shortened(f"{cohort_sign(self._book, cohort)} {label}", self._whose),
            "as_written": _signature(lesson),
            "unchanged": number,
            **{
                f"{field}_key": _key(moment(self._ranks[field][name], lesson.day, lesson.half), number)
                if name
                else NEVER
                for field, name in (
                    ("cohort", lesson.cohort),
                    ("trainer", lesson.trainer),
                    ("room", lesson.room),
                )
            },
        }

    def in_order(self, field: str) -> dict[str, Sequence[Value | Array]]:
        """Return the numbers of a field in order, and of each its moment and its row of the sessions.

        Planners search these by halves, and find the first row of a moment: it comes last. Each number is
        a formula of its own: as one array, LibreOffice sorts all of them for each of them.
        """
        count = self._book.sessions.last - FIRST_ROW + 1
        now = sorted(int(row[f"{field}_key"]) for row in self.rows)
        now += [NEVER] * (count - len(now))
        # Less than all comes first, in row 2 of the list: what is searched for has something before it. A row
        # of the sessions that somebody takes out leaves one number fewer.
        smallest, found = f"=IFERROR(SMALL(plan_{field}_key,ROW()-2),{NEVER})", f"{field}_found"
        return {
            f"{field}_found": [0, *(Formula(smallest, x, found) for x in now)],
            f"{field}_sorted": [Array(f"INT({found}/{ROWS})", [x // ROWS for x in (0, *now)])],
            f"{field}_row": [
                Array(f"{ROWS}*(INT({found}/{ROWS})+1)-{found}", [ROWS - x % ROWS for x in (0, *now)])
            ],
        }

    @cached_property
    def _spare(self) -> dict[str, str | float]:
        """What the hidden cells of an empty row hold."""
        keys: dict[str, str | float] = {f"{field}_key": NEVER for field in FIELDS}
        return dict.fromkeys((*LOOKED_UP, "as_written"), "") | keys

    def cells(self, row: int, number: int | None) -> dict[str, Value]:
        """Return the hidden cells of a row: of the lesson of that number, from 1; None for a spare row."""
        now = self._spare if number is None else self.rows[number - 1]
        cell = {name: f"${letter}{row}" for name, letter in LETTER.items()}
        exact = self._book.exact
        half = f"MATCH({cell['half']},halves_word,0)"
        remote = f"{cell['mode']}={literal(word(MODES, Mode.REMOTE))}"
        signs = f'IF({cell["joint"]}="","",{literal(JOINT_SIGN)})&IF({remote},{literal(REMOTE_SIGN)},"")'
        key = exact(f'{cell["cohort"]}&"|"&{cell["module"]}')
        seen = f"{ROWS}-ROW()+ROW($A${HEADER_ROW})"
        sign = f'IFERROR(INDEX(cohorts_sign,MATCH({exact(cell["cohort"])},cohorts_id,0)),"?")'
        whose = f'{sign}&" "&{cell["label"]}'
        texts = {
            "item": f'IFERROR(MATCH({key},modules_key,0),"")',
            "hue": f'IF({cell["item"]}="","",INDEX(modules_hue,{cell["item"]}))',
            "label": f'IF({cell["cohort"]}="","",{signs}'
            f'&IF({cell["item"]}="",{cell["module"]},INDEX(modules_label,{cell["item"]})))',
            "short": _cut(cell["label"], self._short),
            "by": f'{cell["label"]}&IF({cell["trainer"]}="",""," · "&{cell["trainer"]})',
            "whose": f'IF({cell["cohort"]}="","",{_cut(whose, self._whose)})',
        }
        for field, names in FIELDS.items():
            rank = f"MATCH({exact(cell[field])},{names},0)"
            at = f"({rank}*{PACE}+INT({cell['day']})*2+{half})*{ROWS}+{seen}"
            texts[f"{field}_key"] = f'IF({cell[field]}="",{NEVER},IFERROR({at},{NEVER}))'
        cells: dict[str, Value] = {name: Formula(f"={text}", now[name], name) for name, text in texts.items()}
        cells["as_written"] = now["as_written"] or None
        same = f'IFERROR(IF({_signature_of(cell)}={cell["as_written"]},{number},""),"")'
        cells["unchanged"] = None if number is None else Formula(f"={same}", number)
        return cells


def changed(book: CalendarBook) -> Formula:
    """Return the formula of how many half-days are not as they were written.

    One that was edited counts once, one that was added or is gone too, and one that was taken away
    while another was added is a half-day moved.
    """
    # A row that was copied brings its number with it: each number counts once.
    kept = "SUMPRODUCT(--(FREQUENCY(plan_unchanged,plan_unchanged)>0))"
    written = len(book.lessons)
    return Formula(f"=MAX({written},COUNTA({book.sessions('cohort')}))-{kept}", 0)


def module_label(book: CalendarBook, cohort: Cohort, module: str) -> str:
    """Return how planners call a module: the letter of its block, and its identifier."""
    letter = book.block_letter[book.block_of(cohort, module)]
    return f"{letter} {module}" if letter else module


def cohort_sign(book: CalendarBook, cohort: Cohort) -> str:
    """Return how pages of trainers and rooms call a cohort: a short identifier, or its number."""
    cohorts = list(book.plan.instance.cohort)
    if max(map(len, cohorts)) <= LONGEST_SIGN:
        return cohort.id
    return str(1 + cohorts.index(cohort.id))


def modules_of(book: CalendarBook, cohort: Cohort) -> list[Module]:
    """Return the modules of a cohort in the order of its curriculum."""
    return list(book.plan.instance.curriculum_of(cohort).items)


def shortened(text: str, signs: int) -> str:
    """Return `text`, cut behind an ellipsis if it has more than so many signs."""
    return text if len(text) <= signs else f"{text[: signs - 1]}…"


def _cut(text: str, signs: int) -> str:
    return f'IF(LEN({text})>{signs},LEFT({text},{signs - 1})&"…",{text})'


def _mode_sign(lesson: Lesson) -> str:
    return REMOTE_SIGN if lesson.mode is Mode.REMOTE else ""


_SIGNED = ("cohort", "group", "session", "day", "half", "hours", "module", "trainer", "room", "mode", "joint")
"""What makes a half-day what it is; a pin does not."""


def _signature(lesson: Lesson) -> str:
    values = {
        "day": serial(lesson.day),
        "half": word(HALVES, lesson.half),
        "hours": round(100 * lesson.hours),
        "mode": word(MODES, lesson.mode),
    }
    return "|".join(str(values.get(name, getattr(lesson, name) or "")) for name in _SIGNED)


def _signature_of(cell: Mapping[str, str]) -> str:
    # Whole numbers: as texts, others look different from one language to the next.
    parts = {"day": f"INT({cell['day']})", "hours": f"ROUND(100*{cell['hours']},0)"}
    return '&"|"&'.join(parts.get(name, cell[name]) for name in _SIGNED)
