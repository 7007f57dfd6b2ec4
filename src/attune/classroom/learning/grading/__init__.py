"""Grading: the queue of what waits for a tutor, points, rubrics, comments."""
