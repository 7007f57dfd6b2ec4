"""What a study session was like, place by place: kept for a term, when the summaries themselves are long deleted."""
