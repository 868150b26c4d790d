"""PI: what the user fixed or forbade by hand."""

from collections.abc import Iterator

from scheduler.check.fault import Fault
from scheduler.check.subject import Subject
from scheduler.domain.cohort import Pin, PinKind
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.text import _
from scheduler.text.phrases import half_day, long_day, short_day


def fixed(subject: Subject) -> Iterator[Fault]:
    """PI-01: on each half-day it names, a fixed pin finds a lesson that has all it names."""
    for pin in subject.instance.pins:
        if pin.kind is not PinKind.FIX:
            continue
        met = {lesson.half for lesson in subject.lessons if _matches(pin, lesson)}
        missing = [half for half in Half if pin.half in (None, half) and half not in met]
        if missing:
            when = long_day(pin.day) if len(missing) == 2 else half_day(pin.day, missing[0])
            message = _("Fixed by hand, but not in the plan: {pin}.").format(pin=_said(pin, when))
            where = f"{pin.cohort or ''} · {short_day(pin.day)}"
            yield Fault(pin.cohort or "", pin.day, where, message)


def forbidden(subject: Subject) -> Iterator[Fault]:
    """PI-02: no lesson has all that a forbidding pin names."""
    for pin in subject.instance.pins:
        found = [lesson for lesson in subject.lessons if _matches(pin, lesson)]
        if pin.kind is PinKind.FORBID and found:
            when = long_day(pin.day) if pin.half is None else half_day(pin.day, pin.half)
            message = _("Forbidden by hand, but in the plan: {pin}.").format(pin=_said(pin, when))
            yield Fault.of_lessons(found, message)


def _matches(pin: Pin, lesson: Lesson) -> bool:
    named = (
        (pin.cohort, lesson.cohort),
        (pin.half, lesson.half),
        (pin.module, lesson.module),
        (pin.trainer, lesson.trainer),
        (pin.room, lesson.room),
    )
    return pin.day == lesson.day and all(wanted in (None, found) for wanted, found in named)


def _said(pin: Pin, when: str) -> str:
    """Return what a pin names, in one line."""
    named = (
        (_("cohort {name}"), pin.cohort),
        (_("module {name}"), pin.module),
        (_("trainer {name}"), pin.trainer),
        (_("room {name}"), pin.room),
    )
    return ", ".join([when, *(text.format(name=name) for text, name in named if name is not None)])
