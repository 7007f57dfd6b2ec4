"""Commands of wellbeing: delete what is older than the institution keeps it."""

from __future__ import annotations

import click

from attune.classroom.platform.clock import SystemClock
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.database.explaining import explains_failures
from attune.classroom.platform.settings import read_settings
from attune.classroom.wellbeing.my_data.retention import purge as purge_old_data


@click.command()
@explains_failures
def purge() -> None:
    """Delete windows, check-ins and support messages that are older than the policy's retention."""
    database = Database(read_settings().database_address)
    deleted = purge_old_data(database, SystemClock().now())
    database.dispose()
    messages, decisions = deleted.support_messages, deleted.support_decisions
    click.echo(
        f"Deleted {deleted.windows} windows, {deleted.checkins} check-ins, {messages} support messages "
        f"and {decisions} decisions."
    )
