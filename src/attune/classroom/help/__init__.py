"""Private help: a student asks the tutors of a course, with the place of the lesson attached, and they answer."""
