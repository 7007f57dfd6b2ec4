"""Who belongs to the control arm: a fixed share of learners who get no messages, so that the effect can be measured."""

from __future__ import annotations

from hashlib import sha256


def in_control_arm(learner_id: str, share: float, experiment: str = "support-1") -> bool:
    """Whether a learner is in the control arm of an experiment. share: of all learners, in [0, 1].

    The same learner always gets the same answer, and a larger share only adds learners; another experiment name draws
    another arm.
    """
    digest = sha256(f"{experiment}:{learner_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") < share * 2**64
