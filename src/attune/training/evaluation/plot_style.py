"""One look for every plot: light paper, dark ink, colours that colour-blind people tell apart, and no display.

matplotlib is imported only when something is drawn, and without pyplot: nothing opens a window or keeps state.
"""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from attune.training.errors import ConfigError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PAPER, INK, FAINT, GRID = "#ffffff", "#1b1f24", "#57606a", "#d8dee4"
# Okabe and Ito (2008), in an order that also differs in lightness; lines and markers differ in shape as well
BLUE, ORANGE, GREEN, PURPLE, SKY, YELLOW = "#0072b2", "#d55e00", "#009e73", "#7f4fc9", "#56b4e9", "#b8860b"
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, SKY, YELLOW)
MARKERS = ("o", "s", "^", "D", "v", "P")

DARK = {PAPER: "#0d1117", INK: "#e6edf3", FAINT: "#9da7b3", GRID: "#30363d", BLUE: "#58a6ff", PURPLE: "#b392f0"}
"""What a page in dark mode shows instead; what is not named here is legible on both."""

DPI = 150


def new_figure(width: float, height: float) -> Figure:
    """Return an empty figure of so many inches.

    Raises:
        ConfigError: matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise ConfigError(
            "plots need matplotlib, which is not installed: `make training`, or leave the plots out"
        ) from None
    return Figure(figsize=(width, height), dpi=DPI, facecolor=PAPER, layout="constrained")


def title(figure: Figure, heading: str, measured_on: str) -> None:
    """Write what a figure shows and, under it, what that was measured on; a long heading is wrapped."""
    lines = wrap(heading, int(9.5 * figure.get_figwidth()))
    figure.suptitle("\n".join([*lines, "", ""]), fontsize=12, fontweight="bold", color=INK, x=0.01, ha="left")
    # 9 pt at 1.6 are as high as the heading's 12 pt at 1.2, so empty lines push the second text under the first
    under = "\n" * len(lines) + measured_on
    figure.text(0.01, 0.985, under, fontsize=9, color=FAINT, ha="left", va="top", linespacing=1.6)


def dress(axes: Axes, x: str, y: str) -> None:
    """Name both axes and leave of the frame only what is read."""
    axes.set_facecolor(PAPER)
    axes.set_xlabel(x, color=INK)
    axes.set_ylabel(y, color=INK)
    axes.tick_params(colors=FAINT, labelcolor=INK, labelsize=9)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(FAINT)
    axes.grid(color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)


def save(figure: Figure, path: Path) -> Path:
    """Write a PNG, or an SVG that follows the reader's light or dark mode.

    Returns:
        The path.
    """
    from matplotlib import rc_context

    path.parent.mkdir(parents=True, exist_ok=True)
    # text stays text, and no date or random id: the same figures give the same file
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "attune"}):
        metadata = {"Date": None} if path.suffix == ".svg" else {}
        figure.savefig(path, facecolor=PAPER, metadata=metadata)
    if path.suffix == ".svg":
        path.write_text(follow_mode(path.read_text(encoding="utf-8")), encoding="utf-8")
    return path


def follow_mode(svg: str) -> str:
    """Add to an SVG the colours of dark mode, for the pages that show it in both."""
    rules = "".join(
        f'[style*="{property}: {light}"]{{{property}:{dark} !important}}'
        for light, dark in DARK.items()
        for property in ("fill", "stroke")
    )
    style = f"<style>@media (prefers-color-scheme: dark){{{rules}}}</style>"
    return re.sub(r"(<svg[^>]*>)", lambda found: found.group(1) + style, svg, count=1)
