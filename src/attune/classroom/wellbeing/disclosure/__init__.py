"""Stored tables about groups as they were last published."""
