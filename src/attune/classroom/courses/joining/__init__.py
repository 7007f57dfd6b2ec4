"""Joining a course by a code, signed in or with an account that is made on the way."""
