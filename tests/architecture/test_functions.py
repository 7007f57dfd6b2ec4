"""No function is longer than one page; what is let off says why, and only while it has to."""

from pathlib import PurePosixPath

from scripts import sizes
from scripts.sizes import LONGEST_FUNCTION, PYTHON, function_lengths, tracked

# Function -> why it may be longer. An entry that is no longer needed fails the test.
EXCEPTIONS = {"src/attune/training/loop/train.py:_train": "the training loop, to be read from top to bottom"}


def too_long(lengths):
    """The functions over the limit, by their length."""
    return {name: length for length, name in lengths if length > LONGEST_FUNCTION}


def test_no_function_is_longer_than_a_page():
    files = [path for path in tracked(*PYTHON) if "versions" not in path.parts]
    assert len(files) > 700, "the sources were not found"
    found = too_long(each for path in files for each in function_lengths(path))
    assert {name: length for name, length in found.items() if name not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) <= set(found), "no longer over the limit, take them from EXCEPTIONS"


def test_a_long_function_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(sizes, "ROOT", tmp_path)
    body = "    pass\n" * (LONGEST_FUNCTION - 1)
    (tmp_path / "long.py").write_text(f"def page():\n{body}\n\nasync def longer():\n    pass\n{body}", "utf-8")
    assert too_long(function_lengths(PurePosixPath("long.py"))) == {"long.py:longer": LONGEST_FUNCTION + 1}
