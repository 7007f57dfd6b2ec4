"""A replay as programs read it: one JSON object a line for each step, and one for the figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from attune.affect.decisions.decide import Decision
from attune.affect.evidence import Instant
from attune.affect.states import LearnerState
from attune.simulation.replay.pipeline import EventStep, InterruptionStep, ReadingStep, Step, WindowStep
from attune.simulation.replay.printing import describe_event
from attune.simulation.replay.summary import Summary


def write_step(step: Step, since: Instant) -> str | None:
    """A step as a line of JSON; None for a single reading, of which there are too many to be read."""
    match step:
        case ReadingStep():
            return None
        case WindowStep():
            body = _window_body(step)
        case InterruptionStep():
            body = _decided(step)
        case EventStep():
            body = {"event": describe_event(step, since)}
    return json.dumps({"seconds": (step.at - since).total_seconds(), **body}, ensure_ascii=False)


def write_summary(summary: Summary) -> str:
    """The figures as a line of JSON."""
    return json.dumps({"summary": summary.as_json()}, ensure_ascii=False)


def _window_body(step: WindowStep) -> Mapping[str, Any]:
    window = step.window
    return {
        "window": {"state": window.state, "coverage": window.coverage, "quality": window.quality, "p": window.p},
        "doubt": step.unknown,
        "state": _state(step.state),
    }


def _decided(step: InterruptionStep) -> Mapping[str, Any]:
    return {
        "pause": step.interruption_point,
        "state": _state(step.state),
        "finding": _finding(step.decision),
        "decision": _decision(step.decision),
        "message": step.message.id if step.message else None,
        "text": step.text,
    }


def _state(state: LearnerState) -> Mapping[str, Any]:
    return {
        "state": state.state,
        "since": state.since.isoformat(),
        "reasons": {reason.code: reason.amount for reason in state.reasons},
        "windows": state.windows,
        "confirmed": state.confirmed,
        "current": state.current,
    }


def _finding(decision: Decision) -> Mapping[str, Any] | None:
    found = decision.finding
    if found is None:
        return None
    return {
        "cause": found.cause,
        "evidence": found.evidence,
        "block": found.block_id,
        "item": found.item_id,
        "skill": found.skill,
        "reasons": {reason.code: reason.amount for reason in found.reasons},
    }


def _decision(decision: Decision) -> Mapping[str, Any]:
    retry_at = decision.retry_at.isoformat() if decision.retry_at else None
    return {"speak": decision.speak, "rule": decision.rule, "retry_at": retry_at}
