"""What this process remembers of the classes that tutors watch; a restart loses it, and it is built again."""
