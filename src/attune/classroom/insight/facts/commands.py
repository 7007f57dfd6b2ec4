"""Commands of insight: count the facts anew."""

from __future__ import annotations

import click

from attune.classroom.insight.facts.jobs import rebuild_all
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.database.explaining import explains_failures
from attune.classroom.platform.settings import read_settings


@click.command()
@explains_failures
def recount() -> None:
    """Recount the facts about study sessions of every student who saves summaries; once after an update."""
    database = Database(read_settings().database_address)
    students = rebuild_all(database)
    database.dispose()
    click.echo(f"Counted the facts of {students} students.")
