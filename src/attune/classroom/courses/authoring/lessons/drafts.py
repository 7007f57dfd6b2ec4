"""Drafts: saved a second after typing, and never over what another author has saved in the meantime."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.authoring.access import own_lesson
from attune.classroom.courses.authoring.lessons.body_schemas import LessonBody
from attune.classroom.courses.authoring.lessons.published_files import shows_older_files
from attune.classroom.courses.authoring.lessons.schemas import LessonDraftIn, LessonDraftOut
from attune.classroom.courses.authoring.lessons.versions import present_body
from attune.classroom.courses.authoring.models import LessonDraft
from attune.classroom.courses.models import Lesson
from attune.classroom.platform.errors import Conflict
from attune.classroom.platform.permissions import Actor


class DraftConflict(Conflict):
    """The draft was changed since this page read it; `data.theirs` is the draft as it stands."""

    code = "draft_conflict"


def read_draft(session: Session, actor: Actor, lesson_id: UUID) -> LessonDraftOut:
    """The draft of a lesson; what is published where nothing was changed.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    lesson = own_lesson(session, actor, lesson_id)
    return describe(session, lesson, session.get(LessonDraft, lesson.id))


def save_draft(session: Session, actor: Actor, lesson_id: UUID, change: LessonDraftIn, now: datetime) -> LessonDraftOut:
    """Save the draft, unless somebody else has.

    The same text sent again, because its answer was lost, is no conflict.

    Raises:
        NotFound: the lesson is not the actor's.
        DraftConflict: the draft was changed since the revision on which this one builds.
    """
    lesson = own_lesson(session, actor, lesson_id, lock=True)
    draft = session.get(LessonDraft, lesson.id)
    body = change.body.as_json()
    if draft is not None and draft.revision == change.revision + 1 and _stands(session, lesson, draft) == body:
        return describe(session, lesson, draft)
    refuse_outdated(session, lesson, draft, change.revision)
    return describe(session, lesson, write_draft(session, lesson, change.body, actor.id, now))


def write_draft(session: Session, lesson: Lesson, body: LessonBody, author_id: UUID, now: datetime) -> LessonDraft:
    """Let `body` be the draft of a lesson whose lock the caller holds; one that equals the published is no change."""
    written = body.as_json()
    changed = lesson.version == 0 or written != present_body(session, lesson)
    if lesson.version == 0:  # what students have never seen is called as it is written
        lesson.title, lesson.minutes = body.title or lesson.title, body.minutes
    return _store(session, lesson, written if changed else None, author_id, now)


def discard_draft(session: Session, actor: Actor, lesson_id: UUID, now: datetime) -> LessonDraftOut:
    """Go back to what is published.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    lesson = own_lesson(session, actor, lesson_id, lock=True)
    return describe(session, lesson, clear_draft(session, lesson, actor.id, now))


def clear_draft(session: Session, lesson: Lesson, author_id: UUID, now: datetime) -> LessonDraft:
    """Let nothing differ from the published version any more."""
    return _store(session, lesson, None, author_id, now)


def refuse_outdated(session: Session, lesson: Lesson, draft: LessonDraft | None, revision: int) -> None:
    """Raise DraftConflict where `revision` is not the draft's present one."""
    if revision != (draft.revision if draft is not None else 0):
        theirs = describe(session, lesson, draft).model_dump(mode="json")
        message = "This lesson was changed on another page since you opened it; compare the two, then save again."
        raise DraftConflict(message, theirs=theirs)


def describe(session: Session, lesson: Lesson, draft: LessonDraft | None) -> LessonDraftOut:
    """A draft as it goes out."""
    author = session.get(User, draft.author_id) if draft is not None and draft.author_id is not None else None
    return LessonDraftOut(
        lesson_id=lesson.id,
        course_id=lesson.course_id,
        revision=draft.revision if draft is not None else 0,
        base_version=draft.base_version if draft is not None else lesson.version,
        published_version=lesson.version,
        body=LessonBody.model_validate(_stands(session, lesson, draft)),
        updated_at=draft.updated_at if draft is not None else None,
        author_name=author.name if author is not None else None,
        has_changes=lesson.version == 0
        or (draft is not None and draft.body is not None)
        or shows_older_files(session, lesson),
    )


def authored_body(session: Session, lesson: Lesson) -> LessonBody:
    """The lesson as its authors see it: the draft, else what is published."""
    return LessonBody.model_validate(_stands(session, lesson, session.get(LessonDraft, lesson.id)))


def _stands(session: Session, lesson: Lesson, draft: LessonDraft | None) -> dict[str, object]:
    return draft.body if draft is not None and draft.body is not None else present_body(session, lesson)


def _store(
    session: Session, lesson: Lesson, body: dict[str, object] | None, author_id: UUID, now: datetime
) -> LessonDraft:
    draft = session.get(LessonDraft, lesson.id)
    if draft is None:
        draft = LessonDraft(lesson_id=lesson.id, revision=0, base_version=lesson.version)
        session.add(draft)
    if draft.body is None:
        draft.base_version = lesson.version
    draft.revision, draft.body, draft.author_id, draft.updated_at = draft.revision + 1, body, author_id, now
    session.flush()
    return draft
