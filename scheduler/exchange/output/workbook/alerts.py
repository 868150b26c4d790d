"""What the sheet of sessions warns of by itself, while somebody edits it.

Faults that a look-up can find at once; ``scheduler check`` finds all the others. Each
is told twice: as a formula, and as what the formula gives for the plan as it is written.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from scheduler.domain.plan import Lesson
from scheduler.domain.time import Weekday
from scheduler.exchange.output.workbook.book import CalendarBook
from scheduler.exchange.output.workbook.columns import FIRST_ROW, LETTER
from scheduler.exchange.output.workbook.live import NEVER, ROWS
from scheduler.text import N_, _

NO_DATE = N_("No date.")
CLOSED = N_("Closed day.")
TRAINER_TWICE = N_("Trainer twice.")
TRAINER_AWAY = N_("Trainer away.")
ROOM_TWICE = N_("Room twice.")
JOINT_APART = N_("Joint lesson apart.")


def conditions(book: CalendarBook, row: int, last: int) -> dict[str, str]:
    """Return the formula of each fault for the lesson in `row`, without the leading ``=``.

    They hold in the rows :data:`FIRST_ROW` to `last`, and may be used for any of these when
    `row` is the first, as conditional formats do.
    """
    cell = {name: f"${letter}{row}" for name, letter in LETTER.items()}
    column = {name: f"${letter}${FIRST_ROW}:${letter}${last}" for name, letter in LETTER.items()}
    moment = f"{column['day']},{cell['day']},{column['half']},{cell['half']}"
    site = f"INDEX(cohorts_site,MATCH({book.exact(cell['cohort'])},cohorts_id,0))"
    who = {name: book.criterion(cell[name]) for name in ("trainer", "room", "joint")}

    def twice(name: str) -> str:
        """Compare how many rows have one's moment with how many are one lesson with this."""
        key, names = f"INT({cell[f'{name}_key']}/{ROWS})", f"{name}_sorted"
        rows = f"MATCH({key},{names})-MATCH({key}-1,{names})"
        return f"IF({cell[f'{name}_key']}={NEVER},FALSE,{rows}>{together(name)})"

    def together(name: str) -> str:
        """Count the rows that are one lesson with this one, or this one alone."""
        joint = f"COUNTIFS({moment},{column[name]},{who[name]},{column['joint']},{who['joint']})"
        return f'IF({cell["joint"]}="",1,{joint})'

    def apart(name: str) -> str:
        rows = f"COUNTIFS({moment},{column['joint']},{who['joint']})"
        return f'IF({cell[name]}="",FALSE,{rows}>{together(name)})'

    return {
        NO_DATE: f"NOT(ISNUMBER({cell['day']}))",
        CLOSED: f"IF(ISNUMBER({cell['day']}),OR(WEEKDAY({cell['day']},2)>5,"
        f"IFERROR(COUNTIFS(shut_site,{site},shut_day,{cell['day']}),0)>0),FALSE)",
        TRAINER_TWICE: twice("trainer"),
        TRAINER_AWAY: f'IF({cell["trainer"]}="",FALSE,COUNTIFS(absences_trainer,{who["trainer"]},'
        f'absences_first,"<="&{cell["day"]},absences_last,">="&{cell["day"]},'
        f"absences_half,{cell['half']})>0)",
        ROOM_TWICE: twice("room"),
        JOINT_APART: f'IF({cell["joint"]}="",FALSE,OR({apart("trainer")},{apart("room")}))',
    }


def formula(book: CalendarBook, row: int) -> str:
    """Return the formula that says in words what is wrong with the lesson in `row`."""
    found = conditions(book, row, book.sessions.last)
    parts = "&".join(f'IF({rule},"{_(fault)} ","")' for fault, rule in found.items())
    return f"=TRIM({parts})"


def now(book: CalendarBook) -> list[str]:
    """Return what the formula gives for each lesson of the plan."""
    taken: Counter[tuple[Any, ...]] = Counter()
    for x in book.lessons:
        whats = [("trainer", x.trainer)] * bool(x.trainer) + [("room", x.room)] * bool(x.room)
        taken.update((x.day, x.half, *what) for what in whats)
        if x.joint:
            taken.update((x.day, x.half, *what, x.joint) for what in [*whats, ("joint", x.joint)])
    instance = book.plan.instance

    def twice(x: Lesson, *what: str | None) -> bool:
        together = taken[x.day, x.half, *what, x.joint] if x.joint else 1
        return what[1] is not None and taken[x.day, x.half, *what] > together

    def apart(x: Lesson, *what: str | None) -> bool:
        rows = taken[x.day, x.half, "joint", x.joint, x.joint]
        return bool(x.joint and what[1]) and rows > taken[x.day, x.half, *what, x.joint]

    def faults(lesson: Lesson) -> Sequence[str]:
        calendar = book.calendars[instance.cohort[lesson.cohort].site]
        away = [x for x in instance.absences if x.trainer == lesson.trainer]
        found = {
            CLOSED: lesson.day.weekday() >= Weekday.SAT or not calendar.is_open(lesson.day),
            TRAINER_TWICE: twice(lesson, "trainer", lesson.trainer),
            TRAINER_AWAY: any(x.covers(lesson.day, lesson.half) for x in away),
            ROOM_TWICE: twice(lesson, "room", lesson.room),
            JOINT_APART: apart(lesson, "trainer", lesson.trainer) or apart(lesson, "room", lesson.room),
        }
        return [_(fault) for fault, holds in found.items() if holds]

    return [" ".join(faults(lesson)) for lesson in book.lessons]
