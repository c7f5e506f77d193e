"""firsthand: what happened, who says so, and who merely repeats it."""

import logging

from firsthand.errors import (
    CaseError,
    FirsthandError,
    InputError,
    ItemError,
    NoReports,
    NotFound,
    StorageError,
)

__version__ = "0.1.0"

__all__ = [
    "CaseError",
    "FirsthandError",
    "InputError",
    "ItemError",
    "NoReports",
    "NotFound",
    "StorageError",
    "__version__",
]

logging.getLogger(__name__).addHandler(logging.NullHandler())
