"""A tutor's side: who is there, how the class is doing, who needs help now."""
