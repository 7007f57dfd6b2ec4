"""The weeks of one student, for administrators: by name, only while the student shares, and written down."""
