"""The devices on which an account has signed in before: a signed cookie, which gives nobody access by itself.

Whoever guesses a password elsewhere makes the account wait there; its owner, on a device of their own, does not wait.
"""

from __future__ import annotations

import secrets

from flask import Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer

from attune.classroom.accounts.models import User

COOKIE = "attune_device"
LASTS_SECONDS = 400 * 86_400  # what browsers keep at most
ACCOUNTS_KEPT = 20  # of a device that many share; the one used longest ago is forgotten first


def device_of(email: str) -> str | None:
    """The identifier of this device, if the account with this normalised address has signed in on it before."""
    return _read().get(email)


def remember(user: User) -> None:
    """Remember this device for a user who has just signed in; the cookie is set with the answer."""
    known = _read()
    identifier = known.pop(user.email, None) or secrets.token_urlsafe(16)
    kept = [*known.items(), (user.email, identifier)][-ACCOUNTS_KEPT:]
    g.device_cookie = _serializer().dumps(dict(kept))


def set_cookie(response: Response, *, secure: bool) -> None:
    """Set the cookie if this request has remembered a device."""
    value = g.get("device_cookie")
    if value is not None:
        response.set_cookie(
            COOKIE, value, max_age=LASTS_SECONDS, secure=secure, httponly=True, samesite="Lax", path="/api/v1"
        )


def _read() -> dict[str, str]:
    try:
        found = _serializer().loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="attune-device")
