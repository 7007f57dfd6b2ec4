"""What one student shares of their own view with who teaches them: by name, only while they share, and written down."""
