"""Changing the institution's policy."""
