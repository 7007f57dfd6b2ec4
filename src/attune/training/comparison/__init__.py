"""Models side by side: accuracy, size and time."""
