"""The kinds of neighbourhoods: what looks at each."""

import threading

from scheduler.solve.known import Known, Lessons
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood, improve
from scheduler.solve.neighbourhoods.reordering import improve_order
from scheduler.solve.neighbourhoods.restaffing import improve_staff
from scheduler.solve.neighbourhoods.slices import improve_slice
from scheduler.solve.neighbourhoods.stretch import improve_stretch


def improve_any(
    known: Known, stopping: threading.Event, neighbourhood: Neighbourhood, lessons: Lessons
) -> Improved:
    """Look for better lessons in a neighbourhood of any kind."""
    if neighbourhood.order:
        work = improve_order if len(neighbourhood.names) == 1 else improve_staff
    elif neighbourhood.weeks is None:
        work = improve
    else:
        work = improve_stretch if neighbourhood.stretch else improve_slice
    return work(known, stopping, neighbourhood, lessons)
