"""A list of contacts from before lists were confirmed: support goes on where there is one, and its entries are due."""

from __future__ import annotations

import json

import pytest
from alembic import command
from sqlalchemy import text

from attune.classroom import migrations
from attune.classroom.institution.resources.service import manage_resources, support_may_speak
from tests.classroom.conftest import MONDAY

EARLIER = [{"title": "Counselling", "text": "Room 3", "url": None, "phone": None, "languages": ["en"]}]


@pytest.mark.parametrize(("content", "speaks"), [(EARLIER, True), ([], False), (None, False)])
def test_a_list_that_was_written_counts_as_confirmed_and_an_empty_one_does_not(bare, content, speaks):
    command.upgrade(migrations.configure(bare), "0025")
    if content is not None:
        with bare.engine.begin() as connection:
            row = {"content": json.dumps(content)}
            connection.execute(text("INSERT INTO support_resources (id, content) VALUES (1, :content)"), row)
    migrations.upgrade(bare)
    with bare.session(writes=False) as session:
        assert support_may_speak(session) is speaks
        assert manage_resources(session, MONDAY).due == [each["title"] for each in content or []]
    command.downgrade(migrations.configure(bare), "0025")
    with bare.engine.connect() as connection:
        stored = connection.execute(text("SELECT content FROM support_resources")).scalar()
        assert (json.loads(stored) if isinstance(stored, str) else stored) == content
