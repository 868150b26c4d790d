"""A ``.fet`` document: its lists and its constraints, as XML.

A FET day is a week of the calendar, named by its Monday; a FET hour is a weekday.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from xml.etree import ElementTree

Slot = tuple[str, str]
"""A FET day and hour."""
Content = Iterable[tuple[str, object]]
"""Names and values of elements, in order; None is an empty element."""

HOURS = ("MON", "TUE", "WED", "THU", "FRI")


def slot(day: str) -> Slot:
    """Return the FET day and hour of a date."""
    parsed = date.fromisoformat(day)
    return str(parsed - timedelta(days=parsed.weekday())), HOURS[parsed.weekday()]


def date_of(at: Slot, offset: int = 0) -> str:
    """Return the date of a slot, or of the one `offset` days later."""
    return str(date.fromisoformat(at[0]) + timedelta(days=HOURS.index(at[1]) + offset))


class Document:
    """A timetable to be made, empty at first: weeks, teachers, students and rooms by name and size."""

    def __init__(
        self,
        weeks: Sequence[str],
        subjects: Sequence[str],
        teachers: Sequence[str],
        students: Sequence[tuple[str, int]],
        rooms: Sequence[tuple[str, int]],
    ):
        self.slots = [(week, hour) for week in weeks for hour in HOURS]
        self.root = ElementTree.Element("fet", version="6.8.5")
        _add(self.root, ("Mode", "Official"), ("Institution_Name", "centre"))
        self._entries("Days", "Day", [[("Name", week)] for week in weeks])
        self._entries("Hours", "Hour", [[("Name", hour)] for hour in HOURS])
        self._entries("Subjects", "Subject", [[("Name", name)] for name in subjects])
        self._entries("Teachers", "Teacher", [[("Name", name)] for name in teachers])
        self._entries(
            "Students", "Year", [[("Name", name), ("Number_of_Students", size)] for name, size in students]
        )
        self._entries("Rooms", "Room", [[("Name", name), ("Capacity", seats)] for name, seats in rooms])
        self._activities = _add(self.root, ("Activities_List", None))
        self._time = _add(self.root, ("Time_Constraints_List", None))
        self._space = _add(self.root, ("Space_Constraints_List", None))
        self.time("BasicCompulsoryTime")
        self.space("BasicCompulsorySpace")

    def text(self) -> bytes:
        """Return the document as FET reads it."""
        ElementTree.indent(self.root)
        return ElementTree.tostring(self.root, encoding="UTF-8", xml_declaration=True)

    def activity(self, subject: str, hours: int, students: str | None, teacher: str | None) -> int:
        """Add an activity of so many hours in a row; return its number."""
        number = len(self._activities) + 1
        people = [(name, who) for name, who in (("Teacher", teacher), ("Students", students)) if who]
        row = _add(self._activities, ("Activity", None))
        _add(row, ("Subject", subject), *people, ("Duration", hours), ("Total_Duration", hours))
        _add(row, ("Id", number), ("Activity_Group_Id", 0), ("Active", "true"))
        return number

    def time(self, name: str, *content: tuple[str, object], weight: float = 100) -> ElementTree.Element:
        """Add a constraint on time; return it."""
        return self._constraint(self._time, name, weight, content)

    def space(self, name: str, *content: tuple[str, object]) -> ElementTree.Element:
        """Add a constraint on rooms; return it."""
        return self._constraint(self._space, name, 100, content)

    def together(self, activities: Sequence[int]) -> None:
        """Let activities start at the same time."""
        self.time("ActivitiesSameStartingTime", *_numbers(activities))

    def ordered(self, earlier: Sequence[int], later: Sequence[int]) -> None:
        """Let all of the one set end before any of the other starts."""
        row = self.time("TwoSetsOfActivitiesOrdered")
        for name, numbers in (("First", earlier), ("Second", later)):
            _add(_add(row, (f"{name}_Activities_Ids_Set", None)), *_numbers(numbers))

    def occupied(self, activities: Sequence[int], slots: Sequence[Slot], least: int = 1) -> None:
        """Let at least so many of the slots be taken by the activities."""
        row = self.time("ActivitiesOccupyMinTimeSlotsFromSelection", *_numbers(activities))
        _slots(row, slots, "Number_of_Selected_Time_Slots", "Selected_Time_Slot", "Selected_")
        _add(row, ("Min_Number_of_Occupied_Time_Slots", least))

    def one_of(self, activities: Sequence[int], slots: Sequence[Slot]) -> None:
        """Let at most one of the slots be taken by the activities."""
        row = self.time("ActivitiesOccupyMaxTimeSlotsFromSelection", *_numbers(activities))
        _slots(row, slots, "Number_of_Selected_Time_Slots", "Selected_Time_Slot", "Selected_")
        _add(row, ("Max_Number_of_Occupied_Time_Slots", 1))

    def within(self, activity: int, slots: Sequence[Slot]) -> None:
        """Let an activity take no other slots than these."""
        row = self.time("ActivityPreferredTimeSlots", ("Activity_Id", activity))
        _slots(row, slots, "Number_of_Preferred_Time_Slots", "Preferred_Time_Slot", "Preferred_")

    def wished(self, students: str, slots: Sequence[Slot], weight: float) -> None:
        """Let students rather have these slots than others."""
        names = ("Teacher_Name", "Students_Name", "Subject_Name", "Activity_Tag_Name", "Duration")
        whose = [(name, students if name == "Students_Name" else None) for name in names]
        row = self.time("ActivitiesPreferredTimeSlots", *whose, weight=weight)
        _slots(row, slots, "Number_of_Preferred_Time_Slots", "Preferred_Time_Slot", "Preferred_")

    def in_rooms(self, activity: int, rooms: Sequence[str]) -> None:
        """Let an activity be in one of these rooms."""
        row = self.space("ActivityPreferredRooms", ("Activity_Id", activity))
        _add(row, ("Number_of_Preferred_Rooms", len(rooms)), *(("Preferred_Room", room) for room in rooms))

    def away(self, kind: str, name: str, available: Iterable[Slot]) -> None:
        """Shut a ``Teacher``, ``Students`` or ``Room`` out of all slots but these."""
        known = set(available)
        shut = [each for each in self.slots if each not in known]
        if shut:
            add, what = (self.space, "Room") if kind == "Room" else (self.time, kind)
            constraint = "StudentsSet" if kind == "Students" else kind
            row = add(f"{constraint}NotAvailableTimes", (what, name))
            _slots(row, shut, "Number_of_Not_Available_Times", "Not_Available_Time", "")

    def _entries(self, name: str, entry: str, rows: Sequence[Content]) -> None:
        listed = _add(self.root, (f"{name}_List", None))
        if name in ("Days", "Hours"):
            _add(listed, (f"Number_of_{name}", len(rows)))
        for row in rows:
            _add(_add(listed, (entry, None)), *row)

    def _constraint(
        self, constraints: ElementTree.Element, name: str, weight: float, content: Content
    ) -> ElementTree.Element:
        row = _add(constraints, (f"Constraint{name}", None))
        _add(row, ("Weight_Percentage", f"{weight:g}"), *content)
        return row


def _numbers(activities: Sequence[int]) -> list[tuple[str, object]]:
    return [("Number_of_Activities", len(activities)), *(("Activity_Id", x) for x in activities)]


def _slots(row: ElementTree.Element, slots: Sequence[Slot], count: str, entry: str, prefix: str) -> None:
    _add(row, (count, len(slots)))
    for week, hour in slots:
        _add(_add(row, (entry, None)), (f"{prefix}Day", week), (f"{prefix}Hour", hour))


def _add(parent: ElementTree.Element, *content: tuple[str, object]) -> ElementTree.Element:
    """Add elements to `parent`; return the last one."""
    for name, value in content:
        element = ElementTree.SubElement(parent, name)
        element.text = None if value is None else str(value)
    return parent[-1]
