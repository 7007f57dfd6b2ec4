"""The example of docs/how-to/read-faces.md runs as it stands there."""

import re
from pathlib import Path

from attune.expressions import Expression

ROOT = Path(__file__).parents[2]


def test_the_example_reads_a_face(monkeypatch):
    monkeypatch.chdir(ROOT)
    (example,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs" / "how-to" / "read-faces.md").read_text("utf-8"), re.DOTALL
    )
    names: dict = {}
    exec(example, names)
    assert names["reading"].expression is Expression.HAPPINESS
    assert names["reading"].abstain is None
    assert names["faces"][0].box == names["reading"].box
