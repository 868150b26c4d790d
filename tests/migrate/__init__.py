"""A group changes curriculum."""
