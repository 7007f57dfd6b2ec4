"""What can be wrong with a configuration, a data set, a model or a file; each message says where and what to do."""

from __future__ import annotations


class TrainingError(ValueError):
    """Anything that a command answers with its message and exit code 1."""


class ConfigError(TrainingError):
    """A configuration that cannot be used; the message names the key and what to do."""


class DatasetError(TrainingError):
    """A data set that cannot be read; the message names the file, the row where there is one, and what to do."""


class ModelError(TrainingError):
    """An architecture that does not exist, exists twice, or does not take an option."""


class WeightsFileError(TrainingError):
    """A file of weights that is damaged, or holds code; the message says what would work."""


class PretrainedError(ModelError):
    """Pretrained weights that cannot be had, or are not those of the model."""


class CheckpointError(TrainingError):
    """A checkpoint that is missing, damaged, or of another run."""


class ExportError(TrainingError):
    """A model that cannot be exported faithfully."""


class ModelImportError(TrainingError):
    """An external model that cannot be taken as it is described; the message says what does not fit and what to do."""
