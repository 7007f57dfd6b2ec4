"""What the platform's database would hold of one simulated student: where they were, what they handed in and said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from attune.affect.causes import Finding
from attune.affect.decisions.moments import PastSupport
from attune.affect.evidence import BehaviourKind, Instant, SelfReport
from attune.affect.findings.circumstances import Circumstances, Situation
from attune.affect.findings.facts import facts_of
from attune.affect.messages.facts import Facts
from attune.affect.messages.library import Personal
from attune.affect.policy import InterruptionPoint
from attune.affect.practice.opportunities import Practice
from attune.affect.study_session import NEW_SESSION_AFTER
from attune.simulation.replay.events import Changed, Did, HandedIn, Moved, Said, Session, Switched

REPORTS_LOOKED_AT = timedelta(days=7)
PRACTICE_LOOKED_AT = timedelta(days=90)
_ABSENT = (BehaviourKind.IDLE, BehaviourKind.TAB_HIDDEN)


class SimulatedLog:
    """The log of a student, from the beginning of their session."""

    def __init__(self, session: Session) -> None:
        """Begin with nothing known."""
        self._session = session
        self.location = Moved(session.started_at, "start")
        self._left: Moved | None = None
        self._blocks: dict[str, Moved] = {}
        self._visited: dict[str, dict[str, None]] = {}
        self._present: dict[str, float] = {}
        self.practice = Practice()
        self._reports: list[SelfReport] = []
        self._last_at = session.started_at

    def add(self, event: Did | Said | HandedIn | Moved | Switched | Changed) -> None:
        """Take in what happened."""
        if event.at - self._last_at > NEW_SESSION_AFTER:
            self._present.clear()
        self._last_at = event.at
        match event:
            case Moved():
                self._move(event)
            case HandedIn():
                self._hand_in(event)
            case Said(_, report):
                self._reports.append(report)
            case Did(_, behaviour) if behaviour.kind in _ABSENT and behaviour.block_id is not None:
                self._stay(behaviour.block_id, -behaviour.seconds)
            case _:
                pass

    def situation(self, point: InterruptionPoint | None) -> Situation:
        """Where the student is."""
        left = self._left.block_id if self._left is not None and point is InterruptionPoint.BLOCK_CHANGE else None
        return Situation(point, self.location.block_id, left, self.location.in_graded_quiz)

    def recent_reports(self, now: Instant) -> tuple[SelfReport, ...]:
        """What the student said in the last seven days."""
        return tuple(report for report in self._reports if now - report.at <= REPORTS_LOOKED_AT)

    def facts(
        self, finding: Finding, circumstances: Circumstances, moments: Sequence[PastSupport], now: Instant
    ) -> Facts:
        """What is proved at the block of a finding."""
        known = facts_of(finding, circumstances, moments, unsent=False, now=now)
        block = self._block_of(finding)
        return replace(
            known,
            minutes=int(self._seconds_at(block.block_id, now) // 60),
            done=self._done(block),
            total=self._session.student.total or 0,
            quiz_block=block.is_quiz,
            has_hint=block.has_hint and not known.hints_opened,
            has_example=block.has_example,
            has_easier=block.has_easier,
            has_challenge=block.has_challenge,
            has_prerequisite=block.prerequisite is not None,
            has_tutor=self._session.has_tutor,
            next_quiz=block.next_quiz,
            next_minutes=block.next_minutes,
        )

    def variables(self, finding: Finding) -> Personal:
        """What messages may say about the student and the block of a finding."""
        block = self._block_of(finding)
        return replace(self._session.student, block=block.title, done=self._done(block))

    def _block_of(self, finding: Finding) -> Moved:
        return self._blocks.get(finding.block_id or "", self.location)

    def _done(self, block: Moved) -> int:
        """Blocks of a block's lesson that are behind the student, without the block itself and where they are."""
        behind = self._visited.get(block.lesson_id, {}).keys()
        return len(behind - {block.block_id, self.location.block_id})

    def _seconds_at(self, block_id: str, now: Instant) -> float:
        here = (now - self.location.at).total_seconds() if block_id == self.location.block_id else 0.0
        return max(0.0, self._present.get(block_id, 0.0) + here)

    def _move(self, event: Moved) -> None:
        self._stay(self.location.block_id, (event.at - self.location.at).total_seconds())
        self._left = self.location if event.block_id != self.location.block_id else self._left
        self.location = self._blocks[event.block_id] = event
        self._visited.setdefault(event.lesson_id, {})[event.block_id] = None

    def _stay(self, block_id: str, seconds: float) -> None:
        self._present[block_id] = self._present.get(block_id, 0.0) + seconds

    def _hand_in(self, event: HandedIn) -> None:
        self.practice = Practice(
            tuple(
                each
                for each in (*self.practice.opportunities, *event.opportunities)
                if event.at - each.at <= PRACTICE_LOOKED_AT
            ),
            tuple(
                each for each in (*self.practice.hand_ins, event.hand_in) if event.at - each.at <= PRACTICE_LOOKED_AT
            ),
        )
        if event.closes and event.hand_in.block_id == self.location.block_id:
            self.location = replace(self.location, in_graded_quiz=False)
