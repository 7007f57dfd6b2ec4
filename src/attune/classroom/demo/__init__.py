"""The demo: accounts, five courses, ten days of study and what came of it: a new installation looks alive."""
