"""Double coding and quality, as JSON."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(prefix="/api", tags=["coding"])
