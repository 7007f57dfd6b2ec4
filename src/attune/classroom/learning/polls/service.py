"""Answering a poll, and showing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_block
from attune.classroom.courses.content.poll import PollContent, PollResults
from attune.classroom.courses.media import published_links
from attune.classroom.courses.models import Block, BlockKind
from attune.classroom.learning.lesson_status import read_lesson_status
from attune.classroom.learning.locking import refuse_closed
from attune.classroom.learning.models import BlockProgress
from attune.classroom.learning.polls.models import PollAnswer
from attune.classroom.learning.polls.results import SMALLEST_GROUP, publish_result, published_results
from attune.classroom.learning.polls.schemas import PollChoiceOut, PollOut
from attune.classroom.learning.progress import complete_if_done, record_view
from attune.classroom.platform.errors import InvalidInput, NotFound
from attune.classroom.platform.markdown import LinkTargets, inline_html, to_html
from attune.classroom.platform.permissions import Actor, Role


@dataclass(frozen=True, slots=True)
class PollStatus:
    """What is known of the polls of a lesson: the reader's own answers, and what has been published."""

    own: Mapping[UUID, UUID]
    results: Mapping[UUID, Mapping[str, int]]


def read_polls(session: Session, actor: Actor, blocks: Sequence[Block]) -> PollStatus:
    """How the polls among these blocks stand, for their reader; two queries where there is one, else none."""
    ids = [block.id for block in blocks if block.kind is BlockKind.POLL]
    if not ids:
        return PollStatus({}, {})
    query = select(PollAnswer).where(PollAnswer.user_id == actor.id, PollAnswer.block_id.in_(ids))
    own = {answer.block_id: answer.choice_id for answer in session.scalars(query)}
    return PollStatus(own, published_results(session, ids))


def show_poll(block: Block, status: PollStatus, actor: Actor, targets: LinkTargets) -> PollOut:
    """The poll; with the class's result for tutors, and for a student who has answered where the poll says so."""
    poll = PollContent.model_validate(block.content)
    own = status.own.get(block.id)
    shown = actor.role is not Role.STUDENT or (own is not None and poll.results is PollResults.AFTER_ANSWER)
    counts = status.results.get(block.id) if shown else None
    numbers = {} if counts is None else {choice.id: counts.get(str(choice.id), 0) for choice in poll.choices}
    return PollOut(
        question_html=to_html(poll.question, targets),
        choices=[
            PollChoiceOut(id=choice.id, html=inline_html(choice.text, targets), count=numbers.get(choice.id))
            for choice in poll.choices
        ],
        results=poll.results,
        own_choice_id=own if own in {choice.id for choice in poll.choices} else None,
        counted=sum(numbers.values()) if counts is not None else None,
        smallest_group=SMALLEST_GROUP,
    )


def answer_poll(session: Session, actor: Actor, block_id: UUID, choice_id: UUID, now: datetime) -> PollOut:
    """Answer, or answer differently; the block is done with the first answer.

    Raises:
        NotFound: the block is no poll of the actor's.
        LessonLocked, CourseNotOpen, CourseEnded: see `refuse_closed`.
        InvalidInput: the poll has no such choice.
    """
    block, lesson = find_block(session, actor, block_id)
    if block.kind is not BlockKind.POLL or block.removed_at is not None:
        raise NotFound(f"Block {block_id} is not a poll.", block_id=str(block_id))
    refuse_closed(session, actor, lesson, now)
    if choice_id not in {choice.id for choice in PollContent.model_validate(block.content).choices}:
        raise InvalidInput.at("choice_id", "is no choice of this poll")
    record_view(session, actor.id, lesson, block, now)  # its lock: of two at once the second sees the first
    answer = session.get(PollAnswer, (actor.id, block.id))
    if answer is None:
        answer = PollAnswer(user_id=actor.id, block_id=block.id)
        session.add(answer)
    answer.choice_id, answer.answered_at = choice_id, now
    session.flush()
    publish_result(session, block.id, lesson.course_id)
    at_block = session.get_one(BlockProgress, (actor.id, block.id))
    if at_block.completed_at is None:
        at_block.completed_at = now
        session.flush()
        complete_if_done(read_lesson_status(session, actor.id, lesson, now), now)
    session.flush()
    targets = published_links(session, lesson).targets
    return show_poll(block, read_polls(session, actor, [block]), actor, targets)
