"""What the program does, one file per use case: values in, values out, nothing printed."""
