"""Alerts of a live class: the rules, their words, what tutors answered, and their history."""
