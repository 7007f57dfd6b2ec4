"""`attune analyze`: read an image, a folder, a video or a camera with a model, and write down what was read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import click
import cv2
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from attune import DEFAULT_MODEL
from attune.analyze.drawing import describe, draw_readings
from attune.analyze.sources import Frame, Source, SourceError, open_camera, open_source
from attune.analyze.tables import Row, rows_of, write_csv, write_json
from attune.analyze.timeline import draw_timeline
from attune.vision.detection.detectors import DETECTORS, Detector, DetectorName, open_detector
from attune.vision.detection.policy import DETECTIONS, DetectionName, open_detection
from attune.vision.errors import VisionError
from attune.vision.geometry.faces import Image
from attune.vision.models.bundle import VARIANTS, Variant
from attune.vision.pipeline import DETECTOR_MODEL, MODELS, FrameAnalyzer
from attune.vision.readings.readings import Reading, no_face

FILE = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where to write; None where nothing is asked for."""

    csv: Path | None
    json: Path | None
    plot: Path | None
    annotated: Path | None

    @property
    def paths(self) -> list[Path]:
        """Of all that is asked for."""
        return [path for path in (self.csv, self.json, self.plot, self.annotated) if path is not None]

    def refuse_existing(self, source: Path | None, force: bool) -> None:
        """Raise ClickException for the first one that is there already, or, with force, for the source itself."""
        for path in self.paths:
            if path.exists() and not force:
                raise click.ClickException(f"{path} is there already; choose another name, or add --force")
            if source is not None and path.resolve() == source.resolve():
                raise click.ClickException(f"{path} is what is to be read; choose another name")

    def make_folders(self) -> None:
        """Make the folders that they go into.

        Raises:
            ClickException: one cannot be made: now, and not when an hour's video has been read.
        """
        for path in self.paths:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as problem:
                raise click.ClickException(f"{path} cannot be written: {problem}") from problem
            if not os.access(path.parent, os.W_OK):
                raise click.ClickException(f"{path} cannot be written: its folder is read-only")


@click.command()
@click.argument("source", required=False, type=click.Path(path_type=Path))
@click.option("--camera", type=int, help="Read a camera of this machine, by its number, until --frames or Ctrl-C.")
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="Name of a bundle in --models.")
@click.option("--models", default=MODELS, show_default=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--variant", default="fp32", show_default=True, type=click.Choice(VARIANTS))
@click.option("--detector", default="blazeface", show_default=True, type=click.Choice(DETECTORS))
@click.option(
    "--detection",
    type=click.Choice(DETECTIONS),
    help="How far BlazeFace looks: near, for who sits before a camera; far, for group photos; auto, the default: "
    "far in images, and in what moves only while no face is near.",
)
@click.option("--detector-file", type=FILE, help="YuNet's ONNX, which does not come with Attune.")
@click.option("--all-faces", is_flag=True, help="Read every face, not only the nearest.")
@click.option(
    "--every", default=1, show_default=True, type=click.IntRange(1), help="Take every so-manieth frame of a video."
)
@click.option("--frames", type=click.IntRange(1), help="Stop after so many frames.")
@click.option("--csv", "csv_file", type=FILE, help="Write a row for each face.")
@click.option("--json", "json_file", type=FILE, help="Write the same as JSON.")
@click.option("--plot", type=FILE, help="Draw a video's expressions over time (.svg).")
@click.option(
    "--annotated",
    type=click.Path(path_type=Path),
    help="Write a video (.avi), an image, or a folder of images, with what was read drawn in.",
)
@click.option("--force", is_flag=True, help="Write over what is there.")
def command(
    source: Path | None,
    camera: int | None,
    model: str,
    models: Path,
    variant: Variant,
    detector: DetectorName,
    detection: DetectionName | None,
    detector_file: Path | None,
    all_faces: bool,
    every: int,
    frames: int | None,
    csv_file: Path | None,
    json_file: Path | None,
    plot: Path | None,
    annotated: Path | None,
    force: bool,
) -> None:
    """Read the expressions in SOURCE: an image, a folder of images, or a video.

    What cannot be read with enough certainty is "not sure", with its reason. Nothing leaves this machine.
    """  # fmt: skip
    if (source is None) == (camera is None):
        raise click.UsageError("name one SOURCE, or a --camera")
    if detector_file is not None and detector != "yunet":
        raise click.UsageError(f"--detector-file is for --detector yunet, not for {detector}")
    if detection is not None and detector != "blazeface":
        raise click.UsageError(f"--detection is for --detector blazeface, not for {detector}")
    outputs = Outputs(csv_file, json_file, plot, annotated)
    outputs.refuse_existing(source, force)
    try:
        opened_detector = _open_detector(detector, detection or "auto", models, detector_file)
        analyzer = FrameAnalyzer.load(model, variant=variant, models=models, detector=opened_detector)
        opened = open_source(source, every) if source is not None else open_camera(camera or 0)
        outputs.make_folders()
        could_look_farther = detector == "blazeface" and (detection == "near" or opened.rate is not None)
        _run(analyzer, opened, outputs, frames, all_faces, could_look_farther and detection != "far")
    except (OSError, SourceError, VisionError) as problem:
        raise click.ClickException(str(problem)) from problem


def _open_detector(name: DetectorName, detection: DetectionName, models: Path, file: Path | None) -> Detector:
    """BlazeFace, which looks as far as is asked for, or another one.

    Raises:
        DetectorMissing, DetectorCorrupt: as `open_detector`.
    """
    if name == "blazeface":
        return open_detection(detection, (models / DETECTOR_MODEL).parent)
    return open_detector(name, models, file)


def _run(
    analyzer: FrameAnalyzer, source: Source, outputs: Outputs, frames: int | None, all_faces: bool, hint: bool
) -> None:
    console, rows, busy = Console(highlight=False, soft_wrap=True), [], 0.0
    total = min(filter(None, (source.total, frames)), default=None)
    writer = AnnotatedWriter(outputs.annotated, source) if outputs.annotated else None
    read = _reader(analyzer, moving=source.rate is not None, all_faces=all_faces)
    try:
        for frame in _progress(islice(source.frames, frames), total):
            begun = time.perf_counter()
            readings = read(frame.pixels, frame.seconds * 1000)
            busy += time.perf_counter() - begun
            rows += rows_of(frame, readings)
            if source.rate is None:
                console.print(f"{frame.name}: {', '.join(map(describe, readings))}")
            if writer:
                writer.add(frame, draw_readings(frame.pixels, readings))
    except KeyboardInterrupt:
        console.print("stopped")
    finally:
        if writer:
            writer.close()
    _write(outputs, rows, analyzer.bundle.identity)
    _summarise(console, rows, busy)
    if hint and rows and not any(row.reading.face for row in rows):
        console.print("no face was found; --detection far looks for smaller ones")
    if source.faults:
        raise click.ClickException("\n".join(source.faults))


def _reader(analyzer: FrameAnalyzer, *, moving: bool, all_faces: bool) -> Callable[[Image, float], list[Reading]]:
    """How a frame at so many milliseconds is read: every face, or one, which is followed where images move."""
    reader = analyzer.stream() if moving else analyzer
    if all_faces:
        return lambda frame, t: reader.analyze_faces(frame, t) or [no_face(t, analyzer.bundle.identity)]
    return lambda frame, t: [reader.analyze(frame, t)]


def _progress(frames: Iterator[Frame], total: int | None) -> Iterator[Frame]:
    """The frames, with a bar on standard error where that is a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield from progress.track(frames, total=total, description="Reading")


class AnnotatedWriter:
    """Writes annotated frames: into one video, one image, or a folder of images with the names of the originals."""

    def __init__(self, path: Path, source: Source) -> None:
        """Open the file.

        Raises:
            ClickException: a video's file name does not end in .avi.
        """
        self._path, self._rate, self._alone = path, source.rate, source.alone
        self._video: cv2.VideoWriter | None = None
        if self._rate is not None and path.suffix.lower() != ".avi":
            raise click.ClickException(f"--annotated of a video writes Motion JPEG; let its name end in .avi: {path}")

    def add(self, frame: Frame, drawn: Image) -> None:
        """Write one frame.

        Raises:
            ClickException: it cannot be written.
        """
        if self._rate is None:
            _write_image(self._path if self._alone else self._path / frame.name, drawn)
            return
        if self._video is None:
            self._video = self._open(drawn, self._rate)
        self._video.write(drawn)

    def _open(self, drawn: Image, rate: float) -> cv2.VideoWriter:
        height, width = drawn.shape[:2]
        video = cv2.VideoWriter(str(self._path), cv2.VideoWriter.fourcc(*"MJPG"), rate, (width, height))
        if not video.isOpened():  # write() would say nothing, and there would be no file
            raise click.ClickException(f"{self._path} cannot be written as a video")
        return video

    def close(self) -> None:
        """Finish the video."""
        if self._video is not None:
            self._video.release()


def _write_image(file: Path, drawn: Image) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        written = cv2.imwrite(str(file), drawn)
    except cv2.error:  # an extension that it does not know
        written = False
    if not written:
        raise click.ClickException(f"{file} cannot be written as an image; let its name end in .png or .jpg")


def _write(outputs: Outputs, rows: list[Row], model: str) -> None:
    if outputs.csv:
        outputs.csv.write_text(write_csv(rows), "utf-8")
    if outputs.json:
        outputs.json.write_text(write_json(rows, model), "utf-8")
    if outputs.plot:
        outputs.plot.write_text(draw_timeline(rows, rows[0].name if rows else "nothing"), "utf-8")


def _summarise(console: Console, rows: list[Row], busy: float) -> None:
    """How much could be read, and how fast."""
    frames = len({(row.name, row.frame) for row in rows})
    if not frames:
        console.print("no frame was read")
        return
    usable = sum(row.reading.abstain is None for row in rows)
    speed = f"{frames / busy:.0f} frames a second, {1000 * busy / frames:.1f} ms each"
    console.print(f"{frames} frames, {usable} of {len(rows)} readings usable; {speed}")
