"""A data set in memory: images and labels read, checked, divided and packed."""
