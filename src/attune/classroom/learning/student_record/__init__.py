"""Everything that learning records say about one student of a course, as who teaches it reads it."""
