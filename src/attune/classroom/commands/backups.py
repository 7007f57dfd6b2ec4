"""Commands that make a backup and put one back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from attune.classroom import migrations
from attune.classroom.app import create_app
from attune.classroom.backup import archive
from attune.classroom.backup.archive import Manifest
from attune.classroom.backup.sealing import read_key
from attune.classroom.backup.service import Versions, delete_all_but, make_backup, name_at, restore
from attune.classroom.commands.explaining import explains_errors
from attune.classroom.platform.context import Services
from attune.classroom.platform.settings import read_settings

KEY = click.option(
    "--key-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file with the key that seals the backup; ATTUNE_BACKUP_KEY_FILE if not given.",
)


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@KEY
@click.option("--retain", type=click.IntRange(1), help="In a folder: delete all but so many of the newest backups.")
@explains_errors
def backup(target: Path, key_file: Path | None, retain: int | None) -> None:
    """Write the database and every stored file into TARGET, while the platform serves.

    TARGET is a new file, or a folder: there the backup is named after the hour. It holds what people are: without a key
    everybody can read it who can read the file. The secret key that signs links and sessions is not in it.
    """
    in_folder = target.is_dir()
    if retain is not None and not in_folder:
        raise click.UsageError("--retain is for a folder; TARGET is none.")
    settings = read_settings()
    key = _key(key_file or settings.backup_key_file)
    services: Services = create_app(settings).extensions["attune"]
    migrations.refuse_outdated(services.database)
    now = services.clock.now()
    path = target / name_at(now) if in_folder else target
    manifest = make_backup(
        services.database, services.media, path, now=now, scratch=services.settings.state_dir, key=key
    )
    click.echo(f"{path}: {path.stat().st_size / 1e6:.1f} MB. {_describe(manifest)}")
    if key is None:
        click.echo("It is not sealed: keep it where only those may look who may see everything, or give --key-file.")
    for gone in delete_all_but(target, retain) if retain is not None else ():
        click.echo(f"Deleted {gone}.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@KEY
@click.option("--check", "only_check", is_flag=True, help="Read it to its end, and put nothing back.")
@explains_errors
def restore_backup(file: Path, key_file: Path | None, only_check: bool) -> None:
    """Put a backup FILE back where nothing is: an empty ATTUNE_STATE_DIR, and an empty database where it is PostgreSQL.

    It is checked to its end first and comes to the newest version afterwards. What people had deleted since it was made
    is in it: ask them again, or delete it again.
    """
    settings = read_settings()
    key = _key(key_file or settings.backup_key_file)
    if only_check:
        click.echo(f"{file} is whole. {_describe(archive.check(file, key))}")
        return
    services: Services = create_app(settings).extensions["attune"]
    database = services.database
    versions = Versions(
        knows=partial(migrations.knows, database),
        build=partial(migrations.build_at, database),
        upgrade=partial(migrations.upgrade, announce=click.echo),
    )
    manifest = restore(file, database, services.media, versions, key)
    click.echo(f"{file} is back. {_describe(manifest)}")


def _key(file: Path | None) -> bytes | None:
    return read_key(file) if file is not None else None


def _describe(manifest: Manifest) -> str:
    """What a backup holds, in a sentence or two."""
    known, files = manifest.database, sum(name.startswith("files/") for name in manifest.checksums)
    said = f"Made at {manifest.made_at:%Y-%m-%d %H:%M} UTC by Attune {manifest.program}, {known.dialect} at version "
    said += f"{known.version}, {files} {'file' if files == 1 else 'files'}."
    if manifest.missing:
        said += f" {len(manifest.missing)} went while it was made."
    return said
