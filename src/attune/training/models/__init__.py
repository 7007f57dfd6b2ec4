"""The model zoo; importing it registers every architecture."""

from attune.training.models import custom_cnn
from attune.training.models.registry import ModelError, build_model, find_architecture, model_names, register

__all__ = ["ModelError", "build_model", "custom_cnn", "find_architecture", "model_names", "register"]
