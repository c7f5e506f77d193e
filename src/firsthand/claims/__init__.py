"""What each report claims and on whose word."""

from firsthand.claims.anchors import infer_anchors
from firsthand.claims.read import ReadClaims
from firsthand.claims.times import ResolveDates, find_whens
from firsthand.claims.utterances import find_utterances

__all__ = ["ReadClaims", "ResolveDates", "find_utterances", "find_whens", "infer_anchors"]
