"""Migrations run once, in order, each whole or not at all."""

from __future__ import annotations

import sqlite3

import pytest

from firsthand.store.migrations import APPLICATION_ID, MIGRATIONS, migrate


@pytest.fixture
def connection():
    opened = sqlite3.connect(":memory:", isolation_level=None)
    yield opened
    opened.close()


def _add_ruling(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE rulings (id TEXT)")


def _fail(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (id TEXT)")
    raise sqlite3.OperationalError("disk full")


def test_a_new_case_says_what_it_is(connection) -> None:
    assert migrate(connection) == len(MIGRATIONS)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_an_older_case_takes_only_the_steps_that_it_lacks(connection) -> None:
    migrate(connection)
    assert migrate(connection, migrations=(*MIGRATIONS, _add_ruling)) == 1
    assert migrate(connection, migrations=(*MIGRATIONS, _add_ruling)) == 0
    assert connection.execute("SELECT count(*) FROM rulings").fetchone() == (0,)


def test_a_step_that_fails_leaves_the_case_at_the_format_before(connection) -> None:
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, migrations=(*MIGRATIONS, _fail))
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchall()


def test_without_full_text_search_a_case_still_works(connection, monkeypatch) -> None:
    monkeypatch.setattr("firsthand.store.migrations._has_full_text_search", lambda _: False)
    migrate(connection)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert "reports" in tables
    assert "report_words" not in tables
