"""A data set in memory: pictures and labels read, checked, divided and packed."""
