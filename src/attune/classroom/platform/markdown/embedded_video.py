"""Videos of other sites that a page may show: which addresses they have, and from where they are framed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

# Sites of the PeerTube federation that moderate what they host; anybody can run one, so not every address will do.
PEERTUBE_HOSTS = frozenset({"framatube.org", "peertube.tv", "tilvids.com", "video.blender.org", "tube.tchncs.de"})
_YOUTUBE = frozenset(
    {"youtube.com", "www.youtube.com", "m.youtube.com", "youtube-nocookie.com", "www.youtube-nocookie.com"}
)
_VIMEO = frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"})
HOSTS = frozenset({"youtube.com", "vimeo.com"}) | PEERTUBE_HOSTS
FRAME_ORIGINS = (
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    *(f"https://{host}" for host in sorted(PEERTUBE_HOSTS)),
)
_ID = re.compile(r"[A-Za-z0-9_-]{6,64}")


@dataclass(frozen=True, slots=True)
class EmbeddedVideo:
    """A video of another site: who plays it, and the address to frame."""

    provider: str
    address: str


def embedded_video(url: str) -> EmbeddedVideo | None:
    """What an address leads to, as one would copy it from a browser; None for every other site."""
    try:
        segments = urlsplit(url.strip())
        host, path = (segments.hostname or "").lower(), [part for part in segments.path.split("/") if part]
        query: Mapping[str, list[str]] = parse_qs(segments.query)
        known = segments.scheme == "https" and segments.port is None and segments.username is None
    except ValueError:
        return None
    if not known:
        return None
    if host == "youtu.be" and path:
        return _youtube(path[0])
    if host in _YOUTUBE:
        at = path[1] if len(path) > 1 and path[0] in {"embed", "shorts", "live"} else query.get("v", [""])[0]
        return _youtube(at)
    if host in _VIMEO and path and path[-1].isdecimal() and path[-1].isascii() and len(path[-1]) <= 20:
        return EmbeddedVideo("Vimeo", f"https://player.vimeo.com/video/{path[-1]}?dnt=1")
    if host in PEERTUBE_HOSTS and path[:1] in (["w"], ["videos"]) and _ID.fullmatch(path[-1]):
        return EmbeddedVideo(host, f"https://{host}/videos/embed/{path[-1]}")
    return None


def _youtube(video: str) -> EmbeddedVideo | None:
    if not _ID.fullmatch(video):
        return None
    return EmbeddedVideo("YouTube", f"https://www.youtube-nocookie.com/embed/{video}")
