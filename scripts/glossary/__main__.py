"""Print which old words are left, by area and row.

python -m scripts.glossary                 the counts
python -m scripts.glossary training        every place in an area, or in files whose path holds the text
python -m scripts.glossary --shrink        strike what is clean from the list of known breaches
"""

from __future__ import annotations

import sys

from scripts.glossary.breaches import describe_counts, find_breaches, grown, read_baseline, write_baseline
from scripts.glossary.collect import all_words
from scripts.glossary.rows import read_glossary


def main(arguments: list[str]) -> int:
    """Run the command and return its exit status."""
    glossary = read_glossary()
    found = find_breaches(glossary, all_words())
    if arguments == ["--shrink"]:
        more = grown(read_baseline(), found)
        if more:
            print("More files than before say: " + "; ".join(more), file=sys.stderr)
            return 1
        write_baseline(glossary, found)
    elif arguments:
        wanted = arguments[0]
        for breach, words in sorted(found.items()):
            if wanted == glossary.area_of(breach.path) or wanted in breach.path:
                places = ", ".join(sorted({f"{word.line} {word.text[:70]!r}" for word in words}))
                print(f"{breach}: {places}")
    else:
        print("\n".join(describe_counts(glossary, found)) or "No old word is left.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
