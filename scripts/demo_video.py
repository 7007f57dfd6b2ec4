"""Draw the demo course's video: samples from a lopsided population, whose means pile up in a bell.

    pip install matplotlib numpy      (and ffmpeg with libvpx-vp9 on the PATH)
    python scripts/demo_video.py src/attune/classroom/demo/statistics-for-everyone/sampling.webm

The captions beside the video are written by hand; their times follow SCENES below.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO, cast

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

FRAMES_PER_SECOND, WIDTH, HEIGHT, DPI = 12, 800, 480, 100
SCENES = (("population", 6.0), ("one", 7.0), ("many", 13.0), ("bell", 6.0))  # seconds each; 32 in all
SAMPLE_SIZE, MEAN = 10, 6.0  # people in a sample; the population's mean waiting time in minutes
INK, MUTED, BLUE, ORANGE, PAPER = "#1b2430", "#6b7684", "#3b6fd4", "#d9772b", "#fbfaf7"
SAMPLES = np.random.default_rng(7).exponential(MEAN, (600, SAMPLE_SIZE))
BINS = np.arange(0, 14.01, 0.5)


def stage() -> tuple[Figure, Axes, Axes]:
    """Two empty plots above each other: the population, and the means of samples."""
    figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=PAPER)
    margins = {"hspace": 0.5, "top": 0.86, "bottom": 0.1, "left": 0.06, "right": 0.97}
    above, below = figure.subplots(2, 1, gridspec_kw=margins)
    for axes, right in ((above, 30), (below, 14)):
        axes.set_xlim(0, right)
        axes.set_yticks([])
        axes.set_facecolor(PAPER)
        for side in ("top", "left", "right"):
            axes.spines[side].set_visible(False)
        axes.tick_params(colors=MUTED, labelsize=9)
    above.set_title("One customer's wait, in minutes", loc="left", color=INK, fontsize=11)
    below.set_title("Mean wait of ten customers", loc="left", color=INK, fontsize=11)
    x = np.linspace(0, 30, 300)
    above.fill_between(x, np.exp(-x / MEAN), color=BLUE, alpha=0.25, linewidth=0)
    above.plot(x, np.exp(-x / MEAN), color=BLUE, linewidth=2)
    above.set_ylim(0, 1.08)
    return figure, above, below


def show_sample(above: Axes, below: Axes, sample: np.ndarray, progress: float) -> None:
    """Ten people appear one after the other; then their mean drops from the upper plot to the lower one."""
    seen = sample[: int(np.ceil(min(progress / 0.6, 1.0) * SAMPLE_SIZE))]
    above.plot(seen, np.full(len(seen), 0.06), "o", color=INK, markersize=7)
    if progress > 0.6:
        above.axvline(sample.mean(), color=ORANGE, linewidth=2)
        fallen = (progress - 0.6) / 0.4
        below.plot([sample.mean()], [1 - fallen], "o", color=ORANGE, markersize=9, clip_on=False)


def show_means(below: Axes, count: int, *, curve: float = 0.0) -> None:
    """The histogram of the first `count` means, and how far the bell over it is drawn (0..1)."""
    means = SAMPLES[:count].mean(axis=1)
    heights, _ = np.histogram(means, BINS)
    top = max(4.0, heights.max() * 1.15)
    below.bar(BINS[:-1], heights / top, 0.46, align="edge", color=ORANGE, alpha=0.75)
    below.set_ylim(0, 1)
    if curve:
        x = np.linspace(0, 14 * curve, 200)
        spread = MEAN / np.sqrt(SAMPLE_SIZE)
        bell = np.exp(-0.5 * ((x - MEAN) / spread) ** 2) / (spread * np.sqrt(2 * np.pi))
        below.plot(x, bell * count * 0.5 / top, color=INK, linewidth=2.5)


def draw(scene: str, progress: float) -> Figure:
    """One frame; `progress` runs from 0 to 1 through the scene."""
    figure, above, below = stage()
    below.set_ylim(0, 1)
    if scene == "population":
        caption = "Waiting times: mostly short, sometimes very long"
        above.axvline(MEAN, color=INK, linestyle=":", linewidth=1.5)
        above.text(MEAN + 0.4, 0.85, "mean 6 min", color=INK, fontsize=10)
    elif scene == "one":
        caption = "Ask ten customers and take their mean"
        show_sample(above, below, SAMPLES[0], progress)
    elif scene == "many":
        count = int(1 + 599 * progress**3)
        caption = f"Again and again: {count} samples"
        show_means(below, count)
        show_sample(above, below, SAMPLES[count - 1], 1.0)
    else:
        caption = "The means pile up in a bell, although the waits do not"
        show_means(below, 600, curve=min(progress * 2, 1.0))
    figure.text(0.06, 0.94, caption, color=INK, fontsize=15, fontweight="bold", va="center")
    return figure


def main(target: Path) -> None:
    """Draw every frame and let ffmpeg encode them as VP9, with a still as the poster."""
    mpl.rcParams["font.family"] = "DejaVu Sans"
    ffmpeg = shutil.which("ffmpeg") or sys.exit("ffmpeg is not on the PATH")
    source = f"-f rawvideo -pix_fmt rgba -s {WIDTH}x{HEIGHT} -r {FRAMES_PER_SECOND} -i -"
    encoder = "-c:v libvpx-vp9 -crf 46 -b:v 0 -g 96 -pix_fmt yuv420p -an"
    command = [ffmpeg, "-loglevel", "error", "-y", *source.split(), *encoder.split(), str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoding:
        for scene, seconds in SCENES:
            frames = int(seconds * FRAMES_PER_SECOND)
            for frame in range(frames):
                canvas = FigureCanvasAgg(draw(scene, (frame + 1) / frames))
                canvas.draw()  # type: ignore[no-untyped-call]
                cast(IO[bytes], encoding.stdin).write(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    FigureCanvasAgg(draw("bell", 1.0)).print_png(target.with_suffix(".png"))  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
