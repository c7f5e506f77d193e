"""What firsthand raises.

FirsthandError
├── InputError        the caller's: a path, a case file, an option      (exit 2)
│   ├── NoReports     nothing in the given places could be read as a report
│   ├── CaseError     a file that is no case, or one of a newer format
│   └── NotFound      an id that the case does not hold
├── ItemError         one item that a stage could not take: it goes to `failures`
├── ModelError        weights that are missing or damaged, or cannot run (exit 1)
├── EngineError       workers that cannot be reached, or were lost      (exit 1)
└── StorageError      the disk is full, the case is locked or damaged   (exit 1)
"""


class FirsthandError(Exception):
    """The root: everything that firsthand raises on purpose."""


class InputError(FirsthandError):
    """The caller gave something that cannot be used; the message says what to do."""


class NoReports(InputError):
    """Nothing in the given places could be read as a report."""


class CaseError(InputError):
    """The file is no case of ours, or was written by a newer firsthand."""


class NotFound(InputError):
    """The case holds nothing under this id."""


class ItemError(FirsthandError):
    """One item could not be taken; it costs itself alone and is listed as a failure."""


class StorageError(FirsthandError):
    """The case could not be written or read: full disk, lock, damage."""


class EngineError(FirsthandError):
    """The workers of a stage cannot be reached or were lost; the message says what to do."""


class ModelError(FirsthandError):
    """The weights of the reader are missing or damaged, or cannot run here; it says what to do."""
