"""The first account of an empty institution: made by whoever can read what the server prints when it starts."""
