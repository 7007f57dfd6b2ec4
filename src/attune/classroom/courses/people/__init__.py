"""The people of a course: who learns and who teaches there, their groups, and the codes by which they come in."""
