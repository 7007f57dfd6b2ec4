"""Typed settings from the environment. No other module reads it, and an unknown ATTUNE_* variable is an error."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from attune import DEFAULT_MODEL
from attune.nearest import nearest_name

PREFIX = "ATTUNE_"
# Not ours: where training finds its pictures, and where the browser tests find a browser and strace.
OTHER_PROGRAMS = frozenset({"data", "chromium", "strace"})
SHORTEST_SECRET = 32  # characters; below this a signing key can be searched for
FEWEST_CHARACTERS = 10  # different ones in a secret: 32 random hexadecimal digits have about 14
HERE = Path(__file__).resolve()
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

REDIS_SCHEMES = frozenset({"redis", "rediss", "unix"})
DATABASE_SCHEMES = frozenset({"postgresql+psycopg", "sqlite"})


class Environment(StrEnum):
    """Where the application runs. Production refuses what is only acceptable on one's own machine."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class UnsafeSettings(ValueError):
    """The settings are unknown, malformed, or not safe for production; the message says which and what to do."""


def delivered(folder: str) -> Path:
    """Where a folder that comes with the platform lies, whatever directory a command is started in.

    Returns:
        The folder of the checkout that this code runs from; that of the working directory for an installed package.
    """
    source, checkout = HERE.parents[3], HERE.parents[4]
    return checkout / folder if source.name == "src" and (checkout / "pyproject.toml").is_file() else Path(folder)


class Settings(BaseModel):
    """Everything that can be configured. Field `x` is read from the environment variable ATTUNE_X."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    environment: Environment = Environment.DEVELOPMENT
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=5000, ge=1, le=65535)
    secret_key: str = Field(default="", description="Signs cookies and links. Made and kept in state_dir if not given.")
    database_url: str = Field(default="", description="SQLAlchemy address; SQLite in state_dir if not given.")
    database_connections: int = Field(default=40, ge=2, le=500, description="Database connections held at most.")
    redis_url: str = Field(default="", description="Shares events and rate limits between processes.")
    redis_may_persist: bool = Field(default=False, description="Use a Redis that writes to disk, or may do so.")
    state_dir: Path = Field(default=Path("var"), description="Database, uploaded course files, development secret.")
    models_dir: Path = Field(default_factory=lambda: delivered("models"), description="The model bundles.")
    model: str = Field(default=DEFAULT_MODEL, description="Name of the served model bundle in models_dir.")
    client_dir: Path = Field(default_factory=lambda: delivered("web/dist"), description="The built web client.")
    backup_dir: Path | None = Field(default=None, description="A backup is made there once a day; none if not given.")
    backup_retain: int = Field(default=14, ge=1, le=3650, description="So many of the newest backups stay there.")
    backup_key_file: Path | None = Field(default=None, description="A file with the key that seals backups.")
    public_url: str = Field(default="", description="The address the platform is reached under; links begin with it.")
    cookie_secure: bool | None = Field(default=None, description="HTTPS-only cookies; on in production if not given.")
    trusted_proxies: int = Field(default=0, ge=0, le=5, description="Reverse proxies whose X-Forwarded-* is believed.")
    metrics_token: str = Field(default="", description="Bearer token that may read /metrics.")
    session_days: int = Field(default=14, ge=1, le=90)
    workers: int = Field(
        default=1, ge=1, le=64, description="Processes that serve; more than one needs PostgreSQL and Redis."
    )
    test_support: str = Field(
        default="", description="For tests only: module:function that returns the clock. Production refuses it."
    )
    threads: int = Field(
        default=128, ge=4, le=1000, description="Views that work at the same time in a process, a thread each."
    )
    frame_places: int = Field(
        default=os.cpu_count() or 1,
        ge=1,
        le=256,
        description="Frames read concurrently in server mode; one core each.",
    )
    log_json: bool = Field(default=False, description="One JSON object a line instead of readable text.")
    argon2_memory_kib: int = Field(default=19456, ge=8, description="OWASP's minimum for argon2id at two passes.")
    argon2_passes: int = Field(default=2, ge=1)

    @property
    def production(self) -> bool:
        """True where real people's data is."""
        return self.environment is Environment.PRODUCTION

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies are sent over HTTPS only."""
        return self.production if self.cookie_secure is None else self.cookie_secure

    @property
    def hosts(self) -> frozenset[str]:
        """The names under which requests are answered: the public one, the one listened on, this machine."""
        public = urlsplit(self.public_url).hostname
        return LOOPBACK | {self.host.lower()} | ({public} if public else set())

    @property
    def database_address(self) -> str:
        """The SQLAlchemy address, with the default filled in."""
        return self.database_url or f"sqlite:///{(self.state_dir / 'attune.sqlite').absolute()}"

    def for_one_worker(self) -> Settings:
        """The share that each of the processes has of what they use together."""
        return self.model_copy(
            update={
                "database_connections": max(2, self.database_connections // self.workers),
                "frame_places": max(1, self.frame_places // self.workers),
            }
        )

    @property
    def media_dir(self) -> Path:
        """Where the files of courses lie."""
        return self.state_dir / "media"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment (or from `environ`).

    Raises:
        UnsafeSettings: an unknown ATTUNE_* name, a malformed value, or a production setting that would put people
            at risk.
    """
    found = {
        name[len(PREFIX) :].lower(): value
        for name, value in (os.environ if environ is None else environ).items()
        if name.startswith(PREFIX) and name[len(PREFIX) :].lower() not in OTHER_PROGRAMS
    }
    for name in found:
        if name not in Settings.model_fields:
            near = nearest_name(name, Settings.model_fields)
            raise UnsafeSettings(f"{PREFIX}{name.upper()} is not a setting; did you mean {PREFIX}{near.upper()}?")
    try:
        settings = Settings.model_validate(found)
    except ValidationError as error:
        wrong = error.errors()[0]
        name = PREFIX + ".".join(str(part) for part in wrong["loc"]).upper()
        raise UnsafeSettings(f"{name} is set to {wrong['input']!r}: {wrong['msg']}.") from None
    return _with_secret(settings)


def refuse_unsafe(settings: Settings) -> None:
    """Refuse settings with which production would put people at risk.

    Raises:
        UnsafeSettings: the secret can be guessed, cookies would travel over plain HTTP, or there is no public address.
    """
    if settings.public_url and not _is_web_address(settings.public_url):
        raise UnsafeSettings(
            f"ATTUNE_PUBLIC_URL is {settings.public_url!r}: write scheme and host, as in https://learn.school.example."
        )
    if settings.redis_url and urlsplit(settings.redis_url).scheme not in REDIS_SCHEMES:
        raise UnsafeSettings(f"ATTUNE_REDIS_URL is {settings.redis_url!r}: write it as in redis://127.0.0.1:6379/0.")
    if settings.database_url and urlsplit(settings.database_url).scheme not in DATABASE_SCHEMES:
        raise UnsafeSettings(
            f"ATTUNE_DATABASE_URL begins with {settings.database_url.partition(':')[0]!r}: write it as in "
            "postgresql+psycopg://user@127.0.0.1:5432/attune, or sqlite:////var/lib/attune/attune.sqlite."
        )
    if settings.test_support and not all(part.strip() for part in settings.test_support.partition(":")):
        raise UnsafeSettings(f"ATTUNE_TEST_SUPPORT is {settings.test_support!r}: write it as module:function.")
    if settings.workers > 1 and not (settings.database_url.startswith("postgresql") and settings.redis_url):
        raise UnsafeSettings(
            f"ATTUNE_WORKERS is {settings.workers}: several processes need PostgreSQL (ATTUNE_DATABASE_URL) and Redis "
            "(ATTUNE_REDIS_URL) to know of each other. Set both, or leave ATTUNE_WORKERS at 1."
        )
    if not settings.production:
        return
    if settings.test_support:
        raise UnsafeSettings("ATTUNE_TEST_SUPPORT is for tests: production goes by the machine's own clock.")
    if len(settings.secret_key) < SHORTEST_SECRET or _is_monotonous(settings.secret_key):
        raise UnsafeSettings(
            f"ATTUNE_SECRET_KEY must be given in production, with at least {SHORTEST_SECRET} random characters "
            "(python -c 'import secrets; print(secrets.token_urlsafe(48))')."
        )
    if not settings.secure_cookies:
        raise UnsafeSettings("ATTUNE_COOKIE_SECURE must not be off in production: sessions would travel unencrypted.")
    if not settings.public_url.startswith("https://"):
        raise UnsafeSettings(
            "ATTUNE_PUBLIC_URL must be given in production and start with https://: it is the only source of links."
        )


def _is_web_address(address: str) -> bool:
    try:
        split = urlsplit(address)
        return split.scheme in {"http", "https"} and bool(split.hostname) and not split.query and not split.fragment
    except ValueError:
        return False


def _is_monotonous(secret: str) -> bool:
    """Whether a secret has few different characters or repeats itself: nobody drew it at random."""
    repeats = secret in (secret + secret)[1:-1]
    climbs = sum(ord(after) - ord(before) == 1 for before, after in pairwise(secret)) > len(secret) / 2
    return len(set(secret)) < FEWEST_CHARACTERS or repeats or climbs


def _with_secret(settings: Settings) -> Settings:
    """Outside production, keep a random secret in state_dir so that sessions survive a restart."""
    refuse_unsafe(settings)
    if settings.secret_key:
        return settings
    kept = settings.state_dir / "secret_key"
    if not kept.exists():
        settings.state_dir.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return settings.model_copy(update={"secret_key": kept.read_text()})
