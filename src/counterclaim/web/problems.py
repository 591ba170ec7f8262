"""What an error page is given."""

from __future__ import annotations

from dataclasses import dataclass

TITLES = {
    400: "That cannot be done",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    409: "Somebody else was faster",
    413: "Too much",
    422: "Not understood",
    429: "Too many tries",
    503: "Busy",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """An HTTP status and one line of plain words."""

    status: int
    text: str

    @property
    def title(self) -> str:
        return TITLES.get(self.status, "That did not work")
