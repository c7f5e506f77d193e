"""The plan: which stage follows which."""

from firsthand.pipeline.plan import Traced, arrange, derive, place_of, trace, work
from firsthand.pipeline.run import Keyed, Made, OnProgress, Progress, Run

__all__ = [
    "Keyed",
    "Made",
    "OnProgress",
    "Progress",
    "Run",
    "Traced",
    "arrange",
    "derive",
    "place_of",
    "trace",
    "work",
]
