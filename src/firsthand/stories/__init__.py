"""Stories: which reports of a pile tell of one happening."""

from firsthand.stories.group import Grouping, group_stories

__all__ = ["Grouping", "group_stories"]
