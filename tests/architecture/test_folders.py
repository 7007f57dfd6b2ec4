"""No folder holds more source files than one can survey; what is let off says why, and only while it has to."""

import subprocess
from pathlib import PurePosixPath

import pytest
from scripts.sizes import CLIENT, LARGEST_FOLDER, PYTHON, depth, folder_sizes, is_source, tracked

# Folder -> why it may be fuller. An entry that is no longer needed fails the test.
EXCEPTIONS = {
    "src/attune/classroom/migrations/versions": "a file for each version of the database, in one chain",
}


def too_full(sizes, exceptions):
    """(folders over the limit that nobody let off, exceptions that let nothing off)."""
    full = {folder: count for folder, count in sizes.items() if count > LARGEST_FOLDER}
    return {k: v for k, v in full.items() if k not in exceptions}, set(exceptions) - set(full)


def test_no_folder_holds_more_than_one_can_survey():
    sizes = folder_sizes(tracked(*PYTHON, *CLIENT))
    assert len(sizes) > 80, "the folders were not found"
    full, needless = too_full(sizes, EXCEPTIONS)
    assert not full, f"divide along the way of the data: {full}"
    assert not needless, f"no longer over {LARGEST_FOLDER} files, take them from EXCEPTIONS: {needless}"


def test_a_full_folder_and_a_needless_exception_are_found():
    files = [PurePosixPath(f"src/attune/attic/{n}.py") for n in range(LARGEST_FOLDER + 1)]
    assert too_full(folder_sizes(files), {}) == ({"src/attune/attic": LARGEST_FOLDER + 1}, set())
    assert too_full(folder_sizes(files), {"src/attune/attic": "", "src/attune/cellar": ""}) == (
        {},
        {"src/attune/cellar"},
    )
    assert too_full(folder_sizes(files[1:]), {}) == ({}, set())


@pytest.mark.parametrize(
    ("path", "counted"),
    [
        ("src/attune/affect/windows.py", True),
        ("src/attune/affect/__init__.py", False),
        ("web/src/vision/camera/camera.ts", True),
        ("web/src/vision/camera/camera.test.ts", False),
        ("web/src/test/render.tsx", False),
        ("web/src/platform/api/schema.d.ts", False),
    ],
)
def test_what_somebody_writes_and_reads_is_counted(path, counted):
    assert is_source(PurePosixPath(path)) is counted


def test_a_new_file_counts_before_git_knows_it_and_an_ignored_one_never(tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "src").mkdir()
    for name in ("new.py", "ignored.py"):
        (tmp_path / "src" / name).touch()
    (tmp_path / ".gitignore").write_text("ignored.py\n")
    assert tracked("src/*.py", root=tmp_path) == [PurePosixPath("src/new.py")]


def test_depth_begins_where_the_code_begins():
    assert depth(PurePosixPath("src/attune/cli.py")) == 0
    assert depth(PurePosixPath("web/src/features/learning/quiz/quiz.tsx")) == 3
