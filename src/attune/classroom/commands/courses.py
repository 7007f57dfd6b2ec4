"""Commands for courses and their people."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from attune.classroom.commands.explaining import explains_errors, working
from attune.classroom.courses.importer import Importer
from attune.classroom.courses.importing.drafts import CourseDraft
from attune.classroom.courses.importing.reading import read_course
from attune.classroom.courses.packages.writing import export_course
from attune.classroom.courses.people.finding import describe_courses, find_by_emails, find_by_slug
from attune.classroom.courses.people.membership import put_in
from attune.classroom.courses.people.models import MemberRole
from attune.classroom.platform.media.folder import FolderStore


@click.group()
def courses() -> None:
    """Check, import, export and list courses, and say who learns and who teaches in them."""


@courses.command("check")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@explains_errors
def check_course(folder: Path) -> None:
    """Say what is wrong with the course in FOLDER, or which help it lacks; nothing is stored."""
    draft = read_course(folder)
    click.echo(f"'{draft.described.title}' can be imported.")
    _show_notes(draft)


@courses.command("import")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@explains_errors
def import_folder(folder: Path) -> None:
    """Store the course in FOLDER, and say which help it lacks."""
    draft = read_course(folder)
    with working() as work:
        course = Importer(work.session, draft, FolderStore(work.settings.state_dir)).run()
    click.echo(f"'{course.title}' is imported as {course.slug}.")
    _show_notes(draft)


@courses.command("export")
@click.argument("course")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--overwrite", is_flag=True, help="Replace FILE if it is there already.")
@explains_errors
def export(course: str, file: Path, overwrite: bool) -> None:
    """Pack COURSE (its short name), drafts included, into the zip FILE.

    The same course gives the same bytes. Imported on the page of the course, a changed zip updates it in place.
    """
    if file.exists() and not overwrite:
        raise click.ClickException(f"{file} is there already. Name another file, or add --overwrite.")
    if not file.absolute().parent.is_dir():
        raise click.ClickException(f"There is no folder {file.absolute().parent}. Make it first.")
    with working() as work:
        found = find_by_slug(work.session, course)
        # Beside its place, so that a file which was there stays until the new one is complete.
        with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".export-") as folder:
            packed = Path(folder) / "course.zip"
            export_course(work.session, found, FolderStore(work.settings.state_dir), packed)
            packed.replace(file)
    click.echo(f"'{found.title}' is in {file}.")


@courses.command("list")
@explains_errors
def list_courses() -> None:
    """List every course: its short name, its title, how many learn and who teaches there."""
    with working() as work:
        for line in describe_courses(work.session):
            click.echo(line)


@courses.command("enrol")
@click.argument("course")
@click.argument("emails", nargs=-1, required=True)
@explains_errors
def enrol(course: str, emails: tuple[str, ...]) -> None:
    """Let the students with these EMAILS learn in COURSE (its short name). All are enrolled, or none."""
    _put_in(course, emails, MemberRole.STUDENT)


@courses.command("assign")
@click.argument("course")
@click.argument("emails", nargs=-1, required=True)
@click.option("--assistant", is_flag=True, help="As assistants: they help and grade, but change nothing.")
@explains_errors
def assign(course: str, emails: tuple[str, ...], assistant: bool) -> None:
    """Let the tutors with these EMAILS teach COURSE (its short name). All are assigned, or none."""
    _put_in(course, emails, MemberRole.ASSISTANT if assistant else MemberRole.TUTOR)


def _put_in(course: str, emails: tuple[str, ...], role: MemberRole) -> None:
    with working() as work:
        found = find_by_slug(work.session, course)
        people = find_by_emails(work.session, emails)
        added = put_in(work.session, found.id, people, role, None, work.services.clock.now())
    there = len(people) - len(added)
    click.echo(f"'{found.title}': {len(added)} added as {role.value}" + (f", {there} there already." if there else "."))


def _show_notes(draft: CourseDraft) -> None:
    if draft.notes:
        click.echo(f"Missing help ({len(draft.notes)}); the course works without:")
    for note in draft.notes:
        click.echo(f"  {note}")
