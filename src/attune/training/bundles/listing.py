"""The bundles in a folder, each verified and with the metrics that its manifest states."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from attune.vision.errors import BundleInvalid, VisionError
from attune.vision.models.bundle import load_bundle


@dataclass(frozen=True)
class ListedBundle:
    """A verified bundle.  accuracy: share of n faces of `split`, scored as `protocol` says; megabytes: of model.onnx.

    accuracy, n and split are None where the manifest states no metrics.
    """

    name: str
    version: str
    dataset: str
    protocol: str
    accuracy: float | None
    n: int | None
    split: str | None
    size: int
    channels: int
    parameters: int
    megabytes: float

    def as_data(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)


@dataclass(frozen=True)
class BundleListing:
    """The bundles that verify, and what is wrong with the others."""

    bundles: list[ListedBundle]
    faults: list[str]


def list_bundles(folder: Path) -> BundleListing:
    """Verify every bundle in a folder, by name; a folder without a manifest is none."""
    bundles, faults = [], []
    for manifest in sorted(folder.glob("*/model.json")):
        try:
            bundles.append(_listed(manifest))
        except VisionError as error:
            faults.append(str(error))
    return BundleListing(bundles, faults)


def _listed(manifest: Path) -> ListedBundle:
    bundle = load_bundle(manifest.parent)
    for variant in bundle.variants:  # browsers load int8 where there is one: fp32 alone says little of what is served
        load_bundle(manifest.parent, variant)
    stated = json.loads(manifest.read_text(encoding="utf-8"))
    metrics = [bundle.metrics.get(key) for key in ("accuracy", "n", "split")]
    if any(metrics) and [type(figure) for figure in metrics] != [float, int, str]:
        raise BundleInvalid(
            f"{manifest}: its metrics state accuracy {metrics[0]!r}, n {metrics[1]!r}, split {metrics[2]!r}; that is a "
            "share of a number of faces of a split, or none of the three"
        )
    return ListedBundle(
        name=bundle.name,
        version=bundle.version,
        dataset=str(stated.get("dataset", "")),
        protocol=str(bundle.metrics.get("protocol", stated.get("protocol", ""))),
        accuracy=bundle.metrics.get("accuracy"),
        n=bundle.metrics.get("n"),
        split=bundle.metrics.get("split"),
        size=bundle.preprocessing.size,
        channels=bundle.preprocessing.channels,
        parameters=bundle.parameters,
        megabytes=round(len(bundle.model) / 1e6, 2),
    )
