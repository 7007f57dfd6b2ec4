"""Faces from afar, several, turned and cut: the pictures and how they are scored."""
