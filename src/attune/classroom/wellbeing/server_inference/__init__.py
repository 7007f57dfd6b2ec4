"""Server mode: a frame is read in memory, answered and discarded."""
