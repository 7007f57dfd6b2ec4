"""When a cause is spoken of, and when a learner is left alone."""
