"""The words of the field as plain typed values: no solver, no table, no file format."""
