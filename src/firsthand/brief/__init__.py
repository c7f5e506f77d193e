"""The answer in words, every one with its citations."""
