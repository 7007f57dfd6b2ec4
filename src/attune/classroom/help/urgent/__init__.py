"""Urgent questions: who reads them besides the tutors of the course, and a template for the first answer."""
