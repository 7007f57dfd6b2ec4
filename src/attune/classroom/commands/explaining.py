"""What every command does about what its user can put right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import NamedTuple, ParamSpec, TypeVar

import click
from sqlalchemy.orm import Session

from attune.classroom import migrations
from attune.classroom.app import create_app
from attune.classroom.backup.errors import BackupError
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.explaining import explains_failures
from attune.classroom.platform.errors import ApiError
from attune.classroom.platform.serving.process import PortTaken
from attune.classroom.platform.settings import Settings, UnsafeSettings, read_settings

P = ParamSpec("P")
R = TypeVar("R")


def explains_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Show what the user can put right as one line, without a traceback."""

    @wraps(command)
    @explains_failures
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (UnsafeSettings, PortTaken, migrations.NotMigrated, BackupError, ApiError) as error:
            raise click.ClickException(str(error)) from error

    return run


class Work(NamedTuple):
    """What a command works with: one transaction, committed when the command ends well."""

    session: Session
    services: Services

    @property
    def settings(self) -> Settings:
        """The settings of the platform."""
        return self.services.settings


@contextmanager
def working() -> Iterator[Work]:
    """Open the platform's database, which has to be at the newest version, for one transaction."""
    app = create_app(read_settings())
    services: Services = app.extensions["attune"]
    migrations.refuse_outdated(services.database)
    with app.app_context(), services.database.transaction() as session:
        yield Work(session, services)
