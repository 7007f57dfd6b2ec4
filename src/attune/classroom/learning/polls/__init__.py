"""Polls: a question without a right answer, and what a class says to it, never what one student says."""
