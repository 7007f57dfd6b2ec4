"""Commands for accounts."""

from __future__ import annotations

from pathlib import Path

import click

from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import LinkPurpose
from attune.classroom.administration.users.importing import import_users
from attune.classroom.commands.explaining import explains_errors, working
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role


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
    with working() as work:
        now = work.services.clock.now()
        user = accounts.create_user(
            work.session, name=name, email=email, role=Role(role), locale=Locale(locale), password=None, now=now
        )
        token = accounts.make_link(work.session, user, LinkPurpose.INVITATION, now)
    click.echo(f"{(work.settings.public_url or url).rstrip('/')}/invitations/{token}")


@users.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Report on each line, and store nothing.")
@click.option("--locale", default="en", show_default=True, type=click.Choice([locale.value for locale in Locale]))
@click.option("--url", default="http://127.0.0.1:5000", show_default=True, help="Address of the platform.")
@explains_errors
def import_list(file: Path, dry_run: bool, locale: str, url: str) -> None:
    """Add the students and tutors of a CSV FILE (name, email, role), all or none; print a line for each."""
    with working() as work:
        base = (work.settings.public_url or url).rstrip("/")

        def link_of(token: str) -> str:
            return f"{base}/invitations/{token}"

        now = work.services.clock.now()
        content = file.read_bytes()
        report = import_users(work.session, None, content, Locale(locale), link_of, now, apply=False)
        for line in report.lines:
            said = "; ".join(problem.message for problem in line.problems)
            click.echo(f"line {line.line}: {line.email or '-'}  {line.outcome.value}" + (f"  {said}" if said else ""))
        if not dry_run:
            report = import_users(work.session, None, content, Locale(locale), link_of, now, apply=True)
            for link in report.links:
                click.echo(f"{link.email}  {link.url}")
