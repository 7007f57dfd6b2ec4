"""How long publishing a lesson of 200 blocks with links and importing a zip of 100 MB take; what memory that needs.

python -m benchmarks.platform.write_course
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from uuid import UUID, uuid4

from attune.classroom.accounts.models import User
from attune.classroom.app import create_app
from attune.classroom.courses.authoring.lessons.body_schemas import BodyBlock, LessonBody
from attune.classroom.courses.authoring.lessons.drafts import read_draft, save_draft
from attune.classroom.courses.authoring.lessons.publishing import publish_draft
from attune.classroom.courses.authoring.lessons.schemas import LessonDraftIn, PublishIn
from attune.classroom.courses.authoring.outline import courses, structure
from attune.classroom.courses.authoring.outline.schemas import NewCourse, NewLesson, NewModule
from attune.classroom.courses.models import BlockKind
from attune.classroom.courses.packages.service import checked_package, import_package
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.engine import Base, Database
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.media.folder import FolderStore
from attune.classroom.platform.permissions import Actor, Role
from attune.classroom.platform.settings import Settings

BLOCKS, MEGABYTES, ROUNDS = 200, 100, 5
LINKS = 3  # paragraphs of a text that hold some
TEXT = "The **mean** of $x_1$ to $x_n$ shares the whole out equally.\n\n"
NOW = datetime(2026, 11, 30, tzinfo=UTC)


def main() -> None:
    """Print both figures."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        settings = Settings(
            secret_key="benchmark", state_dir=state, database_url=os.environ.get("ATTUNE_DATABASE_URL", "")
        )
        services: Services = create_app(settings).extensions["attune"]
        Base.metadata.create_all(services.database.engine)
        actor = _administrator(services.database)
        published = [_publish(services.database, actor, number) for number in range(ROUNDS)]
        first, again = (median(taken) * 1000 for taken in zip(*published, strict=True))
        links = 2 * 2 * LINKS * BLOCKS  # two texts a block, two links a paragraph
        print(
            f"publishing {BLOCKS} blocks with {links} links: median {first:.0f} ms of {ROUNDS}, {again:.0f} ms again "
            f"with one of them changed; load {os.getloadavg()[0]:.1f}"
        )
        packed = _zip(state / "course.zip")
        size, before = packed.stat().st_size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        with services.database.transaction() as session, tempfile.TemporaryDirectory() as unpacked:
            package = checked_package(packed, Path(unpacked))
            import_package(session, actor, package, FolderStore(settings.state_dir), NOW)
        took, peak = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(
            f"importing a zip of {size / 1e6:.0f} MB: {took:.1f} s; "
            f"peak memory {peak / 1024:.0f} MB, {before / 1024:.0f} MB before it"
        )
        services.database.dispose()


def _administrator(database: Database) -> Actor:
    with database.transaction() as session:
        user = User(
            id=uuid4(),
            name="Ada",
            email="ada@school.example",
            role=Role.ADMINISTRATOR,
            locale=Locale.ENGLISH,
            active=True,
            created_at=NOW,
            fs_uniquifier=uuid4().hex,
        )
        session.add(user)
    return Actor(user.id, user.name, user.role, user.locale)


def _publish(database: Database, actor: Actor, number: int) -> tuple[float, float]:
    """Seconds for a lesson that no process has read yet, and for the same with another first block."""
    with database.transaction() as session:
        course = courses.create_course(session, actor, NewCourse(title="Statistics"))
        module = structure.add_module(session, actor, course.id, NewModule(title="One"))
        lesson = structure.add_lesson(session, actor, module.id, NewLesson(title="Mean"), NOW)
    blocks = [_block(f"{number}.{at}") for at in range(BLOCKS)]
    first = _timed(database, actor, lesson.id, blocks)
    blocks[0] = blocks[0].model_copy(update={"content": {"text": _text("changed")}})
    return first, _timed(database, actor, lesson.id, blocks)


def _timed(database: Database, actor: Actor, lesson_id: UUID, blocks: list[BodyBlock]) -> float:
    body = LessonBody(title="Mean", minutes=60, blocks=blocks)
    with database.transaction() as session:
        draft = read_draft(session, actor, lesson_id)
        draft = save_draft(session, actor, lesson_id, LessonDraftIn(revision=draft.revision, body=body), NOW)
    began = time.perf_counter()
    with database.transaction() as session:
        publish_draft(session, actor, lesson_id, PublishIn(revision=draft.revision), NOW)
    return time.perf_counter() - began


def _text(name: str) -> str:
    """Six paragraphs; half of them name a lesson of the course or another site."""
    linked = f"More of part {name} in [its lesson](mean.md) and **elsewhere**: <https://statistics.example/{name}>.\n\n"
    return (TEXT + linked) * LINKS


def _block(name: str) -> BodyBlock:
    return BodyBlock(
        id=uuid4(),
        kind=BlockKind.MARKDOWN,
        title=f"Part {name}",
        hints=["Share it out."],
        example=_text(f"{name}, as an example"),
        easier=None,
        challenge=None,
        prerequisite=None,
        content={"text": _text(name)},
    )


def _zip(path: Path) -> Path:
    """A course of twenty lessons and videos that fill it."""
    lessons = [f"lessons/{number:02d}.md" for number in range(20)]
    listed = "".join(f"      - {name}\n" for name in lessons)
    course = f"slug: large\ntitle: Large\nmodules:\n  - title: One\n    lessons:\n{listed}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("course.yaml", course)
        for name in lessons:
            archive.writestr(name, f"---\ntitle: {name}\nminutes: 10\n---\n{TEXT * 60}")
        for number in range(5):
            content = b"\x1a\x45\xdf\xa3" + os.urandom(MEGABYTES * 1_000_000 // 5)
            archive.writestr(f"media/film-{number}.webm", content, zipfile.ZIP_STORED)
    return path


if __name__ == "__main__":
    main()
