"""A student's weeks at a glance."""
