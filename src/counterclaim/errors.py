"""The one error tree.

CounterclaimError            any fault that a person can act on: file or setting, cause, what to do
├── SettingsError            a setting, conflict file or language pack cannot be used
├── UnreadableError          a document cannot be read; it is listed as rejected and the rest goes on
│   └── FetchError           an address did not answer, or may not be fetched
├── LedgerError              the ledger cannot be opened or written
│   ├── MissingLedgerError   there is none yet at this place
│   ├── NotALedgerError      the file or database is something else
│   └── NewerLedgerError     written by a newer program
├── UnknownNameError         a look-up failed; the message lists the nearest valid names
└── EditedError              somebody else changed the same field meanwhile
"""

from typing import Any


class CounterclaimError(Exception):
    """Any fault that a person can act on. `str(error)` is one line: what, and why."""


class SettingsError(CounterclaimError):
    """A setting, conflict file or language pack cannot be used."""


class UnreadableError(CounterclaimError):
    """A document cannot be read.

    `address` is the path or address that was asked for, `cause` one line in plain words.
    """

    def __init__(self, address: str, cause: str) -> None:
        super().__init__(f"{address}: {cause}")
        self.address = address
        self.cause = cause

    def __reduce__(self) -> tuple[type["UnreadableError"], tuple[str, str]]:
        return type(self), (self.address, self.cause)


class FetchError(UnreadableError):
    """An address did not answer, or may not be fetched."""


class LedgerError(CounterclaimError):
    """The ledger cannot be opened or written."""


class MissingLedgerError(LedgerError):
    """There is no ledger at this place yet."""


class NotALedgerError(LedgerError):
    """The file or database is something else than a ledger."""


class NewerLedgerError(LedgerError):
    """The ledger was written by a newer program."""


class UnknownNameError(CounterclaimError):
    """A look-up failed; the message lists the nearest valid names."""


class EditedError(CounterclaimError):
    """Somebody else changed the same field after the person had been shown it.

    `field` is what both changed (of a pair of claims: both ids), `by` who did so first, `at` when (an instant), `value`
    what it is since then, `number` that of the review.
    """

    def __init__(self, field: str, by: str, at: str, value: Any, number: int = 0) -> None:
        a, _, b = field.partition(" ")
        what = f"whether {a} and {b} are of one incident" if b else field
        super().__init__(f"{by} changed {what} meanwhile, at {at}; look at it again")
        self.field = field
        self.by = by
        self.at = at
        self.value = value
        self.number = number

    def __reduce__(self) -> tuple[type["EditedError"], tuple[str, str, str, Any, int]]:
        return type(self), (self.field, self.by, self.at, self.value, self.number)
