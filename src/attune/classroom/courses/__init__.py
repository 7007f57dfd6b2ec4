"""Courses, their content, who studies and who teaches them."""
