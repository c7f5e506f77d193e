"""The case file: SQLite, numbered migrations."""
