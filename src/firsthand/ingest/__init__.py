"""Bytes to reports: files, pages, JSON Lines; what each says of itself; what in it is furniture."""
