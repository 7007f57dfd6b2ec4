"""What devices send about a student: whose clock it goes by, and what is refused of it and why."""
