"""How Alembic reaches the database and the models. Every migration, forward or back, comes through here."""

from typing import cast

from alembic import context
from alembic.runtime.migration import MigrationInfo
from alembic.script import Script
from sqlalchemy import Connection

import attune.classroom.app  # noqa: F401 - imports every feature, and with it every table
from attune.classroom.migrations.census import Census, refuse_loss
from attune.classroom.migrations.transaction import migrating
from attune.classroom.platform.database.engine import Base


def run(connection: Connection) -> None:
    steps: list[MigrationInfo] = []
    before = Census.take(connection)
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        user_module_prefix="database.",
        on_version_apply=lambda step, **_: steps.append(step),
    )
    context.run_migrations()
    if steps:
        explained = {name for step in steps for name in explained_losses(step)}
        refuse_loss(before, Census.take(connection), explained, upgrade=steps[-1].is_upgrade)


def explained_losses(step: MigrationInfo) -> dict[str, str]:
    return getattr(cast(Script, step.up_revision).module, "EXPLAINED_LOSSES", {})


attributes = context.config.attributes
if "connection" in attributes:
    run(attributes["connection"])
else:
    with migrating(attributes["engine"]) as opened:
        run(opened)
