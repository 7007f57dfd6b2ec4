"""The model zoo; importing it registers every architecture."""

from attune.training.errors import ModelError
from attune.training.models import custom_cnn, efficientnet, resnet, vgg
from attune.training.models.registry import build_model, find_architecture, model_names, register

__all__ = [
    "ModelError",
    "build_model",
    "custom_cnn",
    "efficientnet",
    "find_architecture",
    "model_names",
    "register",
    "resnet",
    "vgg",
]
