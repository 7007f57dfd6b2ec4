"""The timeline of one lesson."""
