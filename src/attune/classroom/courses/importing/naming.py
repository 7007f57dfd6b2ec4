"""The files and lessons that a course's texts and headers name: each has to be there, and to be what it is used as."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from attune.classroom.courses.files import LARGEST_FILE, PICTURES, UnknownFileType, WrongFileContent, check_file
from attune.classroom.courses.importing.folder import CourseFolder
from attune.classroom.courses.importing.problems import Report, shown
from attune.classroom.platform.markdown import Reference, find_references

LESSON = ".md"


@dataclass(slots=True)
class NamedFiles:
    """Collects what is named; `lesson_slugs` are the lessons that texts may lead to."""

    folder: CourseFolder
    report: Report
    named: dict[str, Path] = field(default_factory=dict)
    lesson_slugs: Collection[str] = ()

    def name(self, name: str, file: str, line: int, allowed: Collection[str] | None = None) -> str:
        """Note that `file` names a file at `line`.

        allowed: the endings that do there; None for every type that courses take.

        Returns:
            The name in composed Unicode.
        """
        composed = unicodedata.normalize("NFC", name)
        path = self.folder.find(name, self.report, file, line)
        if path is None or composed in self.named:
            self._check_ending(composed, file, line, allowed)
            return composed
        if self._check_ending(composed, file, line, allowed) and self._check_content(path, composed, file, line):
            self.named[composed] = path
        return composed

    def _check_ending(self, name: str, file: str, line: int, allowed: Collection[str] | None) -> bool:
        ending = PurePosixPath(name).suffix.lower()
        if allowed is None or ending in allowed:
            return True
        expected = ", ".join(sorted(allowed))
        self.report.add(file, line, f"'{shown(name)}' cannot be used here", f"Use a file that ends in {expected}.")
        return False

    def _check_content(self, path: Path, name: str, file: str, line: int) -> bool:
        if path.stat().st_size > LARGEST_FILE:
            remedy = f"Files have at most {LARGEST_FILE // 1_000_000} MB; make it smaller."
            self.report.add(file, line, f"'{shown(name)}' is too large", remedy)
            return False
        try:
            check_file(path)
        except UnknownFileType as error:
            self.report.add(file, line, f"'{shown(name)}': {error}", "Use one of these.")
            return False
        except WrongFileContent as error:
            self.report.add(file, line, f"'{shown(name)}': {error}", "Save it anew from the program that made it.")
            return False
        return True

    def check_text(self, text: str, file: str, line: int, *, lines: bool) -> None:
        """Check every picture and link of a Markdown text that begins at `line`.

        lines: whether the text stands in the file line by line, so that a mention's own line can be told.
        """
        for reference in find_references(text):
            at = line + reference.line if lines else line
            if reference.kind == "picture":
                self._check_picture(reference, file, at)
            else:
                self._check_link(reference, file, at)

    def _check_picture(self, reference: Reference, file: str, line: int) -> None:
        if reference.name is None:
            what = f"the picture '{shown(reference.address)}' lies on another site, which would learn who reads"
            self.report.add(file, line, what, "Put it into the course's folder and name it there.")
        elif not reference.name:
            self.report.add(file, line, "a picture without a file", "Write '![what it shows](file.png)'.")
        else:
            self.name(reference.name, file, line, PICTURES)

    def _check_link(self, reference: Reference, file: str, line: int) -> None:
        name = reference.name
        if name is None:
            if not reference.address.lower().startswith(("http://", "https://", "mailto:")):
                remedy = "Links lead to https://…, http://…, mailto:…, a lesson or a file of the course."
                self.report.add(file, line, f"the link '{shown(reference.address)}' leads nowhere", remedy)
        elif not name or name.startswith("#"):
            remedy = "Name a lesson (other.md) or a file of the course, or write a whole address."
            self.report.add(file, line, f"the link '{shown(reference.address)}' leads nowhere", remedy)
        elif name.endswith(LESSON):
            self._check_lesson(name, file, line)
        else:
            self.name(name, file, line)

    def _check_lesson(self, name: str, file: str, line: int) -> None:
        if PurePosixPath(name).stem not in self.lesson_slugs:
            what = f"the link '{shown(name)}' leads to a lesson that the course does not have"
            self.report.add(file, line, what, "Name a file that course.yaml lists.")
