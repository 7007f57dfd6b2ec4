"""How a student is read and what they allow."""
