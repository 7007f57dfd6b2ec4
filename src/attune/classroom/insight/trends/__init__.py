"""How courses, groups and the institution did from week to week, for administrators; nothing about any one person."""
