"""Bytes to text: media type, character set, and what cannot stand in a text.

The character set is, in order: a byte order mark; UTF-8 where the bytes are valid UTF-8; the one declared
(HTTP header, then the HTML meta element) where it decodes the bytes; uchardet's guess (by resiliparse);
Windows-1252. NUL and lone surrogates become U+FFFD, one for one.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from counterclaim.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_TAG = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|article|section|main|div|p|title|meta|table|span|h1|h2|ul|a)\b[^<]{0,2000}?>",
    re.I,
)
_OUT_OF_TEXT = re.compile(r"[\x00\ud800-\udfff]")
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
_SIGNATURES = (
    (b"%PDF-", "PDF document"),
    (b"PK\x03\x04", "ZIP archive or office document"),
    (b"\x1f\x8b", "gzip file"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"SQLite format 3\0", "SQLite database"),
    (b"\x7fELF", "program"),
    (b"BZh", "bzip2 file"),
    (b"\xfd7zXZ\0", "xz file"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"Rar!", "RAR archive"),
    (b"\xd0\xcf\x11\xe0", "old office document"),
    (b"ID3", "MP3 audio"),
    (b"OggS", "Ogg audio or video"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` without NUL and lone surrogates, and the character set that gave it."""

    text: str
    charset: str


def refuse_binary(data: bytes, address: str) -> None:
    """UnreadableError where `data` is empty or no text, with what it seems to be."""
    if not data.strip(b"\x00\t\n\x0b\x0c\r \xef\xbb\xbf\xff\xfe"):
        raise UnreadableError(address, "empty: there is no text in it")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(address, f"not text or HTML: it looks like a {name}")
    head = data[:65536]
    if any(head.startswith(mark) for mark, _ in _MARKS) or _wide(head) is not None:
        return
    control = len(head) - len(head.translate(None, _CONTROL))
    nul = head.count(0)
    if control - nul > 0.02 * len(head) or nul > 0.1 * len(head):
        raise UnreadableError(address, "not text or HTML: binary data")


def _wide(head: bytes) -> str | None:
    """UTF-16 without a byte order mark, told by where its control bytes stand; None for anything else."""
    if len(head) < 8:
        return None
    pairs = len(head[:4096]) // 2
    even, odd = (_high_bytes(head[start : 2 * pairs : 2]) for start in (0, 1))
    if odd > 0.6 * pairs and even < 0.2 * pairs:
        return "utf-16-le"
    if even > 0.6 * pairs and odd < 0.2 * pairs:
        return "utf-16-be"
    return None


def _high_bytes(column: bytes) -> int:
    """How many of `column` could be the high byte of a letter in UTF-16: 0 to 8, no tab."""
    return sum(map(column.count, range(9)))


def is_html(data: bytes, declared: str | None) -> bool:
    """Whether `data` is HTML: by its declared media type, else by tags among its first 4,096 bytes."""
    if declared in ("text/html", "application/xhtml+xml"):
        return True
    if declared is not None and declared != "text/plain":
        return False
    head = data[:4096]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _wide(head):
        head = head.replace(b"\0", b"")
    stripped = head.lstrip(b"\xef\xbb\xbf\xff\xfe\t\r\n ")
    if stripped[:1] == b"<" and _TAG.search(stripped):
        return True
    return len(_TAG.findall(head)) >= 3


def clean(text: str) -> str:
    """`text` with NUL and lone surrogates as U+FFFD, one for one."""
    return _OUT_OF_TEXT.sub("\ufffd", text)


def _known(name: str | None) -> str | None:
    if not name:
        return None
    from resiliparse.parse.encoding import map_encoding_to_html5

    try:
        return codecs.lookup(
            map_encoding_to_html5(name.strip().strip("\"'"), fallback_utf8=False) or name
        ).name
    except LookupError:
        return None


def decode(data: bytes, *, declared: str | None = None, html: bool = False) -> Decoded:
    """`data` as text, by the order that the module's head gives; never fails.

    `declared` is the charset of an HTTP header. Bytes that the set does not have become U+FFFD.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return Decoded(clean(data[len(mark) :].decode(charset, "replace")), charset)
    if charset := _wide(data[:4096]) or "":
        return Decoded(clean(data.decode(charset, "replace")), charset)
    try:
        return Decoded(clean(data.decode("utf-8", "surrogatepass")), "utf-8")
    except UnicodeDecodeError as error:
        nearly = error
    named = [declared]
    if html and (found := _META.search(data[:8192])):
        named.append(found.group(1).decode("ascii", "replace"))
    for name in named:
        charset = _known(name) or ""
        if not charset or charset.startswith("utf-16"):
            continue
        try:
            return Decoded(clean(data.decode(charset)), charset)
        except (UnicodeDecodeError, LookupError):
            continue
    if _mostly_utf8(data, nearly):
        return Decoded(clean(data.decode("utf-8", "replace")), "utf-8")
    from resiliparse.parse.encoding import detect_encoding

    charset = _known(detect_encoding(data, max_len=131072, from_html_meta=False)) or "cp1252"
    if charset == "utf-8":
        charset = "cp1252"
    return Decoded(clean(data.decode(charset, "replace")), charset)


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether `data` is UTF-8 with a few broken places: at most one in ten of its non-ASCII characters."""
    if error.start > 0 and error.end >= len(data):
        return True
    text = data[:262144].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    high = sum(1 for character in text if character > "\x7f")
    return broken * 10 <= high
