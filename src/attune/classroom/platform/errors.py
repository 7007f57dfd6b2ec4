"""Errors as part of the interface: a code, a status, data, and a message that says what to do."""

from __future__ import annotations

import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

import structlog
from apiflask.exceptions import HTTPError
from flask import Flask, Response, jsonify
from flask_wtf.csrf import CSRFError
from pydantic import ValidationError
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge

from attune.classroom.platform.database.failures import STORAGE_ERRORS, DatabaseFailure, StorageError, failure_of
from attune.classroom.platform.field_problems import NOT_VALID, problems_of

log = structlog.get_logger("attune.errors")

DATABASE_RETRY_SECONDS = 5  # when a database that is away may be there again: a restart takes about as long


class ApiError(Exception):
    """What a service raises when it cannot do what was asked.

    The client switches on `code`, never on the message. Subclasses fix `code` and `status`; `data` carries what
    the client needs to explain or repair the situation.
    """

    code: ClassVar[str] = "internal_error"
    status: ClassVar[int] = 500

    def __init__(self, message: str, **data: Any) -> None:  # noqa: ANN401 - data is whatever JSON explains the error
        super().__init__(message)
        self.message = message
        self.data = data


class Unauthenticated(ApiError):
    """No user is signed in, and the route needs one."""

    code, status = "unauthenticated", 401


class Forbidden(ApiError):
    """The role may not do this at all."""

    code, status = "forbidden", 403


class NotFound(ApiError):
    """There is no such thing, or it is not yours: the answer is the same."""

    code, status = "not_found", 404


class Conflict(ApiError):
    """The request is sound but does not fit the present state."""

    code, status = "conflict", 409


class InvalidInput(ApiError):
    """A value is outside what the contract allows.

    `data.fields` maps a path to its messages, `data.problems` to the codes that the client translates.
    """

    code, status = "invalid_input", 422

    @classmethod
    def at(cls, path: str, message: str, problem: str = NOT_VALID) -> InvalidInput:
        """Return the error for one field.

        Args:
            path: of the field, in the notation `questions.0.answer`.
            message: for whoever reads the answer itself.
            problem: one of the codes in `field_problems`, for people.
        """
        return cls(f"'{path}': {message}", fields={path: [message]}, problems={path: [{"code": problem}]})


def describe_error(code: str, message: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The one shape that every error has, as a value for JSON."""
    return {"error": {"code": code, "message": message, "data": dict(data)}}


def answer(code: str, status: int, message: str, data: Mapping[str, Any]) -> Response:
    """Answer with an error."""
    response = jsonify(describe_error(code, message, data))
    response.status_code = status
    return response


def _on_api_error(error: ApiError) -> Response:
    response = answer(error.code, error.status, error.message, error.data)
    if "retry_after" in error.data:
        response.headers["Retry-After"] = str(math.ceil(error.data["retry_after"]))  # RFC 9110: whole seconds
    return response


def _on_validation(error: HTTPError) -> Response:
    """Pydantic's findings, as APIFlask collects them: {location: {path: [messages]}}."""
    detail: Mapping[str, Any] = error.detail if isinstance(error.detail, Mapping) else {}
    fields = {path: messages for found in detail.values() for path, messages in found.items()}
    first = next(iter(fields.items()), ("body", ["not valid"]))
    found_by = error.__cause__
    problems = problems_of(found_by) if isinstance(found_by, ValidationError) else {}
    message = f"'{first[0]}': {first[1][0]}"
    return answer("invalid_input", error.status_code, message, {"fields": fields, "problems": problems})


def _on_csrf(error: CSRFError) -> Response:
    message = "The request's X-CSRF-Token is missing or stale; fetch /api/v1/session and send its csrf_token."
    return answer("csrf_failed", 400, message, {"reason": error.description})


def _on_bad_request(error: BadRequest) -> Response:
    """Whatever else of a request could not be understood: the name of the host, a form."""
    return answer("bad_request", 400, f"The request cannot be understood: {error.description}", {})


def _on_too_large(_error: RequestEntityTooLarge) -> Response:
    return answer("body_too_large", 413, "The request body is larger than this route accepts; send less at a time.", {})


def on_http_error(error: HTTPException) -> Response:
    """Werkzeug's own errors in the one shape."""
    status = error.code or 500
    code = HTTPStatus(status).phrase.lower().replace(" ", "_").replace("-", "_")
    return answer(code, status, error.description or HTTPStatus(status).phrase, {})


class Unavailable(ApiError):
    """Something that the platform needs is away for now; what was sent is not stored, and may be sent again."""

    code, status = "unavailable", 503


class StorageFull(ApiError):
    """There is no room left to store what was sent; reading goes on."""

    code, status = "storage_full", 507


def on_storage_error(error: StorageError) -> Response:
    """What the database or the disk did not do: a race that was lost, a server that is away, no room, or our fault.

    Each of the first three is one line of log. The client keeps what it sent, and sends it again later.
    """
    failure = failure_of(error)
    if failure is None:
        return _on_failure(error)
    if failure is DatabaseFailure.RACE:
        log.info("request_lost_a_race", reason=type(error).__name__)
        message = "Somebody else saved the same thing at this moment; load it again and look, then try again."
        return answer(Conflict.code, Conflict.status, message, {})
    reason = str(getattr(error, "orig", error)).partition("\n")[0]
    if failure is DatabaseFailure.FULL:
        log.error("storage_full", reason=reason)
        return _on_api_error(StorageFull("There is no room left to store this. Free space on the server's disk."))
    log.error("database_unavailable", reason=reason)
    return _on_api_error(
        Unavailable("The database does not answer. Send this again in a moment.", retry_after=DATABASE_RETRY_SECONDS)
    )


def _on_failure(error: Exception) -> Response:
    log.error("request_failed", exc_info=error)
    return answer("internal_error", 500, "Something went wrong on our side; it has been logged. Please try again.", {})


def init_app(app: Flask) -> None:
    """Turn every exception that leaves a view into the one error shape."""
    app.register_error_handler(ApiError, _on_api_error)
    app.register_error_handler(HTTPError, _on_validation)
    app.register_error_handler(CSRFError, _on_csrf)
    app.register_error_handler(413, _on_too_large)
    app.register_error_handler(BadRequest, _on_bad_request)
    app.register_error_handler(HTTPException, on_http_error)
    for kind in STORAGE_ERRORS:
        app.register_error_handler(kind, on_storage_error)
    app.register_error_handler(Exception, _on_failure)
