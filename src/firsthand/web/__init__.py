"""Pages: the self-contained HTML brief."""
