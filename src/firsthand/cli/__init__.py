"""The command line: parse, ask the Case, show."""
