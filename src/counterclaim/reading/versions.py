"""Addresses of one page folded to one: captures of one normalised address are versions of a document.

Folded: case of scheme and host, http and https, default port, user, fragment, tracking parameters, order of
parameters, mobile and AMP hosts and paths, `index.html`, doubled and trailing slashes, percent-encoding.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|matomo|hsa|ga|at|ns|oly|vero|wt)_\w+|_?hs(?:enc|mi|ctatracking)|mc_[ce]id|yclid|ysclid|"
    r"[gd]clid|gclsrc|gbraid|wbraid|fbclid|msclkid|twclid|ttclid|igshid|igsh|li_fat_id|_ga|_gl|mkt_tok|cmpid|"
    r"cmp|icid|ito|ocid|ncid|sref|smid|smtyp|ref_?src|ref_?url|__twitter_impression|spm|share|shared|trk|rss|"
    r"amp|outputtype|sharetype|source_?id|xtor|s_cid|ftag|feature|nr_email_referer|wprov",
    re.I,
)
_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)", re.I)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.I)
_AMP = re.compile(r"(?:/amp(?:/|\.html)?|\.amp(?:\.html)?)$|^/amp(?=/)", re.I)
_PORTS = {"http": 80, "https": 443}


def host(address: str) -> str:
    """The host of an http address in lower case, '' where it has none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=65_536)
def normalise(address: str) -> str | None:
    """The one form of all addresses of a page; None for anything that is no http(s) address.

    The form is an identity, not an address to fetch: https always, without 'www.'.
    """
    try:
        parts = urlsplit(address.strip())
        scheme, name, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        return None
    if scheme not in _PORTS or not name:
        return None
    if not (name := name.rstrip(".")):
        return None
    while (shorter := _HOST.sub("", name)) != name:
        name = shorter
    if ":" in name:
        name = f"[{name}]"
    else:
        try:
            name = name.encode("idna").decode("ascii").lower()
        except UnicodeError:
            name = quote(name)
    if port not in (None, *_PORTS.values()):
        name = f"{name}:{port}"
    path = re.sub(r"/{2,}", "/", quote(unquote(parts.path), safe="/:@!$&'()*+,;=~"))
    path = _AMP.sub("", _INDEX.sub("/", path))
    path = path.rstrip("/")
    query = urlencode(
        sorted(
            (k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)
        )
    )
    return urlunsplit(("https", name, path or "/", query, ""))
