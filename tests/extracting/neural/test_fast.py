"""The smaller bundled tagger: asked for by name, with the word table of the larger one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural.files import file_of
from counterclaim.extracting.neural.tagger import NeuralTagger
from counterclaim.extracting.world import BUNDLED_FAST, BUNDLED_MODEL, WorldSpec, open_world
from counterclaim.model import Passage, Span

TEXT = "The ministry said on Monday that its forces had captured the town and that 12 soldiers were killed."


def test_it_is_asked_for_by_name_for_every_language() -> None:
    fast, usual = open_world(WorldSpec(tagger="fast")), open_world(WorldSpec())
    for language in ("en", "ar", "ru", "fr"):
        assert (
            fast.tagger(language).version == json.loads((BUNDLED_FAST / "model.json").read_bytes())["version"]
        )
        assert fast.tagger(language).version != usual.tagger(language).version


def test_it_reads_with_the_table_of_the_other() -> None:
    assert file_of(BUNDLED_FAST, "pieces.bin").resolve() == BUNDLED_MODEL / "pieces.bin"
    assert not (BUNDLED_FAST / "pieces.bin").exists()
    tags = (
        open_world(WorldSpec(tagger="fast"))
        .tagger("en")
        .tag(TEXT, [Passage(Span(0, len(TEXT)), "paragraph")], "en")
    )
    assert {"captured", "killed"} <= {t.span.of(TEXT) for t in tags.triggers}


def test_a_folder_that_shares_nothing_lacks_its_files(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_bytes(
        (BUNDLED_FAST / "model.json").read_bytes().replace(b"../model", b"nowhere")
    )
    with pytest.raises(SettingsError, match="lacks"):
        NeuralTagger(tmp_path)
