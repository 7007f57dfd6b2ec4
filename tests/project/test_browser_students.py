"""No two browser tests share a student: what one leaves behind would meet the other, in whatever order they run."""

import re
from collections import Counter
from pathlib import Path

ADDRESS = re.compile(r"\b[a-z]+@demo\.attune\b")


def test_a_student_of_the_demo_is_named_in_one_browser_test_at_most():
    files = [file for file in sorted(Path("tests/e2e").glob("*.py")) if file.name != "conftest.py"]
    assert len(files) > 25, "the browser tests were not found"
    named = Counter(address for file in files for address in set(ADDRESS.findall(file.read_text("utf-8"))))
    shared = sorted(address for address, count in named.items() if count > 1)
    assert shared == [], "use the fixture `newcomer`, which adds a student of the test's own"
