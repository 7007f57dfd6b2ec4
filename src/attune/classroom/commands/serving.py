"""Commands that serve the platform and look after its database: serve, worker, migrate, demo, openapi."""

from __future__ import annotations

import json

import click

from attune.classroom import migrations
from attune.classroom.accounts.first_administrator.service import has_no_users, setup_token
from attune.classroom.app import create_app
from attune.classroom.commands.explaining import explains_errors
from attune.classroom.demo import data as demo_data
from attune.classroom.platform.context import Services
from attune.classroom.platform.events.redis_persistence import check_redis
from attune.classroom.platform.serving.process import bind
from attune.classroom.platform.settings import Settings, read_settings
from attune.classroom.server import run_jobs
from attune.classroom.server import serve as serve_until_stopped


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
        demo_loaded, unclaimed = demo_data.is_loaded(session), has_no_users(session)
    services.database.dispose()
    services.bus.stop()  # what serves listens for itself
    services.live.stop()
    if demo_loaded:
        demo_data.refuse_in_production(settings)
    click.echo(f"Attune is at {address}")
    if demo_loaded:
        click.echo(demo_data.describe_accounts())
    if unclaimed:
        where = (settings.public_url or address).rstrip("/")
        click.echo("There is no account yet. Create the first administrator with this link; keep it to yourself:")
        click.echo(f"  {where}/setup#{setup_token(settings.secret_key)}")


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
    """Load the demo data: accounts, five courses, ten days of study. Loading it again changes nothing."""
    settings = read_settings()
    demo_data.refuse_in_production(settings)
    app = create_app(settings)
    services: Services = app.extensions["attune"]
    migrations.upgrade(services.database, click.echo)
    with app.app_context():
        loaded = demo_data.load(services)
    click.echo("The demo data is loaded." if loaded else "The demo data was there already.")
    click.echo(demo_data.describe_accounts())


@click.command()
def openapi() -> None:
    """Print the OpenAPI document, from which the client's types are generated."""
    app = create_app(read_settings())
    with app.app_context():
        click.echo(json.dumps(app.spec, indent=2, sort_keys=True))
