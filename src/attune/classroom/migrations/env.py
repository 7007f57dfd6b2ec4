"""How Alembic reaches the database and the models."""

from alembic import context
from sqlalchemy import Connection

import attune.classroom.app  # noqa: F401 - imports every feature, and with it every table
from attune.classroom.database import Base


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        user_module_prefix="database.",
    )
    with context.begin_transaction():
        context.run_migrations()


with context.config.attributes["engine"].connect() as opened:
    run(opened)
    opened.commit()
