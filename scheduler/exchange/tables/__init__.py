"""Tables that people fill in or edit: described once, then read cell by cell with every complaint.

The sheets of the input and the sheet of sessions of a calendar are both described as a
:class:`~scheduler.exchange.tables.columns.Sheet` and read by
:func:`~scheduler.exchange.tables.rows.read_table`.
"""
