"""`attune simulate`: a class that studies live, and a whole term in an empty database."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from attune.classroom import migrations
from attune.classroom.app import create_app
from attune.classroom.commands.explaining import explains_errors
from attune.classroom.demo.people import PASSWORD
from attune.classroom.demo.term.export import RawExport
from attune.classroom.demo.term.school import ADMINISTRATOR, TUTOR
from attune.classroom.demo.term.service import simulate_term
from attune.classroom.platform.context import Services
from attune.classroom.platform.settings import read_settings
from attune.classroom.wellbeing.learner_state.current import STUDY_SESSIONS
from attune.simulation.class_load.commands import simulate
from attune.simulation.term.plan import TermSize

__all__ = ["simulate"]

DEFAULT = TermSize()
SEED = 22


@simulate.command()
@click.argument("export", type=click.Path(file_okay=False, path_type=Path))
@click.option("--students", default=DEFAULT.students, show_default=True, type=click.IntRange(1, 2_000))
@click.option("--weeks", default=DEFAULT.weeks, show_default=True, type=click.IntRange(1, 20))
@click.option("--courses", default=DEFAULT.courses, show_default=True, type=click.IntRange(1, 20))
@click.option("--groups", default=DEFAULT.groups, show_default=True, type=click.IntRange(1, 10), help="Of each course.")
@click.option("--lessons", default=DEFAULT.lessons, show_default=True, type=click.IntRange(1, 20), help="The same.")
@click.option("--zone", default="Europe/Berlin", show_default=True, help="The institution's time zone.")
@click.option("--seed", default=SEED, show_default=True, help="The same seed gives the same term.")
@explains_errors
def term(
    export: Path, students: int, weeks: int, courses: int, groups: int, lessons: int, zone: str, seed: int
) -> None:
    """Let a school study a whole term in an empty database, and write into EXPORT what it received.

    Everything is synthetic and goes through the services that real students use: consent changes, gaps, summaries that
    come late, words, attempts, hiding and deletion. The term ends with the last week that has settled. Count it again
    with: python -m scripts.recount_term EXPORT
    """
    if zone not in available_timezones():
        raise click.BadParameter(f"there is no time zone '{zone}'; give one like Europe/Berlin.", param_hint="--zone")
    settings = read_settings()
    app = create_app(settings)
    services: Services = app.extensions["attune"]
    migrations.upgrade(services.database, click.echo)
    size = TermSize(students, weeks, courses, groups, lessons)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with app.app_context(), RawExport(export) as raw, Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("Living the term", total=None)
        simulated = simulate_term(
            services,
            app.extensions[STUDY_SESSIONS],
            raw,
            size,
            seed,
            ZoneInfo(zone),
            lambda done, total: progress.update(task, completed=done, total=total),
        )
    click.echo(
        f"{simulated.students} students from {simulated.first_day} to {simulated.last_day}, {simulated.events} events; "
        f"the raw export is in {export}. Accounts: {ADMINISTRATOR} and {TUTOR}, password: {PASSWORD}"
    )
