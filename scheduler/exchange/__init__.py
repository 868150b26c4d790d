"""Files in and out: the tables a centre writes down, and the plans it gets."""
