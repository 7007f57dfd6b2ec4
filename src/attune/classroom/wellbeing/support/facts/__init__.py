"""What is known about a student at a place: read from the log, and said nowhere unless it is there."""
