"""Events: the closed set of types, and the bus that carries them to open streams."""
