"""What guards every request: who is asking, whether they may, CSRF, and the headers browsers obey."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from flask import Flask, Response, g, request
from flask_wtf.csrf import CSRFProtect, generate_csrf
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix

from attune.classroom.platform.context import current_actor, declared_access, taught_course_ids
from attune.classroom.platform.errors import ApiError, Forbidden
from attune.classroom.platform.inbound import origins
from attune.classroom.platform.markdown.embedded_video import FRAME_ORIGINS
from attune.classroom.platform.permissions import DEFAULT_BODY_BYTES, Actor, acting_for
from attune.classroom.platform.settings import Settings

CSRF_COOKIE = "attune_csrf"
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        f"frame-src 'self' {' '.join(FRAME_ORIGINS)}",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

csrf = CSRFProtect()

# The user whom the page was opened for. A page that slept while another user signed in would otherwise deliver the
# one's progress and answers by the other's cookie.
PAGE_USER_HEADER = "X-Attune-User"

Identify = Callable[[], Actor | None]
TaughtBy = Callable[[Session, UUID], Sequence[UUID]]


class AnotherUser(ApiError):
    """The page is of another user than the one who is signed in now."""

    code, status = "another_user", 409


def init_app(app: Flask, settings: Settings, identify: Identify, taught_by: TaughtBy) -> None:
    """Install the guards.

    Args:
        app: the application.
        settings: its settings.
        identify: returns the user who makes the request, or None when no user is signed in.
        taught_by: returns the ids of the courses that a user teaches.
    """
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=DEFAULT_BODY_BYTES,
        SESSION_COOKIE_NAME="attune_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a lesson left open must still be able to save progress
        WTF_CSRF_HEADERS=["X-CSRF-Token"],
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.before_request(lambda: origins.refuse_foreign(settings))
    csrf.init_app(app)
    app.before_request(lambda: _authorise(identify, taught_by))
    app.after_request(lambda response: _protect(response, settings))


def issue_csrf_token(*, fresh: bool = False) -> str:
    """Return this session's CSRF token and set it as the readable cookie; `fresh` after the session has changed."""
    if fresh:
        g.pop("csrf_token", None)
    g.csrf_cookie = generate_csrf()
    return str(g.csrf_cookie)


def _authorise(identify: Identify, taught_by: TaughtBy) -> None:
    """Refuse the request unless the matched route's declared permission is granted to the caller.

    Who may do it only because they teach is from here on the tutor they are there (`acting_for`).
    """
    access = declared_access()
    if access is None:
        return
    g.identify, g.taught_by = identify, taught_by
    if access.permission is None:
        return
    actor = current_actor()
    page_user = request.headers.get(PAGE_USER_HEADER)
    if page_user is not None and page_user != str(actor.id):
        raise AnotherUser("Another user has signed in in this browser since this page was opened; load it again.")
    acting = acting_for(actor, access.permission, lambda: bool(taught_course_ids(actor.id)))
    if acting is None:
        raise Forbidden(
            f"A {actor.role} may not do this; it needs the permission {access.permission}.",
            permission=access.permission,
        )
    g.actor = acting


def protective_headers(settings: Settings) -> dict[str, str]:
    """Return the headers that every answer carries."""
    transport = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"} if settings.secure_cookies else {}
    return HEADERS | transport


def _protect(response: Response, settings: Settings) -> Response:
    for name, value in protective_headers(settings).items():
        response.headers.setdefault(name, value)
    if request.path.startswith("/api/") and "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    token = g.get("csrf_cookie")
    if token is not None:
        response.set_cookie(CSRF_COOKIE, token, secure=settings.secure_cookies, samesite="Lax")
    return response
