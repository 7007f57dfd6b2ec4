"""Comments that a tutor keeps to use again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.learning.grading.models import SavedComment
from attune.classroom.learning.grading.schemas import SavedCommentIn, SavedCommentList, SavedCommentOut
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.permissions import Actor

MOST = 200


class TooManyComments(Conflict):
    """So many comments are kept that one has to go first."""

    code = "too_many_comments"


def list_comments(session: Session, actor: Actor) -> SavedCommentList:
    """The comments that the actor keeps."""
    rows = session.scalars(
        select(SavedComment).where(SavedComment.user_id == actor.id).order_by(SavedComment.at, SavedComment.id)
    )
    return SavedCommentList(comments=[SavedCommentOut.model_validate(row) for row in rows])


def save_comment(session: Session, actor: Actor, given: SavedCommentIn, now: datetime) -> SavedCommentOut:
    """Keep a comment; the same text is kept once.

    Raises:
        TooManyComments: so many comments are kept that one has to go first.
    """
    own = SavedComment.user_id == actor.id
    same = session.scalar(select(SavedComment).where(own, SavedComment.text == given.text).limit(1))
    if same is not None:
        return SavedCommentOut.model_validate(same)
    if (session.scalar(select(func.count()).select_from(SavedComment).where(own)) or 0) >= MOST:
        raise TooManyComments(f"You keep {MOST} comments; discard one of them first.", most=MOST)
    comment = SavedComment(user_id=actor.id, text=given.text, at=now)
    session.add(comment)
    session.flush()
    return SavedCommentOut.model_validate(comment)


def discard_comment(session: Session, actor: Actor, comment_id: UUID) -> None:
    """Discard a comment of the actor's.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    comment = session.get(SavedComment, comment_id)
    if comment is None or comment.user_id != actor.id:
        raise NotFound(f"You keep no comment {comment_id}.", comment_id=str(comment_id))
    session.delete(comment)
