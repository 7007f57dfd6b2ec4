"""A student's private notes."""
