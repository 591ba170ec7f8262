from __future__ import annotations

import io
import json
import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import SettingsError
from counterclaim.model import Document, Rejected
from counterclaim.reading import Item, Overrides, list_items, read, read_item

TEXT = (
    "Army enters Orma\n\nValley Courier, 3 March 2024\n\nThe army said on Tuesday that its troops had entered the "
    "village of Orma after two days of fighting.\n"
)
PAGE = """<html><head><link rel="canonical" href="https://courier.example/orma/"></head><body><h1>Army enters Orma</h1>
<p>The army said on Tuesday that its troops had entered the village of Orma after two days of fighting.</p></body></html>"""


def one(path: Path, overrides: Overrides | None = None) -> Document:
    document = read_item(Item(str(path), "file"), overrides or Overrides())
    assert isinstance(document, Document), document
    return document


def test_document_keeps_bytes_digest_time_and_address(tmp_path: Path) -> None:
    path = tmp_path / "orma.txt"
    path.write_text(TEXT, encoding="utf-8")
    moment = datetime(2024, 3, 4, 10, 0, 0, tzinfo=UTC)
    document = read_item(Item(str(path), "file"), Overrides(), clock=lambda: moment)
    assert isinstance(document, Document)
    assert document.raw == TEXT.encode()
    assert len(document.sha256) == 64
    assert document.retrieved == "2024-03-04T10:00:00Z"
    assert (document.address, document.url, document.charset) == (str(path), None, "utf-8")
    assert "resiliparse" in document.reader


def test_moving_a_file_changes_no_id(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    first, second = one(tmp_path / "a.txt"), one(tmp_path / "b.txt")
    assert first.id == second.id
    assert [a.id for a in first.articles] == [a.id for a in second.articles]
    (tmp_path / "c.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    assert one(tmp_path / "c.txt").id != first.id


def test_saved_page_is_known_by_its_canonical_address(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE.replace("orma/", "orma?fbclid=3"), encoding="utf-8")
    (tmp_path / "c.html").write_text(PAGE.replace("orma/", "other/"), encoding="utf-8")
    first, second, third = (one(tmp_path / name) for name in ("a.html", "b.html", "c.html"))
    assert first.url == second.url == "https://courier.example/orma"
    assert first.id == second.id != third.id


def test_overrides_take_the_place_of_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    [article] = one(tmp_path / "a.txt", Overrides("Orma Herald", "2024-03-05", "ar")).articles
    assert (article.outlet, article.published, article.language) == ("Orma Herald", "2024-03-05", "ar")
    assert (article.published_inferred, article.published_span) == (False, None)


def test_date_told_by_the_text_only_is_marked_as_inferred(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Army enters Orma\n\nAs of May 2 the army held Orma, it said.\n", encoding="utf-8"
    )
    document = read_item(
        Item(str(tmp_path / "a.txt"), "file"), Overrides(), clock=lambda: datetime(2024, 6, 1, tzinfo=UTC)
    )
    assert isinstance(document, Document)
    [article] = document.articles
    assert (article.published, article.published_inferred) == ("2024-05-02", True)
    assert article.published_span is not None
    assert article.published_span.of(document.text) == "May 2"


def test_override_that_is_no_date_is_a_setting_error() -> None:
    with pytest.raises(SettingsError, match="2020-10-02"):
        list(read("x", published="yesterday"))


def test_a_record_may_call_its_date_published(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps({"text": TEXT, "title": "Orma", "published": "2024-03-01"}), encoding="utf-8")
    (document,) = read(str(path))
    assert isinstance(document, Document)
    assert [article.published for article in document.articles] == ["2024-03-01"]


def test_records_keep_their_own_words_and_the_broken_ones_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    record = {"text": TEXT, "title": "Orma", "outlet": "Herald", "date": "2024-03-01T10:00:00Z", "language": "en",
              "url": "https://www.herald.example/orma?utm_medium=x"}  # fmt: skip
    lines = [
        json.dumps(record),
        "{broken",
        '{"title": "no text"}',
        "",
        '["list"]',
        json.dumps({"text": " "}),
        json.dumps({"text": TEXT}),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(read(str(path)))
    documents = [item for item in found if isinstance(item, Document)]
    rejected = [item for item in found if isinstance(item, Rejected)]
    assert [r.address for r in rejected] == [f"{path}:{n}" for n in (2, 3, 5, 6)]
    assert all(f"line {n}" in r.cause for r, n in zip(rejected, (2, 3, 5, 6), strict=True))
    [article] = documents[0].articles
    assert (article.title, article.outlet, article.published, article.language) == (
        "Orma",
        "Herald",
        "2024-03-01",
        "en",
    )
    assert documents[0].url == "https://herald.example/orma"
    assert documents[0].raw == lines[0].encode()
    assert documents[1].articles[0].title == "Army enters Orma"


def test_records_of_one_text_by_two_outlets_are_two_documents(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(
        "\n".join(json.dumps({"text": TEXT, "title": "t", "outlet": o}) for o in "aab"), encoding="utf-8"
    )
    ids = [d.id for d in read(str(path)) if isinstance(d, Document)]
    assert ids[0] == ids[1] != ids[2]


def test_folder_with_a_bad_file_gives_the_rest(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "c.html").write_bytes(b"")
    (tmp_path / "deep" / "d.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / ".hidden").write_text(TEXT, encoding="utf-8")
    found = {Path(item.address).name: item for item in read(str(tmp_path))}
    assert list(found) == ["a.txt", "b.bin", "c.html", "d.html"]
    assert [name for name, item in found.items() if isinstance(item, Rejected)] == ["b.bin", "c.html"]


def test_what_names_nothing_is_rejected_with_a_cause(tmp_path: Path) -> None:
    sources = [str(tmp_path / "none.txt"), str(tmp_path / "*.txt"), str(tmp_path), "ftp://example.org/x"]
    found = list(list_items(sources))
    assert all(isinstance(item, Rejected) for item in found)
    assert [item.address for item in found] == sources


def test_pattern_names_files(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.html"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [Path(i.address).name for i in list_items([str(tmp_path / "*.txt")])] == ["a.txt", "b.txt"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    [document] = read("-")
    assert isinstance(document, Document)
    assert document.address == "-"


def test_file_above_the_limit_is_rejected_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_text("x" * 100, encoding="utf-8")
    result = read_item(Item(str(path), "file"), Overrides(max_bytes=99))
    assert isinstance(result, Rejected)
    assert "too large: 100 bytes" in result.cause


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x", "http://localhost/", "http://no.such.host.invalid/"]
)
def test_addresses_that_may_not_or_cannot_be_fetched_are_rejected(address: str) -> None:
    [result] = read(address)
    assert isinstance(result, Rejected)
    assert result.address == address


def test_items_and_overrides_can_be_sent_to_a_worker() -> None:
    item, overrides = Item("a:1", "record", b"{}"), Overrides(outlet="x")
    assert pickle.loads(pickle.dumps((item, overrides))) == (item, overrides)


def check_offsets(document: Document) -> None:
    assert "\0" not in document.text
    text = document.text
    text.encode("utf-8")
    previous = 0
    for article in document.articles:
        assert previous <= article.span.start <= article.span.end <= len(text)
        last = article.span.start
        for passage in article.passages:
            assert last <= passage.span.start < passage.span.end <= article.span.end
            assert passage.span.of(text) == passage.span.of(text).strip()
            assert not any(passage.span.overlaps(span) for span in document.boilerplate)
            last = passage.span.end
        for link in article.links:
            assert article.span.start <= link.span.start <= link.span.end <= article.span.end
        if article.published_span is not None:
            assert 0 <= article.published_span.start < article.published_span.end <= len(text)
        previous = article.span.end
    for span in document.boilerplate:
        assert span.of(text).strip() == span.of(text) != ""


LINES = st.one_of(
    st.sampled_from(
        ["Army Enters Orma", "By Ann Miller", "3 March 2024", "Related", "Source", "المصدر", "الجزيرة", "* * *", "", " ",
         "القوات تدخل البلدة", "MH/PA", "© 2024", "Video", "https://orma.example/x", "Note to readers", "AP | 4 March 2024",
         "The army said on Tuesday that its troops had entered the village of Orma after two days of fighting.",
         "قالت وزارة الدفاع إن قواتها دخلت البلدة بعد يومين من القتال العنيف في محيطها."]
    ),
    st.text(max_size=60),
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\n\n", "\r\n", "\u2028"]))
def test_any_text_gives_whole_ordered_spans(lines: list[str], separator: str) -> None:
    data = separator.join(lines).encode("utf-8", "surrogatepass")
    result = read_item(Item("x", "bytes", data), Overrides())
    if isinstance(result, Document):
        check_offsets(result)


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class='post'>", "</div>", "<article>", "</article>", "<h1>", "</h1>", "<h2>", "<ul><li>", "</ul>",
     "<a href='/x'>", "</a>", "<img src='i.jpg' alt='a'>", "<br>", "<figure><figcaption>", "</figure>", "<time datetime='2024-03-03'>",
     "</time>", "<aside>", "</aside>", "<iframe src='/v'></iframe>", "<video>", "</video>", "<pre>", "</pre>", "<table><tr><td>", "<b>"]
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(TAGS, LINES), max_size=40))
def test_any_page_gives_whole_ordered_spans(parts: list[str]) -> None:
    data = ("<html><body>" + " ".join(parts)).encode("utf-8", "surrogatepass")
    result = read_item(Item("x", "bytes", data), Overrides())
    if isinstance(result, Document):
        check_offsets(result)
