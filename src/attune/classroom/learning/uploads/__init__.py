"""Files that students hand in."""
