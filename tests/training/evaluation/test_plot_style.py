import subprocess
import sys
from pathlib import Path

import pytest

from attune.training.errors import ConfigError
from attune.training.evaluation.plot_style import DARK, INK, PAPER, dress, follow_mode, new_figure, save, title


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_an_svg_is_legible_in_light_and_dark():
    dark_paper = DARK[PAPER]
    for colour in (name for name in DARK if name not in (PAPER, "#d8dee4")):
        assert contrast(colour, PAPER) >= 4.5
        assert contrast(DARK[colour], dark_paper) >= 4.5


def test_an_svg_carries_both_modes_and_its_words_as_text(tmp_path: Path):
    figure = new_figure(4, 3)
    title(figure, "What it shows", "PublicTest, n = 3")
    axes = figure.subplots()
    axes.plot([1, 2], [3, 4])
    dress(axes, "across", "up")
    text = save(figure, tmp_path / "deep" / "figure.svg").read_text()
    for word in ("What it shows", "PublicTest, n = 3", "across", "up"):
        assert word in text
    assert "prefers-color-scheme: dark" in text
    assert f"fill: {INK}" in text


def test_the_same_figures_give_the_same_file(tmp_path: Path):
    def draw(name: str) -> bytes:
        figure = new_figure(3, 2)
        figure.subplots().plot([1, 2], [3, 4])
        return save(figure, tmp_path / name).read_bytes()

    assert draw("a.svg") == draw("b.svg")
    assert draw("a.png") == draw("b.png")


def test_only_the_first_tag_gets_the_colours():
    assert follow_mode("<svg a='1'><g/></svg>").count("<style>") == 1


def test_nothing_draws_on_a_display():
    code = (
        "import sys; from attune.training.evaluation.plot_style import new_figure; new_figure(2, 2); "
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_matplotlib_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(ConfigError, match="plots need matplotlib, which is not installed: `make training`"):
        new_figure(2, 2)
