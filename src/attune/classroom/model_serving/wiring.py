"""The served model of the application that answers a request."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app

from attune.classroom.model_serving.served_model import ServedModel

SERVED_MODEL = "attune.served_model"


def init_app(app: Flask, served: ServedModel) -> None:
    """Keep the served model on the application."""
    app.extensions[SERVED_MODEL] = served


def served_model_of(app: Flask) -> ServedModel:
    """Return the served model of an application."""
    return cast(ServedModel, app.extensions[SERVED_MODEL])


def current_served_model() -> ServedModel:
    """Return the served model of the application that answers this request."""
    return served_model_of(current_app)
