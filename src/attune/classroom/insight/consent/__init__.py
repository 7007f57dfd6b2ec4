"""How many students allow what, by course and week, for administrators; nothing about any one person."""
