"""The files of a model folder, some of which may lie in another one that it names."""

from __future__ import annotations

import json
from pathlib import Path

FILES = ("model.json", "pieces.bin", "tokenizer.json.gz", "encoder.onnx", "heads.npz")

SHARES = "shares"
"""Key of `model.json`: the folder, from this one, that has the files which this one lacks. So a second model of the same
word table takes no second table."""


def file_of(folder: Path, name: str) -> Path:
    """The file `name` of a model folder, or of the one that it shares files with; it need not be there."""
    path = folder / name
    if path.is_file() or name == "model.json":
        return path
    try:
        shared = json.loads((folder / "model.json").read_bytes()).get(SHARES)
    except (OSError, ValueError, AttributeError):
        return path
    return folder / str(shared) / name if shared else path
