"""Revision 0029: what an institution wrote stays where it claims nothing, and is switched off where it does."""

from __future__ import annotations

import json

import pytest
from alembic import command
from sqlalchemy import text

from attune.classroom import migrations
from attune.classroom.platform import audit
from attune.classroom.platform.database.engine import Database

PLAIN = {"en": "One small step?", "de": "Ein kleiner Schritt?"}
CLAIMING = {"en": "Every try so far has ruled something out.", "de": "Jeder Versuch hat etwas ausgeschlossen."}
ONLY_GERMAN_CLAIMS = {"en": "Well then.", "de": "Schön, dass du wieder da bist."}

INSERT = text(
    "INSERT INTO message_versions (message_id, version, change, state, strategy, recalls, texts, active, at)"
    " VALUES (:id, :version, 'added', :state, :strategy, :recalls, :texts, :active, '2026-11-01 10:00:00')"
)


@pytest.fixture
def before(bare):
    """A database at the revision before, with messages of the institution's own."""
    command.upgrade(migrations.configure(bare), "0026")
    rows = [
        ("plain", 1, "maybe_disengaged", "plan_step", False, PLAIN, True),
        ("recalling", 1, "maybe_confused", "break", True, {"en": "A break helped you before.", "de": "Pause?"}, True),
        ("claiming", 1, "maybe_frustrated", "plan_step", False, PLAIN, True),
        ("claiming", 2, "maybe_frustrated", "plan_step", False, CLAIMING, True),
        ("german", 1, "low_mood", "plan_step", False, ONLY_GERMAN_CLAIMS, True),
        ("off", 1, "low_mood", "plan_step", False, CLAIMING, False),
        ("praise", 1, "maybe_confused", "encouragement", False, PLAIN, True),
    ]
    names = ("id", "version", "state", "strategy", "recalls", "texts", "active")
    with bare.engine.begin() as connection:
        for row in rows:
            values = dict(zip(names, row, strict=True))
            connection.execute(INSERT, {**values, "texts": json.dumps(values["texts"])})
    return bare


def latest(database: Database) -> dict[str, tuple[str, bool]]:
    """The change and the state of each message's latest version."""
    with database.engine.connect() as connection:
        rows = connection.execute(text("SELECT message_id, change, active FROM message_versions ORDER BY version"))
        return {row.message_id: (row.change, bool(row.active)) for row in rows}


def test_a_message_that_claims_is_switched_off_with_a_line_in_the_audit_log(before):
    command.upgrade(migrations.configure(before), "0029")
    assert latest(before) == {
        "plain": ("added", True),
        "recalling": ("added", True),
        "claiming": ("claimed_too_much", False),
        "german": ("claimed_too_much", False),
        "off": ("added", False),
        "praise": ("claimed_too_much", False),  # encouragement has to carry a fact
    }
    with before.engine.connect() as connection:
        rows = connection.execute(text("SELECT message_id, cause, needs FROM message_versions")).all()
        lines = connection.execute(text("SELECT action, detail FROM audit_entries")).all()
    causes = {row.message_id: row.cause for row in rows}
    assert (causes["plain"], causes["claiming"], causes["german"]) == ("away", "frustrated", "low_mood")
    needs = {row.message_id: row.needs if isinstance(row.needs, list) else json.loads(row.needs) for row in rows}
    assert (needs["recalling"], needs["plain"]) == (["helped:break"], [])
    assert {row.action for row in lines} == {"message_changed"}
    assert len(lines) == 3
    with before.session(writes=False) as session:
        assert audit.verify(session)


def test_going_back_gives_the_messages_their_states_and_leaves_off_what_was_switched_off(before):
    configured = migrations.configure(before)
    command.upgrade(configured, "0029")
    command.downgrade(configured, "0026")
    assert latest(before)["claiming"] == ("switched_off", False)
    with before.engine.connect() as connection:
        rows = connection.execute(text("SELECT message_id, state, recalls FROM message_versions")).all()
    assert {row.message_id: (row.state, bool(row.recalls)) for row in rows} == {
        "plain": ("maybe_disengaged", False),
        "recalling": ("maybe_confused", True),
        "claiming": ("maybe_frustrated", False),
        "german": ("low_mood", False),
        "off": ("low_mood", False),
        "praise": ("maybe_confused", False),
    }
