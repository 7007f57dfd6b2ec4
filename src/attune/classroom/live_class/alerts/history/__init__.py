"""What became of alerts: the one history of when each was raised, cleared, and answered, and how."""
