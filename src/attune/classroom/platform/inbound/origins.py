"""Under which address this installation is reached: links name no other, and requests for another are refused.

A `Host` header is the sender's to choose. Believed, it sends password-reset links to a stranger's server, and lets a
stranger's page that renames itself to this machine's address (DNS rebinding) talk to it.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request

from attune.classroom.platform.errors import ApiError
from attune.classroom.platform.settings import LOOPBACK, Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class UnknownHost(ApiError):
    """The request is for a host that is not this installation's."""

    code, status = "unknown_host", 400


class ForeignOrigin(ApiError):
    """A page of another site asks for something to be changed."""

    code, status = "foreign_origin", 403


def refuse_foreign(settings: Settings) -> None:
    """Refuse a request for another host, and one that changes something for a page of another origin.

    Hosts are those of `public_url`, the address listened on, and this machine itself. A request without `Origin` comes
    from no page; the CSRF token decides about it.

    Raises:
        UnknownHost: `Host` names another host.
        ForeignOrigin: an unsafe request whose `Origin` is not this installation's.
    """
    host = _name_of(f"//{request.host}")
    if host is None or host not in settings.hosts:
        raise UnknownHost(
            "This address is not known here; set ATTUNE_PUBLIC_URL on the server to the address it is reached under."
        )
    origin = request.headers.get("Origin")
    if origin is None or request.method in SAFE_METHODS:
        return
    if not _is_own(origin, settings):
        raise ForeignOrigin("This request comes from a page of another site; open Attune itself and try again.")


def public_base(settings: Settings) -> str:
    """The address that links begin with, without a slash at the end: `public_url`, else the (checked) request's own."""
    return (settings.public_url or request.url_root).rstrip("/")


def _is_own(origin: str, settings: Settings) -> bool:
    if settings.public_url:
        expected = urlsplit(settings.public_url)
        if origin == f"{expected.scheme}://{expected.netloc}":
            return True
    if settings.production:
        return False
    # on one's own machine the client's development server has another port
    name = _name_of(origin)
    return name is not None and (name in LOOPBACK or name == _name_of(f"//{request.host}"))


def _name_of(address: str) -> str | None:
    """The host's name without its port, in lower case; None where there is none."""
    try:
        split = urlsplit(address)
        _ = split.port  # raises where it is no number
    except ValueError:
        return None
    return split.hostname
