"""What the institution is: its name, where it teaches, whom, and in which time zone."""
