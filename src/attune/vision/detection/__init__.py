"""Frame -> faces: the detectors."""
