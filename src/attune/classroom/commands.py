"""Commands: serve, migrate, demo, users, openapi. `attune.cli` offers them as `attune <command>`."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from attune.classroom import migrations
from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import LinkPurpose
from attune.classroom.app import create_app
from attune.classroom.demo import data as demo_data
from attune.classroom.platform.clock import SystemClock
from attune.classroom.platform.context import Services
from attune.classroom.platform.errors import ApiError
from attune.classroom.platform.events.redis_persistence import check_redis
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.platform.serving.process import PortTaken, bind
from attune.classroom.platform.settings import Settings, UnsafeSettings, read_settings
from attune.classroom.server import run_jobs
from attune.classroom.server import serve as serve_until_stopped

P = ParamSpec("P")
R = TypeVar("R")


def explains_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Show what the user can put right as one line, without a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (UnsafeSettings, PortTaken, migrations.NotMigrated, ApiError) as error:
            raise click.ClickException(str(error)) from error

    return run


@click.command()
@click.option("--host", help="Address to listen on; ATTUNE_HOST or 127.0.0.1 if not given.")
@click.option("--port", type=click.IntRange(1, 65535), help="ATTUNE_PORT or 5000 if not given.")
@click.option("--demo", "with_demo", is_flag=True, help="Migrate, and load the demo data into an empty database.")
@explains_errors
def serve(host: str | None, port: int | None, with_demo: bool) -> None:
    """Serve the platform."""
    settings = read_settings()
    if with_demo:
        demo_data.refuse_in_production(settings)
    check_redis(settings)
    host, port = host or settings.host, port or settings.port
    with bind(host, port) as listener:
        _prepare(settings, with_demo, f"http://{host}:{port}")
        serve_until_stopped(settings, listener)


def _prepare(settings: Settings, with_demo: bool, address: str) -> None:
    """See that the database is as it must be, and say where the platform is."""
    app = create_app(settings)
    services: Services = app.extensions["attune"]
    if with_demo:
        migrations.upgrade(services.database, click.echo)
        with app.app_context():
            demo_data.load(services)
    migrations.refuse_outdated(services.database)
    with services.database.session(writes=False) as session:
        demo_loaded = demo_data.is_loaded(session)
    services.database.dispose()
    services.bus.stop()  # what serves listens for itself
    services.live.stop()
    if demo_loaded:
        demo_data.refuse_in_production(settings)
    click.echo(f"Attune is at {address}")
    if demo_loaded:
        click.echo(demo_data.describe_accounts())


@click.command()
@explains_errors
def worker() -> None:
    """Do what one process does for all, such as deleting what is old, apart from those that serve."""
    settings = read_settings()
    check_redis(settings)
    services: Services = create_app(settings).extensions["attune"]
    migrations.refuse_outdated(services.database)
    services.database.dispose()
    services.bus.stop()
    services.live.stop()
    run_jobs(settings)


@click.command()
@explains_errors
def migrate() -> None:
    """Bring the database to the newest version."""
    services: Services = create_app(read_settings()).extensions["attune"]
    version = migrations.upgrade(services.database, click.echo)
    click.echo(f"The database is at version {version}.")


@click.command()
@explains_errors
def demo() -> None:
    """Load the demo data: accounts, two courses, ten days of study. Loading it again changes nothing."""
    settings = read_settings()
    demo_data.refuse_in_production(settings)
    app = create_app(settings)
    services: Services = app.extensions["attune"]
    migrations.upgrade(services.database, click.echo)
    with app.app_context():
        loaded = demo_data.load(services)
    click.echo("The demo data is loaded." if loaded else "The demo data was there already.")
    click.echo(demo_data.describe_accounts())


@click.group()
def users() -> None:
    """Manage accounts."""


@users.command("create")
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--locale", default="en", show_default=True, type=click.Choice([locale.value for locale in Locale]))
@click.option("--url", default="http://127.0.0.1:5000", show_default=True, help="Address of the platform.")
@explains_errors
def create_user(email: str, name: str, role: str, locale: str, url: str) -> None:
    """Add an account and print the link by which its owner sets a password."""
    app = create_app(read_settings())
    services: Services = app.extensions["attune"]
    migrations.refuse_outdated(services.database)
    now = SystemClock().now()
    with app.app_context(), services.database.transaction() as session:
        user = accounts.create_user(
            session, name=name, email=email, role=Role(role), locale=Locale(locale), password=None, now=now
        )
        token = accounts.make_link(session, user, LinkPurpose.INVITATION, now)
    click.echo(f"{(services.settings.public_url or url).rstrip('/')}/invitations/{token}")


@click.command()
def openapi() -> None:
    """Print the OpenAPI document, from which the client's types are generated."""
    app = create_app(read_settings())
    with app.app_context():
        click.echo(json.dumps(app.spec, indent=2, sort_keys=True))
