"""A class session: a tutor presents a lesson, and students are there."""
