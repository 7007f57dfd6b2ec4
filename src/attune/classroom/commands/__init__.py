"""The platform's commands. `attune.cli` offers them as `attune <command>`."""

from attune.classroom.commands.backups import backup, restore_backup
from attune.classroom.commands.courses import courses
from attune.classroom.commands.serving import demo, migrate, openapi, serve, worker
from attune.classroom.commands.simulating import simulate
from attune.classroom.commands.users import users

__all__ = [
    "backup",
    "courses",
    "demo",
    "migrate",
    "openapi",
    "restore_backup",
    "serve",
    "simulate",
    "users",
    "worker",
]
