"""Progress, quizzes and completion. Knows nothing of emotions, by construction."""
