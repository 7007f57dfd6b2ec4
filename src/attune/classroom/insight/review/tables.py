"""The two tables of a review, through disclosure control: what was read at each block, and friction at each block."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean
from typing import Any, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from attune.affect.disclosure.figures import coverage_band, learners_band
from attune.affect.disclosure.stored_figures import counted_share, may_mix, mean_share, rounded_mix
from attune.affect.disclosure.tables import Contribution
from attune.classroom.insight.review.cells import Cells, OfLearners, block_of, cells_of, key_of
from attune.classroom.insight.review.friction import FrictionPart, LearnerAtBlock
from attune.classroom.insight.review.learners import Counted
from attune.classroom.insight.review.periods import Period
from attune.classroom.insight.review.releases import publish_rows, read_shown, save_shown
from attune.classroom.wellbeing.experiment.releases import Figures
from attune.expressions import EXPRESSIONS

Describe: TypeAlias = Callable[[OfLearners], Figures]

TENTHS = 10  # learners whose shares fall into the same tenth are too alike


@dataclass(frozen=True, slots=True)
class ReleasedReview:
    """The figures of a lesson that may be shown, for the course and each of its groups."""

    readings: Mapping[str, Figures | None]
    friction: Mapping[str, Figures | None]

    def at(self, scope: str, block_id: UUID) -> tuple[Figures | None, Figures | None]:
        """Readings and friction of a block, for COURSE or a group's id; None where they are hidden."""
        key = key_of(scope, str(block_id))
        return self.readings.get(key), self.friction.get(key)


READINGS, FRICTION, SHOWN, BLOCKS = "readings", "friction", "shown", "blocks"
PREFIX = "review:"  # of the names of a review's tables


def recent_review(
    session: Session, lesson_id: UUID, period: Period, blocks: Collection[UUID], now: datetime
) -> ReleasedReview | None:
    """The tables of a lesson as they were published last; None where they have to be counted."""
    shown = read_shown(session, _name(lesson_id, period, SHOWN), now)
    if shown is None or not {str(block_id) for block_id in blocks} <= set(shown[BLOCKS]):
        return None
    return ReleasedReview(shown[READINGS], shown[FRICTION])


def _name(lesson_id: UUID, period: Period, table: str) -> str:
    return f"{PREFIX}{lesson_id}:{period.key}:{table}"


def lesson_of(name: str) -> UUID:
    """The lesson that a table of a review is about."""
    return UUID(name.removeprefix(PREFIX).partition(":")[0])


def release_review(
    session: Session, lesson_id: UUID, period: Period, zone: ZoneInfo, counted: Counted, k: int, now: datetime
) -> ReleasedReview:
    """Publish the tables of a lesson, and store what was published.

    Args:
        session: One that writes.
        lesson_id: The lesson.
        period: Whose days are counted.
        zone: The institution's.
        counted: The learners.
        k: The smallest group.
        now: The present.
    """
    named, today = {str(learner) for learner in counted.sharing}, now.astimezone(zone).date().isoformat()
    readings = cells_of(counted, reading, lambda _at: False, k)
    friction = cells_of(counted, friction_at, lambda at: FrictionPart.WRONG_ANSWERS in at.friction, k)

    def publish(name: str, cells: Cells, describe: Describe) -> Mapping[str, Figures | None]:
        def figures(key: str, shown: Sequence[Contribution]) -> Figures:
            behind = cells.behind[block_of(key)]
            sharing_only = len(shown) < cells.possible[key]
            described = describe({each.learner: behind[each.learner] for each in shown})
            return {"as_of": today, "sharing_only": sharing_only, **described}

        return publish_rows(session, _name(lesson_id, period, name), cells.rows, k, figures, now)

    shown = {
        READINGS: publish(READINGS, readings, _describe_readings),
        FRICTION: publish(FRICTION, friction, lambda learners: _describe_friction(learners, named, k)),
    }
    blocks = {BLOCKS: [str(block_id) for block_id in counted.at_blocks]}
    save_shown(session, _name(lesson_id, period, SHOWN), {**shown, **blocks}, now)
    return ReleasedReview(**shown)


def reading(learner: str, at: LearnerAtBlock) -> Contribution | None:
    """What was read of a learner at a block, as a contribution; None where nothing was."""
    if at.known <= 0:
        return None
    measured = (at.known, at.struggling, at.readable, at.seconds, *at.expressions)
    item = f"{learner}:{','.join(f'{seconds:.0f}' for seconds in measured)}"
    return Contribution(learner, item, str(min(TENTHS - 1, int(TENTHS * at.struggling_share))), at.known)


def friction_at(learner: str, at: LearnerAtBlock) -> Contribution:
    """What was hard for a learner at a block, as a contribution."""
    causes = ",".join(sorted(at.friction))
    return Contribution(learner, f"{learner}:{causes}:{bool(at.check_ins)}", str(bool(at.friction)))


def _describe_readings(learners: OfLearners) -> Figures:
    read = [at.expressions for at in learners.values() if sum(at.expressions) > 0]
    means = [fmean(each[place] / sum(each) for each in read) for place in range(len(EXPRESSIONS))] if read else []
    mix = rounded_mix(means, len(read))
    return {
        "learners": learners_band(len(learners)),
        "struggling": mean_share([at.struggling_share for at in learners.values()]).to_json(),
        "coverage": coverage_band(fmean(at.readable / at.seconds for at in learners.values())),
        "mix": None if mix is None else dict(zip(EXPRESSIONS, mix, strict=True)),
    }


def _describe_friction(learners: OfLearners, named: Collection[str], k: int) -> Figures:
    n = len(learners)
    causes = {part: {learner for learner, at in learners.items() if part in at.friction} for part in FrictionPart}
    checked_in = {learner for learner, at in learners.items() if at.check_ins}

    def share(those: Collection[str]) -> dict[str, Any]:
        return counted_share(len(those), n).to_json()

    def share_unless_exposed(those: Collection[str]) -> dict[str, Any] | None:
        others = [Contribution(each, each, str(each in those)) for each in learners if each not in named]
        return share(those) if not others or may_mix(others, k) else None

    return {
        "learners": learners_band(n),
        "share": share({learner for learner, at in learners.items() if at.friction}),
        "lost": share(causes[FrictionPart.LOST]),
        "wrong_answers": share(causes[FrictionPart.WRONG_ANSWERS]),
        "rewinds": share_unless_exposed(causes[FrictionPart.REWINDS]),
        "struggling": share_unless_exposed(causes[FrictionPart.STRUGGLING]),
        "checked_in": share_unless_exposed(checked_in),
    }
