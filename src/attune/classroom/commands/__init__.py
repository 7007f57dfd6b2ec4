"""The platform's commands. `attune.cli` offers them as `attune <command>`."""

from attune.classroom.commands.courses import courses
from attune.classroom.commands.serving import demo, migrate, openapi, serve, worker
from attune.classroom.commands.simulating import simulate
from attune.classroom.commands.users import users

__all__ = ["courses", "demo", "migrate", "openapi", "serve", "simulate", "users", "worker"]
