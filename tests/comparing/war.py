"""An invented conflict file: Norland and its guard against Sudia; the Watch is a monitor."""

from __future__ import annotations

from counterclaim.comparing.sides import Sides
from counterclaim.parties.conflict_model import Conflict, Party, Side

PARTIES = (
    Party("Norland", "state", "northern side"),
    Party("Norland Guard", "armed_group", "northern side", from_="2031-03-01"),
    Party("Sudia", "state", "southern side"),
    Party("Sudia Legion", "armed_group", "southern side"),
    Party("The Watch", "monitor"),
    Party("Second Watch", "monitor"),
    Party("Estland Corps", "armed_group"),
)
WAR = Conflict(
    name="vale-2031",
    title="Vale war",
    countries=("XA",),
    area=None,
    period=("2031-01-01", None),
    began="2031-01-01",
    parties=PARTIES,
    sides=(Side("northern side"), Side("southern side", None, "2031-12-31")),
    offices=(),
    places=(),
)
SIDES = Sides.of((WAR,))
MIRROR = {
    "Norland": "Sudia",
    "Sudia": "Norland",
    "Norland Guard": "Sudia Legion",
    "Sudia Legion": "Norland Guard",
}
"""The two sides' parties exchanged."""
