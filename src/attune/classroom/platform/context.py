"""What a request works with: its session, its actor, the time. Routes read these and hand them to services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from flask import Flask, current_app, g, has_request_context, request
from flask.wrappers import Response
from sqlalchemy.orm import Session

from attune.classroom.platform.clock import Clock
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.database.failures import STORAGE_ERRORS
from attune.classroom.platform.errors import Unauthenticated, on_storage_error
from attune.classroom.platform.events.bus import LocalBus
from attune.classroom.platform.events.types import DomainEvents
from attune.classroom.platform.jobs import Jobs
from attune.classroom.platform.live_store.contract import LiveStore
from attune.classroom.platform.media.contract import MediaStore
from attune.classroom.platform.observability import Observations
from attune.classroom.platform.permissions import Access, Actor, access_of
from attune.classroom.platform.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Services:
    """Everything `create_app` has services, in one place."""

    settings: Settings
    clock: Clock
    database: Database
    bus: LocalBus
    live: LiveStore
    media: MediaStore
    domain_events: DomainEvents
    observations: Observations
    jobs: Jobs


def services() -> Services:
    """Return the services of the application that answers this request."""
    return cast(Services, current_app.extensions["attune"])


def now() -> datetime:
    """The present instant by the application's clock."""
    return services().clock.now()


def current_session() -> Session:
    """Return the request's database session: opened on first use, committed once when the answer is ready.

    Requests of one user that write follow each other, whichever process takes them (see `Database`).
    """
    if "session" not in g:
        writes = _request_writes()
        actor = find_actor() if writes else None
        g.session = services().database.session(writes=writes, user_id=actor.id if actor is not None else None)
    return cast(Session, g.session)


@contextmanager
def reading() -> Iterator[Session]:
    """Provide a session for reads before the request's own work begins: who is asking, whether a password is right.

    Yields:
        The request's own session where it is open already or only reads. Otherwise one that ends with the block: a
        request that is going to write holds no connection and no lock until it has something to write.
    """
    if "session" in g or not _request_writes():
        yield current_session()
        return
    with services().database.session(writes=False) as session:
        yield session


def is_writing() -> bool:
    """Whether this request's own writing transaction has begun."""
    return "session" in g and bool(g.session.info["writes"])


def find_actor() -> Actor | None:
    """Return the user who makes this request, or None; looked up on first use, because files need no user."""
    if "actor" not in g:
        g.actor = g.identify()
    return cast("Actor | None", g.actor)


def current_actor() -> Actor:
    """Return the user who makes this request.

    Raises:
        Unauthenticated: no user is signed in.
    """
    actor = find_actor()
    if actor is None:
        raise Unauthenticated("You are not signed in, or your session has ended; sign in and try again.")
    return actor


def taught_course_ids(user_id: UUID) -> Sequence[UUID]:
    """Return the ids of the courses that a user teaches, as the application looks it up."""
    with reading() as session:
        return cast("Sequence[UUID]", g.taught_by(session, user_id))


def declared_access() -> Access | None:
    """Return what the matched route declared, or None when no route matched."""
    if not has_request_context() or request.endpoint is None:
        return None
    return access_of(current_app.view_functions[request.endpoint])


def _request_writes() -> bool:
    access = declared_access()
    if access is not None and access.writes is not None:
        return access.writes
    return request.method not in SAFE_METHODS


def _commit(response: Response) -> Response:
    session = g.get("session")
    if session is not None:
        if response.status_code >= 400:
            session.rollback()
            return response
        try:
            session.commit()
        except STORAGE_ERRORS as error:  # an error handler no longer sees it here
            session.rollback()
            return on_storage_error(error)
    return response


def release_session() -> None:
    """End the request's database session early, undoing what it holds; the next use opens another one."""
    _close(None)


def _close(_error: BaseException | None) -> None:
    session = g.pop("session", None)
    if session is not None:
        session.close()


def init_app(app: Flask, services: Services) -> None:
    """Set the services on the application and close every request's transaction at its edge."""
    app.extensions["attune"] = services
    app.after_request(_commit)
    app.teardown_request(_close)
