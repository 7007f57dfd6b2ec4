"""The student's own page: their data, to look back at, export, hide and delete."""
