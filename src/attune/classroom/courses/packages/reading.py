"""Reads a packed course whole, and reports everything that is wrong with it at once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from uuid import UUID, uuid4

from attune.classroom.courses.authoring.lessons.body_schemas import MOST_BLOCKS, BodyBlock, BodyPrerequisite, LessonBody
from attune.classroom.courses.importing.checking import check
from attune.classroom.courses.importing.drafts import BlockAddress
from attune.classroom.courses.importing.folder import CourseFolder
from attune.classroom.courses.importing.lesson_text import read_lesson_text
from attune.classroom.courses.importing.naming import NamedFiles
from attune.classroom.courses.importing.prerequisites import Prerequisites
from attune.classroom.courses.importing.problems import Report, shown
from attune.classroom.courses.importing.yaml_reader import YamlFault, YamlText, read_yaml
from attune.classroom.courses.packages.archive import unpack, without_outer_folder
from attune.classroom.courses.packages.blocks import PackedBlocks
from attune.classroom.courses.packages.format import (
    MEDIA,
    Package,
    PackedDescription,
    PackedLesson,
    ReadLesson,
    ReadModule,
)
from attune.classroom.courses.packages.texts import read_text

DESCRIPTION = "course.yaml"


def read_package(source: Path, folder: Path, report: Report) -> Package | None:
    """Unpack a zip into an empty folder and read the course in it.

    Returns:
        The course; None where there is none. It counts only if the report holds no problem.
    """
    files = without_outer_folder(unpack(source, folder, report), DESCRIPTION)
    if report.problems:
        return None
    return _PackageReader(files, report).read()


@dataclass(slots=True)
class _PackageReader:
    entries: dict[str, Path]
    report: Report
    files: NamedFiles = field(init=False)
    media: dict[str, Path] = field(init=False)
    prerequisites: Prerequisites = field(init=False)
    addresses: dict[BlockAddress, BodyBlock] = field(default_factory=dict)

    def __post_init__(self) -> None:
        texts = {name for name in self.entries if name == DESCRIPTION or name.endswith(".md")}
        self.media = {name.removeprefix(MEDIA): path for name, path in self.entries.items() if name not in texts}
        self.files = NamedFiles(CourseFolder(self.media), self.report)
        self.prerequisites = Prerequisites(self.report)

    def read(self) -> Package | None:
        """The course, or None where even its description cannot be read."""
        yaml = self._yaml()
        described = check(PackedDescription, yaml.value, DESCRIPTION, yaml.line_of, self.report) if yaml else None
        if yaml is None or described is None:
            return None
        headers = self._headers(described, yaml)
        self.files.lesson_slugs = {header.slug or _stem(file) for file, header in headers.items()}
        modules = []
        for module in described.modules:
            lessons = [self._lesson(file, headers[file]) for file in module.lessons if file in headers]
            modules.append(ReadModule(module.id or uuid4(), module.title, lessons))
        linked = self._link(modules)
        self._check_ids(linked)
        self._check_media()
        for name in sorted(self.entries.keys() - self.media.keys() - {DESCRIPTION}):
            if name not in {unicodedata.normalize("NFC", file) for file in headers}:
                self.report.note(name, None, "course.yaml does not name it, and it was left out", "Add it to a module.")
        files = {name: path for name, path in self.media.items() if name in self.files.named}
        return Package(described.id or uuid4(), described, linked, files, tuple(self.report.notes))

    def _yaml(self) -> YamlText | None:
        path = self.entries.get(DESCRIPTION)
        if path is None:
            self.report.add(DESCRIPTION, None, "the zip has no such file", "Write one; it names the lessons.")
            return None
        text = read_text(path, DESCRIPTION, self.report)
        if text is None:
            return None
        try:
            return read_yaml(text)
        except YamlFault as fault:
            self.report.add(DESCRIPTION, fault.line, fault.what, fault.remedy)
            return None

    def _headers(self, described: PackedDescription, yaml: YamlText) -> dict[str, PackedLesson]:
        """The front matter of every lesson that course.yaml names, by its file."""
        found: dict[str, PackedLesson] = {}
        for number, module in enumerate(described.modules):
            for place, file in enumerate(module.lessons):
                line = yaml.line_of(("modules", number, "lessons", place))
                if file in found:
                    what = f"'{shown(file)}' is named twice"
                    self.report.add(DESCRIPTION, line, what, "Name each lesson once.")
                elif unicodedata.normalize("NFC", file) not in self.entries:
                    what = f"the zip has no file '{shown(file)}'"
                    self.report.add(DESCRIPTION, line, what, "Put it there, or take its line out.")
                else:
                    header = self._header(file)
                    if header is not None:
                        found[file] = header
        slugs = Counter(header.slug or _stem(file) for file, header in found.items())
        for slug, count in slugs.items():
            if count > 1:
                what = f"{count} lessons are called '{shown(slug)}'"
                self.report.add(DESCRIPTION, None, what, "Give each a 'slug' of its own in its front matter.")
        return found

    def _header(self, file: str) -> PackedLesson | None:
        text = read_text(self.entries[unicodedata.normalize("NFC", file)], file, self.report)
        found = read_lesson_text(file, text, Report()) if text is not None else None
        if found is None:
            read_lesson_text(file, text or "", self.report)
            return None
        return check(PackedLesson, found.front_matter.value, file, found.line_of, self.report)

    def _lesson(self, file: str, header: PackedLesson) -> ReadLesson:
        slug = header.slug or _stem(file)
        text = read_text(self.entries[unicodedata.normalize("NFC", file)], file, Report()) or ""
        # an empty lesson is a fault of what is published, not of a draft
        report = self.report if not header.unfinished else Report()
        found = read_lesson_text(file, text, report)
        assert found is not None  # noqa: S101 - its header has been read
        self.prerequisites.add_lesson(slug, file, found.blocks)
        reader = PackedBlocks(file, self.files, self.report, header.unfinished)
        blocks = []
        for number, raw in enumerate(found.blocks):
            block = reader.read(raw)
            if block is not None:
                self.addresses[BlockAddress(slug, number)] = block
                blocks.append(block)
        if len(blocks) > MOST_BLOCKS:
            self.report.add(file, None, f"it has more than {MOST_BLOCKS:,} blocks", "Divide it into several lessons.")
            blocks = blocks[:MOST_BLOCKS]
        body = LessonBody(title=header.title, minutes=header.minutes, blocks=blocks)
        return ReadLesson(header.id or uuid4(), slug, header, body)

    def _link(self, modules: list[ReadModule]) -> list[ReadModule]:
        """Turn what blocks build on, where it was written by names, into ids."""
        ids = {lesson.slug: lesson.id for module in modules for lesson in module.lessons}
        required: dict[UUID, BodyPrerequisite] = {}
        for own, target in self.prerequisites.find().items():
            block = self.addresses.get(own)
            at = self.addresses.get(target) if target.block is not None else None
            if block is not None and target.lesson in ids:
                at_block = at.id if at is not None else None
                required[block.id] = BodyPrerequisite(lesson_id=ids[target.lesson], block_id=at_block)
        return [
            ReadModule(module.id, module.title, [_linked(lesson, required) for lesson in module.lessons])
            for module in modules
        ]

    def _check_ids(self, modules: list[ReadModule]) -> None:
        """No id stands for two modules, lessons or blocks."""
        counted: Counter[UUID] = Counter()
        for module in modules:
            counted[module.id] += 1
            for lesson in module.lessons:
                counted[lesson.id] += 1
                counted.update(block.id for block in lesson.body.blocks)
        for each, count in counted.items():
            if count > 1:
                what = f"the id {each} stands {count} times"
                self.report.add(DESCRIPTION, None, what, "Take the line 'id: …' out of the copies; they get new ones.")

    def _check_media(self) -> None:
        """Also what no lesson names is a file of the course, if it is of a type that courses take."""
        for name in self.media:
            if name not in self.files.named:
                self.files.name(name, MEDIA + name, 1)


def _linked(lesson: ReadLesson, required: dict[UUID, BodyPrerequisite]) -> ReadLesson:
    blocks = [
        block.model_copy(update={"prerequisite": required.get(block.id, block.prerequisite)})
        for block in lesson.body.blocks
    ]
    return ReadLesson(lesson.id, lesson.slug, lesson.header, lesson.body.model_copy(update={"blocks": blocks}))


def _stem(file: str) -> str:
    return PurePosixPath(unicodedata.normalize("NFC", file)).stem
