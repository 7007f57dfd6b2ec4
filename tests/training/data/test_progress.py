from io import StringIO

from rich.console import Console

from attune.training.data.progress import tracked


def shown(patience: float, terminal: bool = True) -> str:
    screen = StringIO()
    console = Console(file=screen, force_terminal=terminal)
    assert list(tracked(range(3), "Reading images", 3, console, patience)) == [0, 1, 2]
    return screen.getvalue()


def test_long_work_shows_a_bar():
    assert "Reading images" in shown(patience=0)


def test_short_work_shows_nothing():
    assert shown(patience=60) == ""


def test_a_file_gets_no_bar():
    assert shown(patience=0, terminal=False) == ""
