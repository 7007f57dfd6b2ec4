"""Draw the packages and who may import whom, from the import contracts of pyproject.toml.

python -m scripts.architecture_diagram        writes docs/explanation/architecture.svg
"""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
DIAGRAM = ROOT / "docs/explanation/architecture.svg"
DRAWN = (("packages", "attune"), ("classroom-layers", "attune.classroom"))  # id of the contract, title

BOX_HEIGHT, LAYER_GAP, BOX_GAP, PADDING, COLUMN_WIDTH = 34, 14, 10, 16, 560
INK, MUTED, PAPER, FILL, LINE = "#1b2430", "#5c6774", "#fbfaf7", "#e8eefb", "#3b6fd4"


class Column(NamedTuple):
    """One contract as it is drawn: layers from the top, each with the names that lie side by side."""

    title: str
    layers: list[list[str]]


def read_columns(pyproject: Path = ROOT / "pyproject.toml") -> list[Column]:
    """Return the drawn contracts of type `layers`; KeyError where one of them is gone."""
    contracts = tomllib.loads(pyproject.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    by_id = {contract["id"]: contract for contract in contracts}
    return [Column(title, [split_layer(layer) for layer in by_id[name]["layers"]]) for name, title in DRAWN]


def split_layer(layer: str) -> list[str]:
    """Return the names of a layer: `a | b` may not import each other, `a : b` may, `(a)` need not exist."""
    return [name.strip(" ()") for name in layer.replace(":", "|").split("|")]


def draw(columns: list[Column]) -> str:
    """Return the diagram as SVG: a column for each contract, a box for each package, the highest layer on top."""
    rows = max(len(column.layers) for column in columns)
    width = PADDING + len(columns) * (COLUMN_WIDTH + PADDING)
    height = PADDING * 3 + 20 + rows * (BOX_HEIGHT + LAYER_GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'font-family="system-ui, sans-serif">',
        "  <title>The packages; each may import those below it</title>",
        f'  <rect width="{width}" height="{height}" fill="{PAPER}"/>',
    ]
    for index, column in enumerate(columns):
        parts += _draw_column(column, PADDING + index * (COLUMN_WIDTH + PADDING))
    return "\n".join([*parts, "</svg>", ""])


def _draw_column(column: Column, left: int) -> list[str]:
    top = PADDING + 16
    parts = [
        f'  <text x="{left}" y="{top}" font-size="16" font-weight="600" fill="{INK}">{escape(column.title)}</text>'
    ]
    for number, layer in enumerate(column.layers):
        y = top + PADDING + number * (BOX_HEIGHT + LAYER_GAP)
        parts += _draw_layer(layer, left, y)
        if number + 1 < len(column.layers):
            x, end = left + COLUMN_WIDTH // 2, y + BOX_HEIGHT + LAYER_GAP
            parts.append(
                f'  <path d="M{x} {y + BOX_HEIGHT + 1}V{end - 4}m-3 -3l3 5l3 -5" fill="none" stroke="{MUTED}"/>'
            )
    return parts


def _draw_layer(names: list[str], left: int, y: int) -> list[str]:
    width = (COLUMN_WIDTH - BOX_GAP * (len(names) - 1)) / len(names)
    parts = []
    for number, name in enumerate(names):
        x = left + number * (width + BOX_GAP)
        parts += [
            f'  <rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{BOX_HEIGHT}" rx="6" '
            f'fill="{FILL}" stroke="{LINE}"/>',
            f'  <text x="{x + width / 2:.1f}" y="{y + 22}" font-size="13" text-anchor="middle" fill="{INK}">'
            f"{escape(name)}</text>",
        ]
    return parts


if __name__ == "__main__":
    DIAGRAM.write_text(draw(read_columns()), encoding="utf-8")
