"""A run on disk: saved whole, loaded without running code, and started from."""
