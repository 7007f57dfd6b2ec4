"""Probabilities -> reading: how far to trust it, and how it is shown over time."""
