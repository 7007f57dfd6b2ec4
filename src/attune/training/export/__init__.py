"""Checkpoint -> ONNX: converted, quantised, and validated as its users will run it."""
