"""Figures about a class, on their way from disclosure control to a page."""
