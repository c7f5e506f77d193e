"""Tools: pure functions on strings, with offsets that lead back."""
