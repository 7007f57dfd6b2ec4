"""The sittings of the application that answers a request."""

from __future__ import annotations

from typing import cast

from flask import current_app

from attune.classroom.wellbeing.learner_state.sittings import Sittings

SITTINGS = "attune.sittings"


def current_sittings() -> Sittings:
    """The sittings of the application that answers this request."""
    return cast(Sittings, current_app.extensions[SITTINGS])
