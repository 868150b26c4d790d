"""Whatever stands in a cell is read or refused; nothing else ever happens."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from scheduler.exchange.input.tables import SHEETS
from scheduler.exchange.tables.cells import Context, is_empty, read_cell
from scheduler.exchange.tables.columns import Refused

COLUMNS = [column for sheet in SHEETS for column in sheet.columns]
CELLS = st.one_of(
    st.text(max_size=20),
    st.text("0123456789/-.,:h ", max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.sampled_from(COLUMNS), CELLS)
@example(COLUMNS[3], "²h")
@example(COLUMNS[3], timedelta(days=400))
@example(COLUMNS[0], float("nan"))
@example(COLUMNS[0], date.min)
@example(COLUMNS[0], datetime.max)
@example(COLUMNS[0], time.max)
def test_any_cell(column, raw):
    if is_empty(raw):
        return
    with suppress(Refused):
        assert read_cell(column, raw, Context()) is not None
