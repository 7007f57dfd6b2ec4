"""The study sessions of the application that answers a request."""

from __future__ import annotations

from typing import cast

from flask import current_app

from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions

STUDY_SESSIONS = "attune.study_sessions"


def current_study_sessions() -> StudySessions:
    """The study sessions of the application that answers this request."""
    return cast(StudySessions, current_app.extensions[STUDY_SESSIONS])
