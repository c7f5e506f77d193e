"""How a case file came to its present form: one function a format, run once, never edited."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

APPLICATION_ID = 0x46485344  # "FHSD": what `file` and other programs know a case by

Migration = Callable[[sqlite3.Connection], None]


def _create_tables(connection: sqlite3.Connection) -> None:
    """Format 1: reports, what stages made of them, what failed, what ran."""
    connection.execute(
        "CREATE TABLE reports (id TEXT PRIMARY KEY, title TEXT, text TEXT NOT NULL,"
        " body BLOB NOT NULL)"
    )
    connection.execute("CREATE TABLE pages (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL)")
    connection.execute(
        "CREATE TABLE rows (stage TEXT NOT NULL, key TEXT NOT NULL, stamp TEXT NOT NULL,"
        " digest TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (stage, key)) WITHOUT ROWID"
    )
    connection.execute(
        "CREATE TABLE failures (item TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL,"
        " PRIMARY KEY (item, stage)) WITHOUT ROWID"
    )
    connection.execute("CREATE TABLE runs (position INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    if _has_full_text_search(connection):
        _index_texts(connection)


def _index_texts(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE VIRTUAL TABLE report_words USING fts5 (title, text, content='reports',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    for event, actions in (
        ("INSERT", ("new",)),
        ("DELETE", ("old",)),
        ("UPDATE", ("old", "new")),
    ):
        connection.execute(
            f"CREATE TRIGGER report_words_{event.lower()} AFTER {event} ON reports BEGIN "
            + " ".join(_index_row(action) for action in actions)
            + " END"
        )


def _index_row(which: str) -> str:
    if which == "old":
        return (
            "INSERT INTO report_words (report_words, rowid, title, text)"
            " VALUES ('delete', old.rowid, old.title, old.text);"
        )
    return "INSERT INTO report_words (rowid, title, text) VALUES (new.rowid, new.title, new.text);"


def _has_full_text_search(connection: sqlite3.Connection) -> bool:
    rows = connection.execute("PRAGMA compile_options")
    return any(name == "ENABLE_FTS5" for (name,) in rows)


MIGRATIONS: Sequence[Migration] = (_create_tables,)
FORMAT = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, *, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """Bring a case to the newest format, each step in a transaction of its own.

    Returns:
        How many steps were taken.
    """
    n_taken = 0
    for number, step in enumerate(migrations, start=1):
        if _format_of(connection) >= number:
            continue
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            if _format_of(connection) >= number:
                continue  # another process was faster
            step(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
            n_taken += 1
    return n_taken


def _format_of(connection: sqlite3.Connection) -> int:
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)
