"""The database: the engine and its typed columns, deleting in batches, and what concerns the one file of SQLite."""
