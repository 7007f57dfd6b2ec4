"""The web application: accounts, courses, learning, wellbeing, teaching and administration."""
