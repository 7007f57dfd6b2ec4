"""The folder that everybody else needs of a model: manifest, card, and bundles made of external models."""
