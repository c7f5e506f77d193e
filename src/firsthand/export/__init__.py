"""One file a format, each write(pile, path)."""
