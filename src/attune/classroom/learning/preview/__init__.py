"""What authors ask about learning: how a lesson will be shown, and whether a course may be deleted."""
