"""Attune: expression-aware learning, from a face on the student's device to a tutor's screen."""

__version__ = "0.1.0"
