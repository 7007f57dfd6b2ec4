"""Moments with a decision, as support hands them over."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from attune.affect.experiment.assignment import Assignment
from attune.classroom.wellbeing.experiment.decisions import DecidedMoment


def decided_moment(user_id: Any, at: Any, **change: Any) -> DecidedMoment:
    """A moment at which a student had answered wrongly, spoken at unless `change` says otherwise."""
    fields = {
        "id": uuid4(),
        "user_id": user_id,
        "at": at,
        "course_id": None,
        "lesson_id": None,
        "block_id": None,
        "skill": None,
        "cause": "wrong_answers",
        "evidence": "did",
        "interruption_point": "answer_submitted",
        "randomised": True,
        "assignment": Assignment(speak=True, probability_speak=0.7),
        "available": True,
        "delivered": True,
        "rule": "speak",
        "candidates": {"hint-1": 0.6, "hint-2": 0.4},
        "message_id": "hint-1",
        "support_message_id": None,
        "seed": "7",
        "policy_hash": "0" * 64,
    }
    return DecidedMoment(**{**fields, **change})
