"""JSON Lines: one claim object a line, UTF-8, keys in the documented order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from counterclaim.view import ClaimObject


def lines(claims: Iterable[ClaimObject]) -> Iterator[str]:
    for claim in claims:
        yield json.dumps(claim, ensure_ascii=False) + "\n"
