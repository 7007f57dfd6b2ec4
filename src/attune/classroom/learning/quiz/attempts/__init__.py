"""Attempts at quizzes: begun, handed in by the student or by the server, shown again."""
