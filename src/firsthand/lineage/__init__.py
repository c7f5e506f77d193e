"""Who copied, revised, excerpted, reworded or translated whom, and the voices that follow."""
