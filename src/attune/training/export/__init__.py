"""Checkpoint -> ONNX: converted, quantised, and validated as its users will run it."""

from __future__ import annotations

MAX_LOSS = 1.0
"""Points of accuracy that int8 may cost; more than that is a model that does not quantise, not rounding."""
