"""A video's expressions over time, as an SVG: the probabilities stacked, grey where nothing could be read."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from attune.analyze.tables import Row
from attune.expressions import EXPRESSIONS

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 960, 300, 20, 40, 40
# Told apart also by those who see no red or no green, and named in the legend.
COLOURS = ("#9aa0a6", "#e0a100", "#00a3a3", "#3b6fd4", "#c63d3d", "#6b8e23", "#7d4fc4", "#a3573a")
STYLE = 'font-family="sans-serif" shape-rendering="crispEdges"'
NOTHING = "#e4e4e0"


def draw_timeline(rows: Sequence[Row], title: str) -> str:
    """An SVG of the nearest face over time. rows: of one source, in the order of time, one or more a frame."""
    nearest = [row for row in rows if row.face == 0]
    end = _end(nearest)
    ends = [*(row.seconds for row in nearest[1:]), end]  # a camera's frames are not evenly apart, nor some videos'
    scale = (WIDTH - 2 * LEFT) / end
    columns = [
        _column(row, row.seconds * scale, (until - row.seconds) * scale)
        for row, until in zip(nearest, ends[: len(nearest)], strict=True)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {STYLE}>',
            f"<title>{escape(title)}: expressions over time</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            *_legend(),
            *columns,
            *_axis(end),
            "</svg>",
            "",
        ]
    )


def _end(rows: Sequence[Row]) -> float:
    """The end of the last frame, in seconds: as long after it as it comes after the one before."""
    if len(rows) < 2:
        return (rows[0].seconds if rows else 0.0) + 1.0
    return 2 * rows[-1].seconds - rows[-2].seconds


def _column(row: Row, x: float, width: float) -> str:
    """One frame: its probabilities one above the other, or grey."""
    height, y = HEIGHT - TOP - BOTTOM, float(HEIGHT - BOTTOM)
    if row.reading.abstain is not None:
        return _bar(LEFT + x, TOP, width, height, NOTHING)
    bars = []
    for p, colour in zip(row.reading.p, COLOURS, strict=True):
        y -= p * height
        bars.append(_bar(LEFT + x, y, width, p * height, colour))
    return "".join(bars)


def _bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width + 0.3:.2f}" height="{height:.2f}" fill="{colour}"/>'


def _legend() -> list[str]:
    names = [*zip(EXPRESSIONS, COLOURS, strict=True), ("not sure", NOTHING)]
    step = (WIDTH - 2 * LEFT) / len(names)
    return [
        f'<rect x="{LEFT + i * step:.0f}" y="12" width="12" height="12" fill="{colour}"/>'
        f'<text x="{LEFT + i * step + 17:.0f}" y="23" font-size="13" fill="#333">{name}</text>'
        for i, (name, colour) in enumerate(names)
    ]


def _axis(end: float) -> list[str]:
    """Six marks in minutes and seconds."""
    width = WIDTH - 2 * LEFT
    marks = []
    for i in range(6):
        seconds, anchor = end * i / 5, ("start", "middle", "middle", "middle", "middle", "end")[i]
        text = f"{int(seconds // 60)}:{seconds % 60:04.1f}"
        marks.append(
            f'<text x="{LEFT + width * i / 5:.0f}" y="{HEIGHT - 15}" font-size="13" fill="#333" '
            f'text-anchor="{anchor}">{text}</text>'
        )
    return marks
