"""The "talk to someone" list: people and places that the institution names."""
