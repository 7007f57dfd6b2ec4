"""Writing down what the page of a live class shows, once a minute, and only what may be kept.

A figure is kept as the page shows it, and only if everybody who is in a figure on the page lets summaries be saved and
still lets themselves be counted. One that was drawn without the others would differ from the page by them alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.affect.disclosure.live import PictureKind
from attune.classroom.live_class.minutes.models import LiveMinute
from attune.classroom.live_class.refresher.classes import LiveClasses
from attune.classroom.live_class.refresher.rooms import Room
from attune.classroom.live_class.schemas import LiveView, StateShare
from attune.classroom.wellbeing.models import WellbeingSettings

SHOWN_WITHIN = timedelta(minutes=1)  # a figure that was published before then is not one of this minute


def record(classes: LiveClasses) -> None:
    """Write down the present minute of every class that this process refreshes. Hold no connection."""
    now = classes.clock.now()
    for course_id in classes.led():
        room = classes.rooms.get(course_id)
        shown = _shown(room, now) if room is not None else None
        if shown is not None:
            view, contributors = shown
            with classes.database.transaction() as session:
                _write(session, view, contributors, now.replace(second=0, microsecond=0))


def _shown(room: Room, now: datetime) -> tuple[LiveView, frozenset[UUID]] | None:
    """What the page shows, and who is in a figure on it; None where that is nothing of this minute."""
    with room.lock:
        last = room.publisher.last
        if room.view is None or last is None or now - last.at >= SHOWN_WITHIN:
            return None
        return room.view, room.publisher.contributors


def _write(session: Session, view: LiveView, contributors: Collection[UUID], minute: datetime) -> None:
    own = (LiveMinute.course_id == view.course_id) & (LiveMinute.minute == minute)
    if session.scalar(select(LiveMinute.id).where(own).limit(1)) is None and _all_save(session, contributors):
        session.add_all(_rows(view, minute))


def _all_save(session: Session, contributors: Collection[UUID]) -> bool:
    saving = select(func.count()).where(
        WellbeingSettings.user_id.in_(contributors),
        WellbeingSettings.save_summaries.is_(True),
        WellbeingSettings.count_in_class.is_(True),
    )
    return bool(contributors) and session.scalar(saving) == len(contributors)


def _rows(view: LiveView, minute: datetime) -> Iterator[LiveMinute]:
    states = view.class_states
    own = {"course_id": view.course_id, "minute": minute}
    if states.kind is not PictureKind.HIDDEN and states.n is not None:
        known = {share.category for share in states.shares}
        struggling = [states.struggling] if states.struggling and states.struggling.category not in known else []
        yield LiveMinute(
            **own,
            kind=states.kind,
            learners=states.n,
            shares=[_describe(share) for share in (*states.shares, *struggling)],
            coverage=states.coverage,
        )
    for block in view.blocks:
        if block.kind is not PictureKind.HIDDEN and block.n is not None and block.struggling is not None:
            yield LiveMinute(
                **own,
                lesson_id=block.lesson_id,
                block_id=block.block_id,
                kind=block.kind,
                learners=block.n,
                shares=[_describe(block.struggling)],
            )


def _describe(share: StateShare) -> dict[str, Any]:
    return share.model_dump(mode="json")
