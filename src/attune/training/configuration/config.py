"""A training run as typed, validated data; `config.yaml` says what each value means, `config_file` reads it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from attune.training.configuration.data_config import DataConfig
from attune.training.configuration.requirements import require, require_fraction

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""What a run and the bundle made of it may be called: one folder, never a path."""


@dataclass(frozen=True)
class ModelConfig:
    """Which architecture, from the registry; `options` are its builder's arguments.

    start: a bundle folder or a checkpoint whose weights the run goes on from, or several checkpoints: their average.
    """

    name: str = "custom-cnn"
    size: int = 48
    channels: int = 1
    options: dict[str, Any] = field(default_factory=dict)
    mean: float | tuple[float, ...] = 0.5
    std: float | tuple[float, ...] = 0.25
    pretrained: str | None = None
    start: str | tuple[str, ...] | None = None
    start_noise: float = 0.05

    def __post_init__(self) -> None:
        require_fraction("model.start_noise", self.start_noise)
        require(8 <= self.size <= 512, f"model.size is {self.size}; write the side of the input in pixels, 8 to 512")
        require(self.channels in (1, 3), f"model.channels is {self.channels}; write 1 (grey) or 3 (grey, repeated)")
        for key in ("mean", "std"):
            value = getattr(self, key)
            require(
                not isinstance(value, tuple) or len(value) == self.channels,
                f"model.{key} is {value}; write one number, or one for each of model.channels ({self.channels})",
            )
        require(min(self.channel_std) > 0, f"model.std is {self.std}; pixels are divided by it, so it must be above 0")
        require(
            self.pretrained is None or self.start is None,
            "model.pretrained and model.start are both set; a run starts from one of them",
        )
        bundles = [start for start in self.starts if not start.endswith(".pt")] if len(self.starts) > 1 else []
        require(
            not bundles,
            f"model.start averages checkpoints (.pt); {', '.join(bundles)} is none: give checkpoints or one bundle",
        )

    @property
    def starts(self) -> tuple[str, ...]:
        """Where the weights come from that the run goes on from: nowhere, one place, or several that are averaged."""
        return (self.start,) if isinstance(self.start, str) else self.start or ()

    @property
    def channel_mean(self) -> tuple[float, ...]:
        """What is subtracted from each channel, one number a channel."""
        return self._per_channel(self.mean)

    @property
    def channel_std(self) -> tuple[float, ...]:
        """What each channel is then divided by, one number a channel."""
        return self._per_channel(self.std)

    def _per_channel(self, value: float | tuple[float, ...]) -> tuple[float, ...]:
        return value if isinstance(value, tuple) else (value,) * self.channels


@dataclass(frozen=True)
class AugmentConfig:
    """How a training face may differ from its file; every range is symmetric around "unchanged"."""

    flip: float = 0.5
    rotate_degrees: float = 15.0
    scale: float = 0.10
    translate: float = 0.08
    brightness: float = 0.20
    contrast: float = 0.25
    low_resolution: float = 0.10
    noise: float = 0.02
    erase: float = 0.30
    erase_area: tuple[float, ...] = (0.02, 0.15)

    def __post_init__(self) -> None:
        for name in ("flip", "low_resolution", "erase", "scale", "translate", "brightness", "contrast", "noise"):
            require_fraction(f"augment.{name}", getattr(self, name))
        require(0 <= self.rotate_degrees <= 180, f"augment.rotate_degrees is {self.rotate_degrees}; write 0 to 180")
        low_high = self.erase_area
        require(
            len(low_high) == 2 and 0 < low_high[0] <= low_high[1] < 1,
            f"augment.erase_area is {list(low_high)}; write [smallest, largest] share of the image, as [0.02, 0.15]",
        )


@dataclass(frozen=True)
class MixConfig:
    """mixup and CutMix; 0 turns one off, and a number is the alpha of the Beta distribution that lam is drawn from.

    probability: of a batch being mixed at all.
    """

    mixup: float = 0.0
    cutmix: float = 0.0
    probability: float = 0.5

    def __post_init__(self) -> None:
        require(self.mixup >= 0, f"mix.mixup is {self.mixup}; write 0 (off) or the alpha of a Beta, as in 0.2")
        require(self.cutmix >= 0, f"mix.cutmix is {self.cutmix}; write 0 (off) or the alpha of a Beta, as in 1.0")
        require_fraction("mix.probability", self.probability)


@dataclass(frozen=True)
class LossConfig:
    """What is minimised; with `data.protocol: soft` its target is the distribution of votes.

    auxiliary_weight: weight of the loss of the second head (`data.auxiliary`).  mirror: weight of the disagreement
    between an image and its mirror image; above 0 every batch holds both.
    """

    name: Literal["cross-entropy", "focal"] = "cross-entropy"
    smoothing: float = 0.0
    gamma: float = 2.0
    auxiliary_weight: float = 0.5
    mirror: float = 0.0

    def __post_init__(self) -> None:
        for name in ("auxiliary_weight", "mirror"):
            require(getattr(self, name) >= 0, f"loss.{name} is {getattr(self, name)}; write 0 or more, as in 0.5")
        require(0 <= self.smoothing < 1, f"loss.smoothing is {self.smoothing}; write 0 to below 1, as in 0.1")
        require(self.gamma >= 0, f"loss.gamma is {self.gamma}; write 0 or more, as in 2")


@dataclass(frozen=True)
class DistillationConfig:
    """Trained models to learn from beside the labels: bundle folders or checkpoints.

    mode: `precomputed`, teacher predictions for the training images as they are, made once before the first epoch; or
    `online`, for each batch as the student sees it, augmented and mixed.  targets: files of out-of-fold predictions
    (`attune targets collect`); several are averaged.  targets_weight: their weight in the soft targets, of both heads
    where there are two; the rest is the labels.
    """

    teachers: tuple[str, ...] = ()
    weight: float = 0.5
    mode: Literal["precomputed", "online"] = "precomputed"
    targets: tuple[str, ...] = ()
    targets_weight: float = 0.5

    def __post_init__(self) -> None:
        require_fraction("distillation.weight", self.weight)
        require_fraction("distillation.targets_weight", self.targets_weight)
        require(
            not (self.teachers and self.targets),
            "distillation.teachers and distillation.targets are both set; a run learns from one kind",
        )


@dataclass(frozen=True)
class OptimizerConfig:
    """How the weights move: optimizer, schedule, length; an average of the weights is what is kept.

    momentum is Nesterov's for sgd, and beta1 for adamw and nadam.
    """

    name: Literal["sgd", "adamw", "nadam"] = "sgd"
    schedule: Literal["cosine", "one-cycle", "plateau", "constant"] = "cosine"
    plateau_factor: float = 0.3
    plateau_patience: int = 5
    epochs: int = 33
    batch: int = 128
    lr: float = 0.1
    warmup_epochs: float = 1.0
    momentum: float = 0.9
    weight_decay: float = 5e-4
    clip_norm: float | None = 5.0
    ema: float = 0.998
    patience: int | None = None

    def __post_init__(self) -> None:
        require(self.epochs >= 1, f"optimizer.epochs is {self.epochs}; train for at least 1")
        require(self.batch >= 2, f"optimizer.batch is {self.batch}; batch normalisation needs at least 2 faces")
        require(self.lr > 0, f"optimizer.lr is {self.lr}; write a number above 0, as in 0.1")
        require(
            0 <= self.warmup_epochs <= self.epochs,
            f"optimizer.warmup_epochs is {self.warmup_epochs}; write 0 to optimizer.epochs ({self.epochs})",
        )
        require(0 <= self.momentum < 1, f"optimizer.momentum is {self.momentum}; write 0 to below 1, as in 0.9")
        require(self.weight_decay >= 0, f"optimizer.weight_decay is {self.weight_decay}; write 0 or more")
        require(0 <= self.ema < 1, f"optimizer.ema is {self.ema}; write 0 (no averaging) to below 1, as in 0.998")
        require(self.clip_norm is None or self.clip_norm > 0, "optimizer.clip_norm must be above 0, or null")
        require(0 < self.plateau_factor < 1, "optimizer.plateau_factor must be above 0 and below 1, as in 0.3")
        require(self.plateau_patience >= 0, "optimizer.plateau_patience is a number of epochs, 0 or more")
        require(self.patience is None or self.patience > 0, "optimizer.patience must be above 0 epochs, or null")


@dataclass(frozen=True)
class RunConfig:
    """Where and how the run happens; nothing here changes what is learned but `precision`."""

    device: str = "cpu"
    threads: int | None = None
    precision: Literal["float32", "bfloat16", "float16"] = "float32"
    channels_last: bool = True
    checkpoints: str = "checkpoints"
    logs: str = "runs"
    progress: bool = True
    save_every: int | None = None
    csv: bool = True
    plots: bool = False
    tensorboard: bool = False
    wandb: Literal["disabled", "offline", "online"] = "disabled"
    wandb_project: str = "attune"
    wandb_name: str | None = None

    def __post_init__(self) -> None:
        require(self.threads is None or self.threads > 0, "run.threads must be above 0, or null to let torch choose")
        require(self.save_every is None or self.save_every > 0, "run.save_every must be above 0 epochs, or null")
        require(
            self.precision != "float16" or self.device.startswith("cuda"),
            "run.precision float16 needs run.device cuda; on a CPU use bfloat16 or float32",
        )


@dataclass(frozen=True)
class Config:
    """One run, completely: the same file, seed and hardware give the same model."""

    name: str = "custom-cnn-48"
    seed: int = 0
    data: DataConfig = field(default_factory=DataConfig)
    model: ModelConfig = field(default_factory=ModelConfig)
    augment: AugmentConfig = field(default_factory=AugmentConfig)
    mix: MixConfig = field(default_factory=MixConfig)
    loss: LossConfig = field(default_factory=LossConfig)
    distillation: DistillationConfig = field(default_factory=DistillationConfig)
    optimizer: OptimizerConfig = field(default_factory=OptimizerConfig)
    run: RunConfig = field(default_factory=RunConfig)

    def __post_init__(self) -> None:
        require(
            bool(NAME.fullmatch(self.name)),
            f"name is '{self.name}'; it names folders: write up to 64 letters, digits, dots, hyphens, underscores, "
            "a letter or a digit first",
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the whole configuration as plain data, defaults included."""
        return asdict(self)
