"""Looking back at a lesson: where it went wrong, place by place, for those who teach it."""
