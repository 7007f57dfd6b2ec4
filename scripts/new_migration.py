"""Write the next migration of the database: `make migration m="Rooms have a name."`.

Alembic compares the models with a database at the newest version and writes the difference; the file is numbered and
named as its neighbours are. Read it before you keep it: a renamed column, for one, is seen as one lost and one new.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from alembic import command
from alembic.script import ScriptDirectory

from attune.classroom import migrations
from attune.classroom.platform.database.engine import Database


def next_number(names: list[str]) -> str:
    """Return the number after the highest of the files' names, with four digits."""
    return f"{max(int(number) for name in names if (number := name[:4]).isdigit()) + 1:04d}"


def write(message: str, folder: Path | None = None) -> Path:
    """Write a migration for what the models have and the newest version has not.

    Args:
        message: What it does, as a sentence; it becomes the docstring, and its words the file's name.
        folder: Where it is written, if not beside the others.

    Returns:
        The new file. Its `upgrade` is empty where the models have not changed.
    """
    with TemporaryDirectory() as scratch:
        database = Database(f"sqlite:///{scratch}/newest.sqlite")
        try:
            migrations.upgrade(database)
            config = migrations.configure(database)
            versions = Path(ScriptDirectory.from_config(config).versions)
            config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
            if folder:
                config.set_main_option("version_locations", f"{versions}:{folder}")
            number = next_number([path.name for path in versions.glob("*.py")])
            text = re.sub(r"\.$", "", message.strip())
            command.revision(config, text, autogenerate=True, rev_id=number, version_path=str(folder or versions))
        finally:
            database.dispose()
    (written,) = (folder or versions).glob(f"{number}_*.py")
    _tidy(written)
    return written


def _tidy(written: Path) -> None:
    """Leave out Alembic's comments and the imports that are not used, and format as everything else."""
    kept = [line for line in written.read_text("utf-8").splitlines() if "###" not in line]
    written.write_text("\n".join(kept) + "\n", encoding="utf-8")
    for arguments in (["check", "--fix", "--quiet", "--select", "F401,I"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *arguments, str(written)], check=True)


@click.command()
@click.argument("message")
def main(message: str) -> None:
    """Write the next migration; MESSAGE says what it does."""
    if not message.strip():
        raise click.UsageError('Say what the migration does: make migration m="Rooms have a name."')
    click.echo(f"{write(message)}: read it, then run: .venv/bin/python -m pytest tests/classroom -k migration")


if __name__ == "__main__":
    main()
