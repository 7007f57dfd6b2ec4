"""Models side by side, each row read from its files and measured: nothing is typed by hand.

Checkpoints do not live long, so rows can be kept in a file and stand beside new ones when their models are gone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from attune.training.checkpoints.checkpoint import load_model
from attune.training.comparison.onnx_costs import Speed, multiply_accumulates, time_model
from attune.training.configuration.data_config import DataConfig, Protocol
from attune.training.data.dataset import Faces, load_scored
from attune.training.errors import ConfigError
from attune.training.evaluation.hardware import processor
from attune.training.evaluation.predictors import Predictor, mirrored, open_predictor
from attune.training.evaluation.report import measure
from attune.training.export.onnx_model import to_onnx
from attune.vision.models.bundle import load_bundle

DATASETS = {"ferplus": "FER+", "fer2013": "FER2013"}


class Candidate(NamedTuple):
    """A model to compare.

    Attributes:
        name: as the table calls it.
        dataset: what it was trained on.
        protocol: by which labels of it.
        model: its ONNX bytes.
        int8: those of the quantised one, if there is one.
    """

    name: str
    dataset: str
    protocol: Protocol
    predictor: Predictor
    model: bytes
    int8: bytes | None
    parameters: int


@dataclass(frozen=True)
class Row:
    """One model's metrics.

    flipped: accuracy averaged over face and mirror image.  macs: multiply-accumulates of one image.  megabytes: 1e6
    bytes of the file.  speed: onnxruntime on one thread of the processor.  browser: milliseconds (median) in a browser,
    where given.
    """

    name: str
    dataset: str
    protocol: str
    split: str
    n: int
    accuracy: float
    interval: tuple[float, float]
    flipped: float
    ece: float
    parameters: int
    macs: int
    megabytes: float
    int8_megabytes: float | None
    speed: Speed
    int8_speed: Speed | None
    browser: float | None
    int8_browser: float | None
    processor: str

    @property
    def elsewhere(self) -> str:
        """The processor of the speeds where it is not this computer's, else nothing."""
        return "" if self.processor == processor() else self.processor

    def as_data(self) -> dict[str, Any]:
        """Return plain data."""
        data = asdict(self)
        return data | {key: value._asdict() for key in ("speed", "int8_speed") if (value := getattr(self, key))}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Row:
        """Return the row that as_data described.

        Raises:
            KeyError, TypeError, AttributeError: it is none.
        """
        low, high = data["interval"]
        speeds = {key: value and Speed(**value) for key in ("speed", "int8_speed") for value in (data[key],)}
        return cls(**{**data, **speeds, "interval": (low, high)})


def open_candidate(path: Path) -> Candidate:
    """Open a bundle folder or a checkpoint; a checkpoint is exported in memory, so that both are measured alike.

    Raises:
        VisionError: a bundle that does not verify.
        CheckpointError: a checkpoint that is missing, damaged, or of another run.
        ExportError: a model that cannot be exported faithfully.
    """
    predictor = open_predictor(path)
    if path.is_dir():
        bundle = load_bundle(path)
        stated = json.loads((path / "model.json").read_text(encoding="utf-8"))
        int8 = next((file.read_bytes() for file in sorted(path.glob("*int8*.onnx"))), None)
        dataset = DATASETS.get(stated["dataset"], str(stated["dataset"]))
        return Candidate(bundle.name, dataset, stated["protocol"], predictor, bundle.model, int8, bundle.parameters)
    model, config, _ = load_model(path)
    protocol = config.data.protocol
    dataset = protocol if protocol == "labels" else "FER2013" if protocol == "fer2013" else "FER+"
    parameters = sum(weights.numel() for weights in model.parameters())
    exported = to_onnx(model, config.model.size, config.model.channels)
    return Candidate(f"{config.name} (checkpoint)", dataset, protocol, predictor, exported, None, parameters)


def compare(
    candidates: Sequence[Candidate],
    data: DataConfig,
    split: str,
    protocol: Protocol | None = None,
    browser_times: Mapping[str, Mapping[str, float]] | None = None,
) -> tuple[list[Row], list[str]]:
    """Measure every candidate.

    Args:
        candidates: what is measured.
        data: on which faces.
        split: of them.
        protocol: that of all rows, None for each model's own.
        browser_times: as read_browser_times returns them.

    Returns:
        The rows by data set, and by accuracy within it; and a line about each candidate that cannot be measured.

    Raises:
        DatasetError: the faces cannot be read.
    """
    loaded: dict[tuple[Protocol, int], Faces] = {}
    rows, faults = [], []
    for candidate in candidates:
        scored_by, size = protocol or candidate.protocol, candidate.predictor.size
        if (scored_by, size) not in loaded:
            loaded[scored_by, size] = load_scored(replace(data, protocol=scored_by), split, size)
        times = (browser_times or {}).get(candidate.name, {})
        try:
            rows.append(_measure_row(candidate, loaded[scored_by, size], split, scored_by, times))
        except Exception as problem:  # onnxruntime's error classes are private and many; an hour of other rows is kept
            faults.append(f"{candidate.name} cannot be measured: {problem}")
    return in_order(rows), faults


def _measure_row(
    candidate: Candidate, faces: Faces, split: str, protocol: Protocol, browser: Mapping[str, float]
) -> Row:
    report = measure(candidate.predictor.probabilities(faces.pixels), faces.labels, split, protocol)
    flipped = measure(mirrored(candidate.predictor).probabilities(faces.pixels), faces.labels, split, protocol)
    return Row(
        name=candidate.name,
        dataset=candidate.dataset,
        protocol=report.protocol,
        split=split,
        n=report.n,
        accuracy=report.accuracy,
        interval=report.interval,
        flipped=flipped.accuracy,
        ece=report.ece,
        parameters=candidate.parameters,
        macs=multiply_accumulates(candidate.model),
        megabytes=len(candidate.model) / 1e6,
        int8_megabytes=len(candidate.int8) / 1e6 if candidate.int8 else None,
        speed=time_model(candidate.model),
        int8_speed=time_model(candidate.int8) if candidate.int8 else None,
        browser=browser.get("fp32"),
        int8_browser=browser.get("int8"),
        processor=processor(),
    )


def beside(rows: Sequence[Row], kept: Sequence[Row]) -> list[Row]:
    """Put rows that were kept beside new ones, in the order of compare; a model measured anew replaces its kept row."""
    new = {(row.name, row.dataset, row.protocol, row.split) for row in rows}
    others = [row for row in kept if (row.name, row.dataset, row.protocol, row.split) not in new]
    return in_order([*rows, *others])


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Sort by data set, and by accuracy within it."""
    return sorted(rows, key=lambda row: (row.dataset, -row.accuracy))


def read_rows(file: Path) -> list[Row]:
    """Read the rows that `attune compare --json` kept.

    Raises:
        ConfigError: the file is not that.
    """
    try:
        return [Row.from_data(row) for row in json.loads(file.read_text(encoding="utf-8"))["rows"]]
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"{file}: {error}; it must hold rows as attune compare --json writes them") from error


def read_browser_times(file: Path) -> dict[str, dict[str, float]]:
    """Read the JSON of `benchmarks.speed.model_speed_browser`: median milliseconds of an image, by bundle and variant.

    `{"base/fp32": {"p50_ms": 16.1}, "base/int8": {"p50_ms": 8.2}}` becomes `{"base": {"fp32": 16.1, "int8": 8.2}}`.

    Raises:
        ConfigError: the file is not that.
    """
    try:
        times = json.loads(file.read_text(encoding="utf-8"))
        read: dict[str, dict[str, float]] = {}
        for key, metrics in times.items():
            name, _, variant = key.rpartition("/")
            read.setdefault(name, {})[variant] = float(metrics["p50_ms"])
        return read
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise ConfigError(
            f"{file}: {error}; it must hold milliseconds as benchmarks.speed.model_speed_browser --json writes them"
        ) from error
