from __future__ import annotations

import pytest

from counterclaim.errors import UnreadableError
from counterclaim.reading.decoding import clean, decode, is_html, refuse_binary

ARABIC = "قال وزير الدفاع إن القوات سيطرت على المدينة بعد اشتباكات عنيفة استمرت أياما"
RUSSIAN = "Войска заняли город после тяжелых боев, сообщили в министерстве обороны"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (ARABIC, "utf-8"), (ARABIC, "windows-1256"), (ARABIC, "iso8859-6"), (ARABIC, "utf-16"), (ARABIC, "utf-16-le"),
        (RUSSIAN, "koi8-r"), (RUSSIAN, "windows-1251"), (RUSSIAN, "utf-16-be"), (RUSSIAN, "utf-8-sig"),
        ("d’après l’armée — forces", "windows-1252"), ("plain words", "utf-16-be"),
    ],
)  # fmt: skip
def test_charset_is_found_without_a_declaration(text: str, charset: str) -> None:
    assert decode(text.encode(charset)).text == text


def test_declared_charset_is_used_where_the_bytes_are_no_utf8() -> None:
    page = f'<html><head><meta charset="windows-1256"></head><p>{ARABIC[:9]}</p>'
    decoded = decode(page.encode("windows-1256"), html=True)
    assert (decoded.text, decoded.charset) == (page, "cp1256")


def test_wrong_declaration_does_not_break_utf8() -> None:
    page = f'<meta charset="iso-8859-1"><p>{ARABIC}</p>'
    assert decode(page.encode(), declared="latin-1", html=True).text == page


def test_unknown_declaration_is_passed_over() -> None:
    assert decode(RUSSIAN.encode("koi8-r"), declared="x-nonsense").text == RUSSIAN


def test_nul_and_lone_surrogates_become_replacement_characters_one_for_one() -> None:
    assert clean("a\0b\ud800c") == "a\ufffdb\ufffdc"
    assert decode("a\0b\udc80c".encode("utf-8", "surrogatepass")).text == "a\ufffdb\ufffdc"


def test_cut_off_utf8_stays_utf8() -> None:
    decoded = decode(ARABIC.encode()[:-1])
    assert decoded.charset == "utf-8"
    assert decoded.text == ARABIC[:-1] + "\ufffd"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "empty"), (b"\xef\xbb\xbf \n", "empty"), (b"\0\0\0", "empty"),
        (b"%PDF-1.7 x", "PDF"), (b"PK\x03\x04x", "ZIP"), (b"\x89PNG\r\n", "PNG"), (bytes(range(256)) * 8, "binary"),
    ],
)  # fmt: skip
def test_empty_and_binary_input_is_refused_with_its_cause(data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableError, match=cause):
        refuse_binary(data, "x")


@pytest.mark.parametrize(
    ("data", "declared", "html"),
    [
        (b"<!doctype html><html>", None, True), (b"\xef\xbb\xbf <p>x", None, True), (b"a < b and c > d", None, False),
        (b"plain", "text/html", True), (b"<p>x</p>", "application/json", False),
        ("<html><p>x".encode("utf-16"), None, True), (b"text with <b>one</b> tag", None, False),
    ],
)  # fmt: skip
def test_html_is_told_from_text(data: bytes, declared: str | None, html: bool) -> None:
    assert is_html(data, declared) is html
