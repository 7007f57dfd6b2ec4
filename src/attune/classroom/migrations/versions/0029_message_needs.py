"""Messages of an institution belong to a cause and declare what has to be proved for their words to be true.

What was written before declared nothing. A message whose words claim nothing stays as it is; one that claims something
is switched off by a version of its own, with a line in the audit log, until somebody says what it needs.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from attune.affect.causes import Cause
from attune.affect.messages.facts import parse_need
from attune.affect.messages.message import Message
from attune.affect.messages.review import message_breaches
from attune.affect.messages.strategies import Strategy
from attune.classroom.platform import audit
from attune.classroom.platform.database import engine as database

revision = "0029"
down_revision = "0026"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {
    "message_versions.state": "a message belongs to a cause, which the state is turned into",
    "message_versions.recalls": "is the need that its strategy helped before",
    "message_versions.strategy": "going back, a strategy that was not there before is said to be encouragement",
    "message_versions.change": "going back, what this update switched off is said to be switched off",
}

CAUSES = {"maybe_confused": "confused", "maybe_frustrated": "frustrated", "maybe_disengaged": "away"}
OTHERWISE = "low_mood"
STATES = {cause: state for state, cause in CAUSES.items()}
KNOWN_BEFORE = (
    "hint",
    "worked_example",
    "plan_step",
    "break",
    "breathing",
    "encouragement",
    "reflection",
    "ask_tutor",
    "note_to_self",
)
SWITCHED_OFF = "claimed_too_much"
LANGUAGES = ("en", "de")

VERSIONS = sa.table(
    "message_versions",
    sa.column("message_id", sa.String()),
    sa.column("version", sa.Integer()),
    sa.column("change", sa.String()),
    sa.column("state", sa.String()),
    sa.column("cause", sa.String()),
    sa.column("strategy", sa.String()),
    sa.column("recalls", sa.Boolean()),
    sa.column("needs", sa.JSON()),
    sa.column("style", sa.String()),
    sa.column("about", sa.String()),
    sa.column("texts", sa.JSON()),
    sa.column("active", sa.Boolean()),
    sa.column("author_id", sa.Uuid()),
    sa.column("at", database.UtcDateTime(timezone=True)),
)


def upgrade() -> None:
    with op.batch_alter_table("message_versions") as batch:
        batch.add_column(sa.Column("cause", sa.String(length=32), nullable=False, server_default=OTHERWISE))
        batch.add_column(sa.Column("needs", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("style", sa.String(length=32), nullable=False, server_default="warm"))
        batch.add_column(sa.Column("about", sa.String(length=32), nullable=False, server_default="task"))
    op.execute(VERSIONS.update().values(cause=sa.case(CAUSES, value=VERSIONS.c.state, else_=OTHERWISE)))
    for strategy in KNOWN_BEFORE:
        recalling = (VERSIONS.c.recalls.is_(True), VERSIONS.c.strategy == strategy)
        op.execute(VERSIONS.update().where(*recalling).values(needs=[f"helped:{strategy}"]))
    with op.batch_alter_table("message_versions") as batch:
        for name in ("cause", "needs", "style", "about"):
            batch.alter_column(name, server_default=None)
        batch.drop_column("state")
        batch.drop_column("recalls")
    _switch_off_what_claims()


def downgrade() -> None:
    op.execute(VERSIONS.update().where(VERSIONS.c.change == SWITCHED_OFF).values(change="switched_off"))
    op.execute(VERSIONS.update().where(VERSIONS.c.strategy.not_in(KNOWN_BEFORE)).values(strategy="encouragement"))
    with op.batch_alter_table("message_versions") as batch:
        batch.add_column(sa.Column("state", sa.String(length=32), nullable=False, server_default=OTHERWISE))
        batch.add_column(sa.Column("recalls", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(VERSIONS.update().values(state=sa.case(STATES, value=VERSIONS.c.cause, else_=OTHERWISE)))
    for row in op.get_bind().execute(sa.select(VERSIONS)).all():
        if any(str(need).startswith("helped:") for need in row.needs):
            key = (VERSIONS.c.message_id == row.message_id, VERSIONS.c.version == row.version)
            op.execute(VERSIONS.update().where(*key).values(recalls=True))
    with op.batch_alter_table("message_versions") as batch:
        for name in ("state", "recalls"):
            batch.alter_column(name, server_default=None)
        for name in ("cause", "needs", "style", "about"):
            batch.drop_column(name)


def _switch_off_what_claims() -> None:
    """Add a version to every message that is on and whose words claim more than it declares."""
    with Session(op.get_bind()) as session:
        for row in list(_latest_versions(session)):
            if not row.active or not _claims_too_much(row):
                continue
            now, version = datetime.now(UTC), row.version + 1
            values = {**row._mapping, "version": version, "change": SWITCHED_OFF, "active": False}
            session.execute(VERSIONS.insert().values({**values, "author_id": None, "at": now}))
            detail = {"message_id": row.message_id, "version": version, "change": SWITCHED_OFF}
            changed = audit.AuditAction.MESSAGE_CHANGED
            audit.append(session, changed, actor_id=None, subject_id=None, at=now, detail=detail)
        session.flush()


def _latest_versions(session: Session) -> Iterator[sa.Row[tuple[object, ...]]]:
    columns = [column for column in VERSIONS.c if column.name not in ("state", "recalls")]
    latest: dict[str, sa.Row[tuple[object, ...]]] = {}
    for row in session.execute(sa.select(*columns).order_by(VERSIONS.c.message_id, VERSIONS.c.version)):
        latest[row.message_id] = row
    yield from latest.values()


def _claims_too_much(row: sa.Row[tuple[object, ...]]) -> bool:
    needs = tuple(parse_need(need) for need in row.needs)
    for language in LANGUAGES:
        text = row.texts.get(language)
        if text is None:
            continue
        message = Message(row.message_id, Cause(row.cause), Strategy(row.strategy), text, needs)
        if message_breaches(language, message):
            return True
    return False
