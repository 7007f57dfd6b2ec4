"""Import a course from a folder of Markdown files.

    course.yaml         slug, title, summary, language, subject, sequential, modules: [{title, lessons: [file, ...]}]
    some-lesson.md      front matter (title, minutes, due_after_days: from a student's enrolment), then the blocks
    video.webm, ...     the files that blocks and texts name

A lesson is Markdown. What stands between two fences is a block of its own; a `text` block may begin with a header:

    ::: text                    ::: video                 ::: quiz
    title: The mean             title: Sampling           title: Check yourself
    hint: Think of a seesaw.    file: sampling.webm       graded: false
    ---                         captions: sampling.vtt    questions:
    Markdown ...                duration_seconds: 30        - kind: single ...
    :::                         :::                       :::

The kinds are text, image, video, audio, callout, code, quiz, file and embed. A video names a file or, as `url`, an
address of YouTube, Vimeo or a PeerTube site; a callout has a `tone`, code a `language`, and both their text below the
header. Markdown outside any fence is a text block without a title. Below
a block may stand help in Markdown that is opened on request: any number of hints, from a first nudge to the last step
before the answer, one worked example, the same in easier words, and a challenge for who is done early. A single short
hint may stand in the header instead, and so may what the block builds on: an earlier lesson or one of its blocks.

    ::: hint                    ::: example               ::: text
    What does the mean share?   For 2, 4 and 9: ...       prerequisite: sums.md#Adding up
    :::                         :::                       ---

Each question of a quiz may have help of its own: `skill` (what it practises), `hints` (a ladder that ends before the
answer), `example`, and `easier`, a question that asks less and is answered without counting. What a quiz lacks of all
this is noted and no fault.

A question for a number may say its `unit` and `tolerance`; one for a short text whether it is `case_sensitive`.

Headers are YAML 1.2. Texts name pictures (`![The bell](bell.png)`), files (`[Data](heights.csv)`) and other lessons
(`[Before](the-mean.md)`) by their names in the folder. What is wrong is reported for all files at once, each with its
line and what to do; then nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.authoring.lessons.versions import ensure_version
from attune.classroom.courses.files import discard_files, save_file
from attune.classroom.courses.importing.drafts import BlockAddress, BlockDraft, CourseDraft, LessonDraft
from attune.classroom.courses.importing.reading import read_course
from attune.classroom.courses.models import Block, BlockPrerequisite, Course, CourseFile, Lesson, Module
from attune.classroom.platform.errors import Conflict
from attune.classroom.platform.media.contract import MediaStore


class CourseExists(Conflict):
    """A course with this slug is there already."""

    code = "course_exists"


@dataclass(frozen=True, slots=True)
class Importer:
    """Stores one course in the caller's transaction."""

    session: Session
    draft: CourseDraft
    store: MediaStore
    _stored: dict[BlockAddress, Block] = field(default_factory=dict)

    def run(self) -> Course:
        """Store the course.

        Raises:
            CourseExists: a course with this slug is there already.
        """
        described = self.draft.described
        if self.session.scalar(select(Course.id).where(Course.slug == described.slug)) is not None:
            raise CourseExists(f"There is already a course '{described.slug}'.", slug=described.slug)
        course = Course(
            id=uuid4(),
            slug=described.slug,
            title=described.title,
            summary=described.summary,
            language=described.language,
            subject=described.subject,
        )
        self.session.add(course)
        self.session.flush()
        before: Lesson | None = None
        for position, (module, draft) in enumerate(self._modules(course), start=1):
            lesson = self._lesson(course, module, draft, position)
            lesson.prerequisite_id = before.id if described.sequential and before is not None else None
            self.session.flush()
            before = lesson
        self._link_prerequisites()
        self._save_versions(course)
        try:
            self._save_files(course)
        except BaseException:
            discard_files(self.store, course.id)
            raise
        return course

    def _modules(self, course: Course) -> Iterator[tuple[Module, LessonDraft]]:
        """Every lesson with its module."""
        for position, (title, lessons) in enumerate(self.draft.modules, start=1):
            module = Module(id=uuid4(), course_id=course.id, title=title, position=position)
            self.session.add(module)
            self.session.flush()
            for lesson in lessons:
                yield module, lesson

    def _lesson(self, course: Course, module: Module, draft: LessonDraft, position: int) -> Lesson:
        header = draft.header
        lesson = Lesson(
            id=uuid4(),
            course_id=course.id,
            module_id=module.id,
            slug=draft.slug,
            title=header.title,
            minutes=header.minutes,
            position=position,
            due_after_days=header.due_after_days,
        )
        self.session.add(lesson)
        self.session.flush()
        for number, block in enumerate(draft.blocks):
            stored = _block(lesson, number + 1, block)
            self._stored[BlockAddress(draft.slug, number)] = stored
            self.session.add(stored)
        return lesson

    def _link_prerequisites(self) -> None:
        """What each block builds on, once all of them are stored."""
        lessons = {address.lesson: block.lesson_id for address, block in self._stored.items()}
        for own, target in self.draft.prerequisites.items():
            required = None if target.block is None else self._stored[target].id
            self.session.add(
                BlockPrerequisite(
                    block_id=self._stored[own].id, lesson_id=lessons[target.lesson], required_block_id=required
                )
            )
        self.session.flush()

    def _save_versions(self, course: Course) -> None:
        for lesson in self.session.scalars(select(Lesson).where(Lesson.course_id == course.id)).all():
            ensure_version(self.session, lesson)

    def _save_files(self, course: Course) -> None:
        for name, path in self.draft.files.items():
            kept = save_file(self.store, course.id, path, name)
            width, height = kept.size or (None, None)
            self.session.add(
                CourseFile(
                    id=uuid4(),
                    course_id=course.id,
                    name=name,
                    stored_name=kept.stored_name,
                    width=width,
                    height=height,
                )
            )
        self.session.flush()


def import_course(session: Session, folder: Path, store: MediaStore) -> Course:
    """Import the course in `folder`, in the caller's transaction; see the top of this module for the format.

    Raises:
        CourseFormatError: every problem of every file; nothing has been stored.
        CourseExists: there is a course with this slug.
    """
    return Importer(session, read_course(folder), store).run()


def _block(lesson: Lesson, position: int, draft: BlockDraft) -> Block:
    return Block(
        id=uuid4(),
        lesson_id=lesson.id,
        kind=draft.kind,
        position=position,
        title=draft.title,
        hints=list(draft.hints),
        example=draft.example,
        easier=draft.easier,
        challenge=draft.challenge,
        content=draft.content.model_dump(mode="json"),
    )
