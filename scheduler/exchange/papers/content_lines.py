"""Lines of a calendar file: text escaped, lines folded, and time zones, as RFC 5545 has them."""

from scheduler.calendars import Zone
from scheduler.text.signs import dropped

FOLDED_AT = 75
"""Bytes of a line, without its end."""


def text_line(name: str, text: str) -> str:
    """Return a property whose value is text: whatever is in it, it is read back as text."""
    plain = dropped(text.replace("\r\n", "\n").replace("\r", "\n"))
    escaped = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return content_line(f"{name}:{escaped}")


def one_line(name: str, text: str) -> str:
    """Return a property whose value is text that programs show in one line."""
    return text_line(name, " ".join(text.split()))


def content_line(line: str) -> str:
    """Return a line folded so that no part is longer than allowed; no sign is divided."""
    if len(line) * 4 <= FOLDED_AT or len(line.encode("utf-8")) <= FOLDED_AT:
        return line
    parts: list[str] = []
    part, size = "", 0
    for sign in line:
        more = len(sign.encode("utf-8"))
        if size + more > FOLDED_AT:
            parts.append(part)
            # The blank at the start of the next line counts too.
            part, size = "", 1
        part, size = part + sign, size + more
    return "\r\n ".join((*parts, part))


def zone_lines(zone: Zone) -> tuple[str, ...]:
    """Return the component that tells a time zone; Europe's clocks have changed in this way since 1996."""
    winter = _hours(zone.offset)
    if not zone.summer:
        parts = _part("STANDARD", "19700101T000000", winter, winter, zone.abbreviation)
    else:
        summer = _hours(zone.offset + 1)
        # Local times of 01:00 UTC, before the change.
        spring, autumn = zone.offset + 1, zone.offset + 2
        parts = (
            *_part("DAYLIGHT", f"19960331T{spring:02}0000", winter, summer, zone.summer, 3),
            *_part("STANDARD", f"19961027T{autumn:02}0000", summer, winter, zone.abbreviation, 10),
        )
    return ("BEGIN:VTIMEZONE", f"TZID:{zone.name}", *parts, "END:VTIMEZONE")


def _part(
    kind: str, start: str, before: str, after: str, name: str, month: int | None = None
) -> tuple[str, ...]:
    rule = (f"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU",) if month else ()
    return (
        f"BEGIN:{kind}",
        f"DTSTART:{start}",
        *rule,
        f"TZOFFSETFROM:{before}",
        f"TZOFFSETTO:{after}",
        f"TZNAME:{name}",
        f"END:{kind}",
    )


def _hours(offset: int) -> str:
    return f"{'-' if offset < 0 else '+'}{abs(offset):02}00"
