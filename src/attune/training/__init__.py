"""From a data set to a model bundle: the only package that needs torch."""
