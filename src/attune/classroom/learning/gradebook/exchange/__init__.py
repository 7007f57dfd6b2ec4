"""The gradebook as a file, and back."""
