"""Backups that are made by themselves, once a day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import structlog

from attune.classroom.backup.sealing import read_key
from attune.classroom.backup.service import delete_all_but, find_backups, made_at, make_backup, name_at
from attune.classroom.platform.context import Services

log = structlog.get_logger("attune.backup")

LOOKS_SECONDS = 600.0
EVERY = timedelta(days=1)


def init_services(services: Services) -> None:
    """Make a backup a day where the settings name a folder for them; nothing is done otherwise."""
    folder = services.settings.backup_dir
    if folder is not None:
        services.jobs.once_every(LOOKS_SECONDS, "backup", lambda: make_daily(services, folder))


def make_daily(services: Services, folder: Path) -> Path | None:
    """Make a backup where the newest is a day old, and delete those that are too many.

    Returns:
        The new one; None where it is not time yet.
    """
    now = services.clock.now()
    folder.mkdir(parents=True, exist_ok=True)
    newest = find_backups(folder)[-1:]
    if newest and now - made_at(newest[0]) < EVERY:
        return None
    key_file = services.settings.backup_key_file
    path = folder / name_at(now)
    make_backup(
        services.database,
        services.media,
        path,
        now=now,
        scratch=services.settings.state_dir,
        key=read_key(key_file) if key_file is not None else None,
    )
    deleted = delete_all_but(folder, services.settings.backup_retain)
    log.info("backup_made", file=path.name, bytes=path.stat().st_size, deleted=len(deleted))
    return path
