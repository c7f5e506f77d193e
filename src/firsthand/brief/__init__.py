"""The brief: what happened and who says so, in the order in which people ask."""

from firsthand.brief.compose import compose
from firsthand.brief.index import PileIndex, index_pile

__all__ = ["PileIndex", "compose", "index_pile"]
