"""Reading one item into a document: bytes, format, articles. Bad input gives `Rejected`, never an error."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from counterclaim import settings
from counterclaim.errors import CounterclaimError, SettingsError, UnreadableError
from counterclaim.model import Document, Rejected, instant
from counterclaim.reading.assembling import assemble
from counterclaim.reading.decoding import decode, is_html, refuse_binary
from counterclaim.reading.items import Item, Overrides, file_fault, list_items
from counterclaim.reading.plain import read_plain
from counterclaim.reading.record import read_record
from counterclaim.reading.versions import normalise

_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")


def _utc() -> datetime:
    return datetime.now(UTC)


def read(
    source: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    language: str | None = None,
    allow_private: bool = False,
) -> Iterator[Document | Rejected]:
    """Read a file, folder, pattern, '-', http(s) address or JSON Lines file, one document at a time.

    `outlet`, `published` (ISO 8601 date) and `language` (ISO 639-1) take the place of what the page says.
    Addresses of private networks are refused unless `allow_private`. What cannot be read comes as `Rejected`
    with its cause. SettingsError where `published` is no date or `language` no code.
    """
    overrides = checked(Overrides(outlet, published, language, allow_private))
    for item in list_items([source]):
        yield item if isinstance(item, Rejected) else read_item(item, overrides)


def checked(overrides: Overrides) -> Overrides:
    """`overrides` with date and language code in their one spelling. SettingsError where they cannot be used."""
    published, language = overrides.published, overrides.language
    if published is not None:
        try:
            published = date.fromisoformat(published.strip()).isoformat()
        except ValueError:
            raise SettingsError(f"published must be a date such as 2020-10-02, not {published!r}") from None
    if language is not None:
        if (code := _CODE.fullmatch(language.strip())) is None:
            raise SettingsError(f"language must be a code such as en or ar, not {language!r}")
        language = code.group(1).lower()
    return replace(overrides, published=published, language=language)


def read_item(
    item: Item, overrides: Overrides, *, clock: Callable[[], datetime] = _utc
) -> Document | Rejected:
    """Read one item, fetching it where it is an address; never raises for bad input."""
    now = clock()
    try:
        return _read(item, overrides, now)
    except UnreadableError as error:
        return Rejected(item.address, "read", error.cause, instant(now))
    except CounterclaimError:
        raise
    except (MemoryError, RecursionError) as error:
        return Rejected(
            item.address, "read", f"too large or too deep to read ({type(error).__name__})", instant(now)
        )
    except (OSError, ValueError) as error:
        return Rejected(item.address, "read", f"cannot be read: {_reason(error)}", instant(now))


def _reason(error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(reason.split()) or type(error).__name__


def _read(item: Item, overrides: Overrides, now: datetime) -> Document:
    limit = overrides.max_bytes or settings.current().max_bytes
    media_type = charset = url = None
    if item.kind == "address":
        from counterclaim.reading.fetch import fetch

        page = fetch(
            item.address,
            allow_private=overrides.allow_private,
            max_bytes=limit,
            timeout=overrides.timeout or settings.current().timeout,
        )
        data, media_type, charset, url = page.body, page.media_type, page.charset, page.address
    elif item.kind == "file":
        data = _file(item.address, limit)
    else:
        data = item.data or b""
        if len(data) > limit:
            raise UnreadableError(item.address, _too_large(len(data), limit))
    refuse_binary(data, item.address)
    if item.kind == "record":
        reading, media_type = read_record(data), "application/json"
    elif is_html(data, media_type):
        from counterclaim.reading.html import read_html

        decoded = decode(data, declared=charset, html=True)
        reading, media_type = read_html(decoded.text, decoded.charset, url), "text/html"
    elif media_type is not None and not media_type.startswith("text/"):
        raise UnreadableError(item.address, f"not text or HTML: its media type is {media_type}")
    else:
        decoded = decode(data, declared=charset)
        reading, media_type = read_plain(decoded.text, decoded.charset), "text/plain"
    if not reading.text.strip():
        raise UnreadableError(item.address, "empty: there is no visible text in it")
    address = normalise(url) if url else reading.url
    return assemble(
        reading,
        address=item.address,
        url=address,
        identity=address or reading.identity or "",
        media_type=media_type,
        raw=data,
        overrides=overrides,
        now=now,
    )


def _file(path: str, limit: int) -> bytes:
    if (fault := file_fault(path)) is not None:
        raise UnreadableError(path, fault)
    if (size := os.path.getsize(path)) > limit:
        raise UnreadableError(path, _too_large(size, limit))
    with open(path, "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(path, _too_large(len(data), limit))
    return data


def _too_large(size: int, limit: int) -> str:
    return f"too large: {size} bytes, the limit is {limit} (COUNTERCLAIM_MAX_BYTES)"
