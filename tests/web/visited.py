"""An address of every kind of page in a ledger."""

from __future__ import annotations

from urllib.parse import quote

from counterclaim.ledger import ClaimFilter, IncidentFilter, Ledger

FIXED = (
    "/",
    "/incidents",
    "/incidents?status=contested",
    "/map",
    "/series",
    "/sources",
    "/search?q=hadrut",
    "/review",
    "/names",
    "/names?kind=place",
    "/coding",
    "/quality",
    "/add",
    "/runs",
    "/rejected",
    "/docs",
    "/users",
)


def addresses(ledger: Ledger) -> list[str]:
    """Pages in order; where the ledger has none of a kind, none of that kind."""
    found = list(FIXED)
    told = next(iter(ledger.incidents(IncidentFilter(contested=True, order="origins", limit=1))), None)
    told = told or next(iter(ledger.incidents(IncidentFilter(limit=1))), None)
    claim = next(iter(ledger.claims()), None)
    if told is not None:
        found += [f"/incidents/{told['id']}", f"/incidents/{told['id']}/merge"]
        claim = ledger.claim(told["claims"][0])
    if claim is not None:
        found += [
            f"/claims/{claim['id']}",
            f"/claims/{claim['id']}?do=correct&field=time",
            f"/claims/{claim['id']}/link",
            f"/claims/{claim['id']}/move?q=the",
            f"/claims/{claim['id']}/history",
            f"/review/{claim['id']}",
            f"/articles/{claim['article']['id']}",
            f"/articles/{claim['article']['id']}?mark=1",
            f"/sources/party/{quote(claim['claimant']['party'], safe='')}",
        ]
        if claim["article"]["outlet"]:
            found.append(f"/sources/outlet/{quote(claim['article']['outlet'], safe='')}")
    control = next(iter(ledger.claims(ClaimFilter(type="control"))), None)
    if control is not None and control["places"]:
        found.append(f"/places/{quote(control['places'][0]['name'], safe='')}")
    return found
