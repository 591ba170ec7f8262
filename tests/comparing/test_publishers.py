"""Families of outlets: what makes one publisher, and that the data agree with the list of outlets."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from counterclaim.comparing.publishers import families, publisher_of
from counterclaim.language import fold
from counterclaim.reading.outlets import outlets
from counterclaim.reading.versions import host


@pytest.mark.parametrize(
    ("outlet", "url", "family"),
    [
        ("France 24", None, "France Médias Monde"),
        ("RFI", None, "France Médias Monde"),
        ("بي بي سي عربي", None, "BBC"),
        ("Sputnik Armenia", "https://example.org/x", "Rossiya Segodnya"),
        (None, "https://armeniasputnik.am/news/1", "Rossiya Segodnya"),
        (None, "https://arabic.rt.com/a", "RT"),
        (None, "https://twitter.com/AJEnglish/status/12", "Al Jazeera"),
        (None, "https://mobile.twitter.com/ajenglish/status/12", "Al Jazeera"),
        (None, "https://t.me/s/rian_ru/5", "Rossiya Segodnya"),
        (None, "https://www.milli.az/news/1.html", "Trend"),
        ("azernews.az", None, "Trend"),
        ("The Irrawaddy", None, "The Irrawaddy"),
        (None, "https://www.irrawaddy.com/news/1", "The Irrawaddy"),
        ("Lower Vale Courier", "https://valecourier.example/1", None),
        ("Lower Vale Courier", "https://www.bbc.com/news/1", "BBC"),
        (None, "https://t.me/somebody_else/5", None),
        (None, "https://x.com/", None),
        (None, None, None),
        ("", "", None),
    ],
)
def test_the_family_of_an_outlet_or_address(outlet: str | None, url: str | None, family: str | None) -> None:
    assert publisher_of(outlet, url) == family


def test_a_common_name_or_owner_makes_no_family() -> None:
    assert publisher_of("Interfax", None) != publisher_of("Interfax-Ukraine", None)
    assert publisher_of("Sky News", None) != publisher_of("Sky News Arabia", None)
    assert publisher_of("RT", None) != publisher_of("Sputnik", None)


def test_a_host_that_only_ends_like_a_known_one_is_another() -> None:
    assert publisher_of(None, "https://notbbc.com/1") is None
    assert publisher_of(None, "https://bbc.com.example/1") is None


def test_nothing_in_the_list_belongs_to_two_families() -> None:
    source = files("counterclaim.comparing") / "publishers.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    seen: dict[str, str] = {}
    for family, entry in data.items():
        assert set(entry) <= {"outlets", "domains", "accounts"}, family
        words = {fold(family)} | {fold(outlet) for outlet in entry["outlets"]}
        for key in [*words, *entry.get("domains", ()), *(a.casefold() for a in entry.get("accounts", ()))]:
            assert seen.setdefault(key, family) == family, key


def test_an_outlet_and_its_listed_domains_are_of_one_family() -> None:
    for domain, name in outlets().domains.items():
        by_name, by_host = publisher_of(name, None), publisher_of(None, f"https://{domain}/1")
        assert by_name == by_host, (domain, by_name, by_host)


def test_accounts_are_written_as_an_address_is_read() -> None:
    for account, family in families().accounts.items():
        assert publisher_of(None, f"https://www.{account}/1") == family
        assert host(f"https://{account}") in {"x.com", "t.me", "facebook.com"}
