"""What an institution sets for all its people."""
