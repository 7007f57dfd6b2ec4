"""What blocks build on, by the names that authors give: found in the course, and always something that comes before."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from attune.classroom.courses.importing.drafts import BlockAddress
from attune.classroom.courses.importing.lesson_text import RawBlock
from attune.classroom.courses.importing.problems import Report, shown
from attune.nearest import nearest_name


@dataclass(slots=True)
class Prerequisites:
    """Collects the lessons of a course in their order, then finds what their blocks build on."""

    report: Report
    files: dict[str, str] = field(default_factory=dict)
    lessons: dict[str, Sequence[RawBlock]] = field(default_factory=dict)

    def add_lesson(self, slug: str, file: str, blocks: Sequence[RawBlock]) -> None:
        """Take note of a lesson, in the order of the course."""
        self.files[slug], self.lessons[slug] = file, blocks

    def find(self) -> dict[BlockAddress, BlockAddress]:
        """What each block builds on that says so; what cannot be found, or does not come before, is a problem.

        As everything a block builds on comes before it, no chain of them leads back to where it began.
        """
        found = {}
        for slug, blocks in self.lessons.items():
            for number, raw in enumerate(blocks):
                written = raw.header.value.get("prerequisite")
                if isinstance(written, str):
                    target = self._look_up(BlockAddress(slug, number), raw, written.strip())
                    if target is not None:
                        found[BlockAddress(slug, number)] = target
        return found

    def _look_up(self, own: BlockAddress, raw: RawBlock, written: str) -> BlockAddress | None:
        file, line = self.files[own.lesson], raw.line_of(("prerequisite",))
        name, _, title = unicodedata.normalize("NFC", written).partition("#")
        by_name = {file: slug for slug, file in self.files.items()}
        slug = by_name.get(name)
        if slug is None:
            nearest = shown(nearest_name(name, list(by_name)))
            what = f"'prerequisite' names '{shown(name)}', and the course has no such lesson"
            self.report.add(file, line, what, f"Name a file that course.yaml lists; the nearest is '{nearest}'.")
            return None
        target = BlockAddress(slug, None)
        if title.strip():
            number = self._block_titled(title.strip(), slug, file, line)
            if number is None:
                return None
            target = BlockAddress(slug, number)
        if not self._comes_before(target, own):
            what = f"'prerequisite' names '{shown(written)}', which does not come before this block"
            self.report.add(file, line, what, "Name what the block builds on: something earlier in the course.")
            return None
        return target

    def _block_titled(self, title: str, slug: str, file: str, line: int) -> int | None:
        titles = [_title(raw) for raw in self.lessons[slug]]
        if titles.count(title) == 1:
            return titles.index(title)
        lesson = shown(self.files[slug])
        if titles.count(title) > 1:
            self.report.add(
                file, line, f"'{lesson}' has several blocks titled '{shown(title)}'", "Give them titles that differ."
            )
            return None
        there = [other for other in titles if other]
        advice = "None of its blocks has a title."
        if there:
            advice = f"The nearest is '{shown(nearest_name(title, there))}'."
        self.report.add(file, line, f"'{lesson}' has no block titled '{shown(title)}'", advice)
        return None

    def _comes_before(self, target: BlockAddress, own: BlockAddress) -> bool:
        order = list(self.lessons)
        if target.lesson != own.lesson:
            return order.index(target.lesson) < order.index(own.lesson)
        return target.block is not None and own.block is not None and target.block < own.block


def _title(raw: RawBlock) -> str | None:
    title = raw.header.value.get("title")
    return unicodedata.normalize("NFC", title).strip() if isinstance(title, str) else None
