"""Home: what to do next, what waits, what is due."""
