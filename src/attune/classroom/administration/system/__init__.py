"""The system's health, for administrators."""
