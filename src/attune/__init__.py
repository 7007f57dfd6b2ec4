"""Attune: expression-aware learning, from a face on the student's device to a tutor's screen."""

__version__ = "0.1.0"

DEFAULT_MODEL = "base"
"""The bundle in models/ that is served and measured when nothing else is asked for.

The one place that names it: after a change here, `make golden` renews what tests expect of it.
"""
