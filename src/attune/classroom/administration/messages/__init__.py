"""The message editor: the library of support messages, changed and versioned."""
