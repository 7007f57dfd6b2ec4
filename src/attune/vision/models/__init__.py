"""Crop -> probabilities: bundles and the networks that run on onnxruntime."""
