"""Out-of-fold predictions: what networks say of images that they were not trained on, kept as targets to learn from."""
