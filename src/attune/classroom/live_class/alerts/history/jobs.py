"""The history of alerts writes itself down, and forgets what a student deletes and what is too old."""

from __future__ import annotations

from attune.classroom.live_class.alerts.history.service import History, delete_alerts, purge
from attune.classroom.platform.context import Services
from attune.classroom.wellbeing.my_data.events import OwnDataDeleted

WRITTEN_EVERY_SECONDS = 5.0
DAY_SECONDS = 86_400.0


def init_app(services: Services, history: History) -> None:
    """Set the jobs up and listen to deletions."""
    services.domain_events.subscribe(OwnDataDeleted, lambda session, event: delete_alerts(session, history, event))
    services.jobs.every(
        WRITTEN_EVERY_SECONDS, "alert_history", lambda: history.write(services.database), wake=history.wake
    )
    services.jobs.once_every(DAY_SECONDS, "alert_purge", lambda: purge(services.database, services.clock.now()))
