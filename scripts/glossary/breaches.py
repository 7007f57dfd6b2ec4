"""Old words that are still there, and the list of those that may be for now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.glossary.rows import ROOT, Glossary, Kind, Row, Word

BASELINE = ROOT / "tests/project/glossary"


@dataclass(frozen=True, order=True)
class Breach:
    """A file that breaks a row in one kind of word."""

    path: str
    old: str
    kind: str

    def __str__(self) -> str:
        return f"{self.path} | {self.old} | {self.kind}"


def find_breaches(glossary: Glossary, words: Iterable[Word]) -> dict[Breach, list[Word]]:
    """Return the words that break a row, by file, row and kind.

    A row of classes is about one name for one thing: a name breaks it where two files of a language define it.
    """
    breaches: dict[Breach, list[Word]] = defaultdict(list)
    definitions: dict[tuple[Row, str], list[Word]] = defaultdict(list)
    for word in words:
        for row in glossary.rows_of(word.kind, word.path):
            if row.is_broken_by(word):
                if word.kind is Kind.CLASS:
                    definitions[row, f"{word.path.split('/', 1)[0]}:{word.text}"].append(word)
                else:
                    breaches[Breach(word.path, row.old, word.kind)].append(word)
    for (row, _), defined in definitions.items():
        if len({word.path for word in defined}) > 1:
            for word in defined:
                breaches[Breach(word.path, row.old, word.kind)].append(word)
    return dict(breaches)


def read_baseline(folder: Path = BASELINE) -> set[Breach]:
    """Return the breaches that are known, from one list for each area."""
    lines = [line for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    return {Breach(*line.split(" | ")) for line in lines}


def write_baseline(glossary: Glossary, breaches: Iterable[Breach], folder: Path = BASELINE) -> None:
    """Write one sorted list for each area that has breaches, and remove the lists of the others."""
    lists: dict[str, list[str]] = defaultdict(list)
    for breach in sorted(breaches):
        lists[glossary.area_of(breach.path)].append(f"{breach}\n")
    for path in folder.glob("*.txt"):
        path.unlink()
    for area, lines in lists.items():
        (folder / f"{area}.txt").write_text("".join(lines), "utf-8")


def grown(before: Iterable[Breach], after: Iterable[Breach]) -> list[str]:
    """Return the rows that more files break than before: a file may move, but may not be joined by another."""
    was, now = (Counter(breach.old for breach in breaches) for breaches in (before, after))
    return sorted(old for old in now if now[old] > was[old])


def describe_counts(glossary: Glossary, breaches: Iterable[Breach]) -> Iterator[str]:
    """Yield the number of breaches by area and row, the fullest first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for breach in breaches:
        counts[glossary.area_of(breach.path)][breach.old] += 1
    for area, rows in sorted(counts.items(), key=lambda each: -each[1].total()):
        yield f"{area}: {rows.total()}"
        yield from (f"  {count:4d}  {old}" for old, count in rows.most_common())
