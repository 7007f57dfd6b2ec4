"""Reads a course's folder whole and reports everything that is wrong with it at once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from attune.classroom.courses.importing.blocks import BlockReader
from attune.classroom.courses.importing.checking import check
from attune.classroom.courses.importing.drafts import CourseDraft, LessonDraft
from attune.classroom.courses.importing.folder import CourseFolder, open_folder, read_text
from attune.classroom.courses.importing.format import CourseDescription, LessonHeader
from attune.classroom.courses.importing.lesson_text import read_lesson_text
from attune.classroom.courses.importing.naming import NamedFiles
from attune.classroom.courses.importing.prerequisites import Prerequisites
from attune.classroom.courses.importing.problems import Report, shown
from attune.classroom.courses.importing.yaml_reader import YamlFault, YamlText, read_yaml

DESCRIPTION = "course.yaml"
LONGEST_SLUG = 80


def read_course(root: Path) -> CourseDraft:
    """Read and check the course in a folder; nothing is written anywhere.

    Raises:
        CourseFormatError: with every problem of every file.
    """
    report = Report()
    if not root.is_dir():
        report.add(shown(root.name), None, "there is no such folder", "Name the folder that holds course.yaml.")
        report.refuse_if_any()
    folder = open_folder(root.resolve(), report)
    draft = _FolderReader(folder, report).read()
    report.refuse_if_any()
    assert draft is not None  # noqa: S101 - without a problem there is a course
    return draft


@dataclass(slots=True)
class _FolderReader:
    folder: CourseFolder
    report: Report
    files: NamedFiles = field(init=False)
    prerequisites: Prerequisites = field(init=False)

    def __post_init__(self) -> None:
        self.files = NamedFiles(self.folder, self.report)
        self.prerequisites = Prerequisites(self.report)

    def read(self) -> CourseDraft | None:
        """The course, or None where even its description cannot be read."""
        yaml = self._yaml()
        described = check(CourseDescription, yaml.value, DESCRIPTION, yaml.line_of, self.report) if yaml else None
        if yaml is None or described is None:
            return None
        self._check_names(described, yaml)
        self.files.lesson_slugs = {_slug(file) for module in described.modules for file in module.lessons}
        modules = []
        for number, module in enumerate(described.modules):
            read = [
                self._lesson(file, yaml.line_of(("modules", number, "lessons", place)))
                for place, file in enumerate(module.lessons)
            ]
            modules.append((module.title, tuple(lesson for lesson in read if lesson is not None)))
        prerequisites = self.prerequisites.find()
        return CourseDraft(described, tuple(modules), self.files.named, prerequisites, tuple(self.report.notes))

    def _yaml(self) -> YamlText | None:
        path = self.folder.files.get(DESCRIPTION)
        if path is None:
            self.report.add(DESCRIPTION, None, "the folder has no such file", "Write one; it names the lessons.")
            return None
        text = read_text(path, DESCRIPTION, self.report)
        if text is None:
            return None
        try:
            return read_yaml(text)
        except YamlFault as fault:
            self.report.add(DESCRIPTION, fault.line, fault.what, fault.remedy)
            return None

    def _check_names(self, described: CourseDescription, yaml: YamlText) -> None:
        """Each lesson is there once, and no two are called the same by others."""
        counted = Counter(_slug(file) for module in described.modules for file in module.lessons)
        for path, file in _listed(described):
            if counted[_slug(file)] > 1:
                what = f"two lessons are called '{shown(_slug(file))}'"
                self.report.add(DESCRIPTION, yaml.line_of(path), what, "Name each lesson once; rename its file.")
            if not file.endswith(".md") or not 0 < len(_slug(file)) <= LONGEST_SLUG:
                what = f"'{shown(file)}' is no name of a lesson"
                remedy = f"Call the file something.md, with at most {LONGEST_SLUG} characters before the ending."
                self.report.add(DESCRIPTION, yaml.line_of(path), what, remedy)

    def _lesson(self, file: str, line: int) -> LessonDraft | None:
        path = self.folder.find(file, self.report, DESCRIPTION, line)
        text = read_text(path, file, self.report) if path is not None else None
        if text is None:
            return None
        found = read_lesson_text(file, text, self.report)
        if found is None:
            return None
        self.prerequisites.add_lesson(_slug(file), unicodedata.normalize("NFC", file), found.blocks)
        header = check(LessonHeader, found.front_matter.value, file, found.line_of, self.report)
        reader = BlockReader(file, self.files, self.report)
        blocks = [reader.read(raw) for raw in found.blocks]
        if header is None:
            return None
        return LessonDraft(_slug(file), header, tuple(block for block in blocks if block is not None))


def _listed(described: CourseDescription) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every named lesson with its path in the description."""
    for number, module in enumerate(described.modules):
        for place, file in enumerate(module.lessons):
            yield ("modules", number, "lessons", place), file


def _slug(file: str) -> str:
    return PurePosixPath(unicodedata.normalize("NFC", file)).stem
