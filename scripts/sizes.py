"""Print our measures: lines per file and function, files per folder, depth, and what is over them.

    make sizes

Tests are left out, and so are generated files and migrations, of which there is one for each version.
"""

from __future__ import annotations

import ast
import subprocess
from collections import Counter
from pathlib import Path, PurePosixPath
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[1]
LARGEST_FOLDER = 15  # source files that one can still survey; a fuller folder is divided along the way of the data
LONGEST_FUNCTION = 60  # lines, with its docstring
GENERATED = {"schema.d.ts"}
PYTHON = ("src/*.py", "benchmarks/*.py", "scripts/*.py")
CLIENT = ("web/src/*.ts", "web/src/*.tsx", "web/src/*.css")


def tracked(*patterns: str, root: Path = ROOT) -> list[PurePosixPath]:
    """Return the source files that match the patterns, as git names them from the root.

    A file that git does not know yet counts, if git does not ignore it.
    """
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", *patterns]
    names = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    return [path for name in names if is_source(path := PurePosixPath(name)) and (root / path).exists()]


def is_source(path: PurePosixPath) -> bool:
    """Whether somebody writes and reads the file: neither a test, nor generated, nor the mark of a package."""
    return ".test." not in path.name and "test" not in path.parts and path.name not in GENERATED | {"__init__.py"}


def folder_sizes(files: list[PurePosixPath]) -> dict[str, int]:
    """Return the number of files that lie in each folder itself, the fullest first."""
    return dict(Counter(str(path.parent) for path in files).most_common())


def depth(path: PurePosixPath) -> int:
    """Return how many folders are above a file, from `src/attune` or `web/src` on: 0 for `src/attune/cli.py`."""
    return len(path.parent.parts) - (2 if path.parts[0] in {"src", "web"} else 1)


def function_lengths(path: PurePosixPath) -> list[tuple[int, str]]:
    """Return (lines, name) of every function in a Python file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [((node.end_lineno or node.lineno) - node.lineno + 1, f"{path}:{node.name}") for node in functions]


def describe(title: str, sizes: list[int]) -> str:
    """Return one line with the count, the median, the 90th percentile and the largest."""
    if len(sizes) < 2:
        return f"{title}: {len(sizes)}"
    tenths = quantiles(sizes, n=10)
    return f"{title}: {len(sizes)}, median {median(sizes):.0f}, 90th percentile {tenths[-1]:.0f}, largest {max(sizes)}"


def lines_of(path: PurePosixPath) -> int:
    """Return the number of lines of a file."""
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def main() -> None:
    """Print the measures, the fullest folders and the ten longest functions."""
    python = [path for path in tracked(*PYTHON) if "versions" not in path.parts]
    client = tracked(*CLIENT)
    functions = [entry for path in python for entry in function_lengths(path)]
    print(describe("Lines of a Python file", [lines_of(path) for path in python]))
    print(describe("Lines of a Python function", [length for length, _ in functions]))
    print(describe("Lines of a client file", [lines_of(path) for path in client]))
    for name, files in (("Python", python), ("client", client)):
        print(describe(f"Files of a {name} folder", list(folder_sizes(files).values())))
        print(describe(f"Depth of a {name} file", [depth(path) for path in files]))
    print(f"Folders over {LARGEST_FOLDER} source files:")
    fullest = {folder: count for folder, count in folder_sizes([*python, *client]).items() if count > LARGEST_FOLDER}
    print("\n".join(f"  {count:4d}  {folder}" for folder, count in fullest.items()) or "  none")
    print("Longest functions:")
    for length, name in sorted(functions, reverse=True)[:10]:
        print(f"  {length:4d}  {name}")


if __name__ == "__main__":
    main()
