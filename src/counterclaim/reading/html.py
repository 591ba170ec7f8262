"""Web pages."""

from __future__ import annotations

from counterclaim.reading.assembling import Reading
from counterclaim.reading.plain import read_plain


def read_html(source: str, charset: str | None, address: str | None) -> Reading:
    from resiliparse.extract.html2text import extract_plain_text

    return read_plain(extract_plain_text(source, preserve_formatting=True, main_content=True), charset)
