"""Print the lines per file and per function of our Python and TypeScript, at the median and the 90th percentile."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path
from statistics import median, quantiles


def tracked(*patterns: str) -> list[Path]:
    """Return the files that git tracks and that match the patterns, without generated ones."""
    listing = subprocess.run(["git", "ls-files", *patterns], capture_output=True, text=True, check=True)
    return [Path(name) for name in listing.stdout.split() if "schema.d.ts" not in name and "migrations" not in name]


def function_lengths(path: Path) -> list[tuple[int, str]]:
    """Return (lines, name) of every function in a Python file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [((node.end_lineno or node.lineno) - node.lineno + 1, f"{path}:{node.name}") for node in functions]


def describe(title: str, sizes: list[int]) -> str:
    """Return one line with the count, the median and the 90th percentile."""
    if len(sizes) < 2:
        return f"{title}: {len(sizes)}"
    return f"{title}: {len(sizes)}, median {median(sizes):.0f}, 90th percentile {quantiles(sizes, n=10)[-1]:.0f}"


def main() -> None:
    """Print the measures and the ten longest functions."""
    python = tracked("src/*.py")
    client = tracked("web/src/*.ts", "web/src/*.tsx")
    functions = [entry for path in python for entry in function_lengths(path)]
    print(describe("Python files", [len(path.read_text(encoding="utf-8").splitlines()) for path in python]))
    print(describe("Python functions", [length for length, _ in functions]))
    print(describe("Client files", [len(path.read_text(encoding="utf-8").splitlines()) for path in client]))
    print("Longest functions:")
    for length, name in sorted(functions, reverse=True)[:10]:
        print(f"  {length:4d}  {name}")


if __name__ == "__main__":
    main()
