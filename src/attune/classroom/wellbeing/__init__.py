"""A student's own side: modes and consent, readings in, self-report, support, and their data."""
