"""Short ways to say what is known of a learner, and what support makes of it."""

from dataclasses import replace
from datetime import timedelta

from attune.affect.causes import Cause, EvidenceKind
from attune.affect.decisions.moments import PastSupport
from attune.affect.findings.circumstances import Circumstances, Situation
from attune.affect.findings.find import find_cause
from attune.affect.policy import InterruptionPoint, SupportPolicy
from attune.affect.practice.opportunities import Practice
from attune.affect.study_session import StudySession
from tests.affect.evidence import at

POLICY = SupportPolicy()
HERE = Situation(InterruptionPoint.ANSWER_SUBMITTED, "block")


def known(now, *, windows=(), behaviour=(), reports=(), practice=None, hours=None):
    """What is known at `now`. hours: that the learner's clock is ahead of UTC."""
    session = StudySession(kept_known=True)
    for window in windows:
        session, _ = session.add_window(window, POLICY.triggers, lambda _before: None)
    session = replace(session, behaviour=tuple(behaviour))
    offset = None if hours is None else timedelta(hours=hours)
    state = session.state(POLICY.triggers, now)
    return Circumstances(session, state, practice or Practice(), tuple(reports), offset)


def found(now, *, moments=(), situation=HERE, policy=POLICY, **what):
    return find_cause(moments, known(now, **what), situation, policy, now)


def cause(now, **what):
    finding = found(now, **what)
    return finding and finding.cause


def moment(seconds, cause=Cause.CONFUSED, evidence=EvidenceKind.DID, *, delivered=True, **details):
    details.setdefault("block_id", "block")
    details.setdefault("interruption_point", InterruptionPoint.ANSWER_SUBMITTED)
    return PastSupport(at(seconds), cause, evidence, delivered, **details)
