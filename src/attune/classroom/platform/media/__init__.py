"""Files that people bring, beside the database: one contract, and a folder that keeps it."""
