"""Importing a course in two steps: read and reported, then applied; and the other way, out as a zip."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.access import count_students
from attune.classroom.courses.authoring.access import own_course
from attune.classroom.courses.authoring.outline.courses import read_authored
from attune.classroom.courses.authoring.outline.schemas import AuthoredCourseDetail
from attune.classroom.courses.files import discard_files
from attune.classroom.courses.importing.problems import Problem, Report
from attune.classroom.courses.models import Course
from attune.classroom.courses.packages.applying import Changes, compare, create_from, is_taken, update_from
from attune.classroom.courses.packages.format import Package
from attune.classroom.courses.packages.reading import read_package
from attune.classroom.courses.packages.renaming import with_new_ids
from attune.classroom.courses.packages.schemas import CourseImport, ImportProblem, ImportReport
from attune.classroom.courses.packages.writing import export_course
from attune.classroom.courses.uploads import pieces
from attune.classroom.platform.media.contract import MediaStore
from attune.classroom.platform.permissions import Actor

MOST_SHOWN = 200


def analyse(session: Session, actor: Actor, upload: pieces.Upload, store: MediaStore) -> CourseImport:
    """Read a zip and say what it would change; nothing does.

    Raises:
        NotFound: there is none, or the actor may not have it.
        UploadIncomplete: not everything that was announced has arrived.
    """
    course = own_course(session, actor, upload.course_id) if upload.course_id is not None else None
    report = Report()
    changes, students = Changes(), 0
    with tempfile.TemporaryDirectory() as folder:
        package = read_package(pieces.completed(upload), Path(folder), report)
        if package is not None and not report.problems:
            if course is None:
                changes.new = [lesson.body.title for lesson in package.lessons()]
                if is_taken(session, package):
                    what = "this course is here already, and would be added once more as a copy"
                    report.note("course.yaml", None, what, "To update the one that is here, import it there.")
            else:
                _, changes = compare(session, course, package, store)
                if changes.changed or changes.removed:
                    students = count_students(session, [course.id]).get(course.id, 0)
    return CourseImport(
        id=upload.id,
        report=ImportReport(
            new=changes.new,
            changed=changes.changed,
            removed=changes.removed,
            affected_students=students,
            problems=[_problem(problem) for problem in report.problems[:MOST_SHOWN]],
            notes=[str(note) for note in report.notes[:MOST_SHOWN]],
        ),
        applicable=not report.problems and package is not None,
    )


def _problem(problem: Problem) -> ImportProblem:
    return ImportProblem(file=problem.file, line=problem.line, message=f"{problem.what}. {problem.remedy}")


def apply(
    session: Session, actor: Actor, upload: pieces.Upload, store: MediaStore, now: datetime
) -> AuthoredCourseDetail:
    """Do what the report said.

    Raises:
        NotFound, UploadIncomplete: see `analyse`.
        CourseFormatError: something is wrong with the zip; nothing has changed.
    """
    course = own_course(session, actor, upload.course_id) if upload.course_id is not None else None
    with tempfile.TemporaryDirectory() as folder:
        package = checked_package(pieces.completed(upload), Path(folder))
        if course is not None:
            matched, _ = compare(session, course, package, store)
            update_from(session, actor, course, matched, store, now)
        else:
            course = import_package(session, actor, package, store, now)
    pieces.discard(upload)
    return read_authored(session, actor, course.id)


def checked_package(source: Path, folder: Path) -> Package:
    """Read a zip into an empty folder.

    Raises:
        CourseFormatError: it is no course; the error holds everything that is wrong.
    """
    report = Report()
    package = read_package(source, folder, report)
    report.refuse_if_any()
    assert package is not None  # noqa: S101 - without a problem there is a course
    return package


def import_package(session: Session, actor: Actor, package: Package, store: MediaStore, now: datetime) -> Course:
    """Make a course of a package; where that fails, none of its files stays behind."""
    if is_taken(session, package):
        package = with_new_ids(package)
    try:
        return create_from(session, actor, package, store, now)
    except BaseException:
        discard_files(store, package.id)
        raise


def copy_course(
    session: Session, actor: Actor, course_id: UUID, store: MediaStore, now: datetime
) -> AuthoredCourseDetail:
    """Copy a course as its authors see it, under ids of its own; nobody is enrolled in the copy.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = own_course(session, actor, course_id)
    with tempfile.TemporaryDirectory() as folder:
        packed, unpacked = Path(folder) / "course.zip", Path(folder) / "course"
        unpacked.mkdir()
        export_course(session, course, store, packed)
        copied = import_package(session, actor, checked_package(packed, unpacked), store, now)
        copied.title = f"{copied.title[:190]} (2)"
        session.flush()
    return read_authored(session, actor, copied.id)
