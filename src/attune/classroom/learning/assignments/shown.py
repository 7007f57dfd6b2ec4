"""An assignment and what was handed in for it, as they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.content.assignment import AssignmentContent
from attune.classroom.courses.models import Block, Lesson
from attune.classroom.learning.assignments.dates import points_of
from attune.classroom.learning.assignments.models import AssignmentDraft, HandIn, HandInState
from attune.classroom.learning.assignments.owners import owners_of
from attune.classroom.learning.assignments.schemas import (
    AnnotationOut,
    AssignmentOut,
    HandInOut,
    RubricLineOut,
    WorkDraftOut,
)
from attune.classroom.learning.assignments.versions import assignment_at
from attune.classroom.learning.uploads.models import WorkFile
from attune.classroom.learning.uploads.service import show_file
from attune.classroom.platform.markdown import LinkTargets, to_html
from attune.classroom.platform.permissions import Actor, Role


def show_assignment(block: Block, lesson: Lesson, content: AssignmentContent, targets: LinkTargets) -> AssignmentOut:
    """An assignment as students and tutors see it."""
    return AssignmentOut(
        block_id=block.id,
        title=block.title or lesson.title,
        prompt_html=to_html(content.prompt, targets),
        accepts=content.accepts,
        max_files=content.max_files,
        points=content.points,
        rubric=[RubricLineOut.model_validate(line) for line in content.rubric],
        late=content.late,
        percent_per_day=content.percent_per_day,
        group=content.group,
    )


def show_hand_in(
    session: Session,
    version: HandIn,
    files: Mapping[str, WorkFile],
    targets: LinkTargets,
    by_name: str | None = None,
    *,
    hidden: bool,
    own: bool = True,
) -> HandInOut:
    """A version as its student sees it: what the tutor has written is shown once it is graded or returned.

    hidden: the tutor hides the grades yet, so that it is shown as handed in.
    own: whether it counts for its reader.
    by_name: who of the group sent it, where that is not the reader.
    """
    graded = version.state is not HandInState.HANDED_IN and not hidden and own
    return HandInOut(
        id=version.id,
        number=version.number,
        by_name=by_name,
        at=version.at,
        late=version.late,
        penalty=version.penalty,
        text=version.text,
        files=[show_file(files[file_id]) for file_id in version.file_ids if file_id in files],
        state=version.state if graded else HandInState.HANDED_IN,
        own=own,
        points=points_of(version) if graded else None,
        max_points=assignment_at(session, version).points,
        comment_html=to_html(version.comment, targets) if graded and version.comment else None,
        rubric={UUID(line): given for line, given in version.rubric.items()} if graded else {},
        annotations=[AnnotationOut(**each) for each in version.annotations] if graded else [],
    )


def show_versions(
    session: Session,
    actor: Actor,
    versions: Sequence[HandIn],
    files: Mapping[str, WorkFile],
    targets: LinkTargets,
    *,
    hidden: bool,
) -> list[HandInOut]:
    """The versions of a student and of the groups that they were in or are in now."""
    own = {version.id for version in versions if actor.id in owners_of(session, version)}
    others = {version.user_id for version in versions} - {actor.id}
    names = dict(session.execute(select(User.id, User.name).where(User.id.in_(others))).all()) if others else {}
    return [
        show_hand_in(
            session,
            version,
            files,
            targets,
            names.get(version.user_id),
            hidden=hidden,
            own=version.id in own or actor.role is not Role.STUDENT,
        )
        for version in versions
    ]


def show_draft(draft: AssignmentDraft | None, files: Mapping[str, WorkFile]) -> WorkDraftOut:
    """What is kept and not handed in."""
    if draft is None:
        return WorkDraftOut(text="", files=[], updated_at=None)
    shown = [show_file(files[file_id]) for file_id in draft.file_ids if file_id in files]
    return WorkDraftOut(text=draft.text, files=shown, updated_at=draft.updated_at)
