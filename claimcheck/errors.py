"""What can go wrong, as one tree.

    ClaimcheckError
    ├── InputError      an article that cannot be read, or is not one
    ├── ConfigError     a setting that is unknown, or a value that cannot be used
    ├── StoreError      a cache that cannot be opened or written
    └── UsageError      a command that asks for something that is not there

A fault of the web is not an error: it is an outcome of a memento, and part of the report.
"""


class ClaimcheckError(Exception):
    """Something went wrong that a person can mend.

    Args:
        message: What happened, and to which input.
        hint: What to do about it; empty when there is nothing to add.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(ClaimcheckError):
    """An article cannot be read, or is not one."""


class ConfigError(ClaimcheckError):
    """A setting is unknown, or its value cannot be used."""


class StoreError(ClaimcheckError):
    """The cache cannot be opened or written."""


class UsageError(ClaimcheckError):
    """A command asks for something that is not there."""
