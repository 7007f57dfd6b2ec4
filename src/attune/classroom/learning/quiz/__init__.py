"""Quizzes: how answers are read and graded, kept as drafts, handed in, and read again."""
