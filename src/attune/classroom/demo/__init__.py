"""The demo: accounts, two courses, and ten days of study, so that a new installation looks alive."""
