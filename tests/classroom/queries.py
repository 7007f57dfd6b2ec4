"""How many statements a request sends to the database."""

from __future__ import annotations

from contextlib import contextmanager

from sqlalchemy import event


@contextmanager
def counted(database):
    """The statements that the block sends."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def queries_of(database, browser, path):
    browser.get(path)
    with counted(database) as sent:
        assert browser.get(path).status_code == 200
    return len(sent)
