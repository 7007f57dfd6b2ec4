"""Assignments: written or uploaded, handed in, returned and handed in again."""
