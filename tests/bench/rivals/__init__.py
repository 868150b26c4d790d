"""What people would use instead, on the same instance: one neutral problem file, one judge."""
