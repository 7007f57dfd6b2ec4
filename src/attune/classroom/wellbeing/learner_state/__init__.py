"""What is known of a student in the present study session, in memory and restored from the database."""
