"""The reflection after a lesson."""
