"""What was read, as CSV or JSON: one row for each face of each frame, and one for a frame without a face."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from attune.analyze.sources import Frame
from attune.expressions import EXPRESSIONS
from attune.vision.readings.readings import Reading

BOX = ("x", "y", "width", "height")
WHENCE = ("name", "frame", "seconds", "face")
READ = ("expression", "confidence", "abstain", *EXPRESSIONS, "valence", "arousal", "quality")
COLUMNS = (*WHENCE, *READ, *BOX)


@dataclass(frozen=True, slots=True)
class Row:
    """One reading and where it comes from. face: its index among those of the frame, the nearest first."""

    name: str
    frame: int
    seconds: float
    face: int
    reading: Reading

    def values(self) -> dict[str, Any]:
        """Its columns; what there is nothing to say about is None."""
        reading, box = self.reading, self.reading.box
        shown = {str(name): round(p, 6) for name, p in zip(EXPRESSIONS, reading.p, strict=True)}
        corners = {name: round(getattr(box, name), 2) if box else None for name in BOX}
        return {
            "name": self.name,
            "frame": self.frame,
            "seconds": round(self.seconds, 3),
            "face": self.face if reading.face else None,
            "expression": reading.expression,
            "confidence": round(reading.confidence, 6) if reading.face else None,
            "abstain": reading.abstain,
            **shown,
            "valence": round(reading.valence, 6),
            "arousal": round(reading.arousal, 6),
            "quality": round(reading.quality, 6),
            **corners,
        }


def rows_of(frame: Frame, readings: Sequence[Reading]) -> list[Row]:
    """The rows of one frame."""
    return [Row(frame.name, frame.number, frame.seconds, index, reading) for index, reading in enumerate(readings)]


def write_csv(rows: Iterable[Row]) -> str:
    """The rows as CSV with a header, lines ended by a line feed."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row.values() for row in rows)
    return text.getvalue()


def write_json(rows: Iterable[Row], model: str) -> str:
    """The rows and the model that read them, as JSON."""
    return json.dumps({"model": model, "readings": [row.values() for row in rows]}, indent=1) + "\n"
