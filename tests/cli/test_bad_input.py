"""Whatever is given to `add`: a clear line with the file and the cause, and the rest is read."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest

from counterclaim.ledger import Ledger
from tests.cli.conftest import COMMAND, SENTENCE, Cli, bare_environment, one_line, program, without_override

GOOD = f"Helicopters shot down\n\nOctober 14, 2020\n\n{SENTENCE}\n"
ARABIC = "أعلنت وزارة الدفاع الأرمينية إسقاط طائرتين قرب هادروت يوم الثلاثاء."
BINARY = bytes(range(256)) * 40


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><p>{body}</p></body></html>"


UNREADABLE = {
    "empty.txt": (b"", "empty"),
    "empty.html": (b"", "empty"),
    "blank.txt": (b" \r\n\t\n \xef\xbb\xbf", "empty"),
    "nothing.html": (b"<html><head><title></title></head><body><script>x()</script></body></html>", "empty"),
    "only-nul.txt": (b"\0" * 3000, "empty"),
    "noise.bin": (BINARY, "binary"),
    "noise.html": (BINARY, "binary"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + BINARY, "PNG"),
    "report.pdf": (b"%PDF-1.7\n" + BINARY, "PDF"),
    "pages.zip": (b"PK\x03\x04" + BINARY, "ZIP"),
    "page.html.gz": (b"\x1f\x8b\x08" + BINARY, "gzip"),
    "other.db": (b"SQLite format 3\0" + BINARY, "SQLite"),
    "empty.jsonl": (b"", "empty"),
}
READABLE = {
    "broken.html": f"<html><body><p>{SENTENCE}<div <<>> <a href='x <p></span></table><!-- open <script>var x='<p>".encode(),
    "unclosed.html": ("<div>" * 500 + SENTENCE).encode(),
    "deep-div.html": ("<html><body>" + "<div>" * 60_000 + f"<p>{SENTENCE}</p>").encode(),
    "deep-bold.html": ("<html><body>" + "<b>" * 20_000 + SENTENCE).encode(),
    "deep-table.html": ("<html><body>" + "<table><tr><td>" * 8_000 + SENTENCE).encode(),
    "nul.txt": GOOD.replace("Hadrut", "\0Hadrut").encode(),
    "surrogate.txt": f"{GOOD}\n\ud800 \udfff".encode("utf-8", "surrogatepass"),
    "references.html": page(f"{SENTENCE} &#xD800; &#0; &#x110000; &#xFFFF;").encode(),
    "no-charset.txt": f"Café\n\n{SENTENCE} Déjà".encode("latin-1"),
    "wrong-charset.html": page(f"{ARABIC} {SENTENCE}", "<meta charset=us-ascii>").encode(),
    "unknown-charset.html": page(f"Café. {SENTENCE}", "<meta charset=klingon>").encode("latin-1"),
    "false-utf8.html": page(f"{ARABIC} {SENTENCE}", "<meta charset=utf-8>").encode("cp1256"),
    "utf16.txt": GOOD.encode("utf-16"),
    "utf16-no-mark.txt": GOOD.encode("utf-16-le"),
    "torn-utf8.txt": (GOOD + "ش").encode()[:-1],
    "old-mac.txt": GOOD.replace("\n", "\r").encode(),
    "escapes.txt": f"\x1b[31m{GOOD}\x1b[0m\u202e".encode(),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_holds_no_text_is_rejected_with_its_cause(cli: Cli, tmp_path: Path, name: str) -> None:
    content, cause = UNREADABLE[name]
    (tmp_path / name).write_bytes(content)
    ran = cli("add", name)
    assert ran.code == 2
    (row,) = json.loads(cli("rejected", "--json").out)
    assert row["address"] == name
    assert cause in row["cause"]
    assert f"rejected: {name}: {row['cause']}" in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", READABLE)
def test_what_is_damaged_but_holds_text_is_read(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(READABLE[name])
    ran = cli("add", name, "--language", "en")
    assert (ran.code, ran.err) == (0, "")
    claims = json.loads(cli("claims", "--type", "loss", "--json").out)
    assert any("helicopters" in claim["quote"]["text"] for claim in claims)
    with Ledger.open("counterclaim.db", create=False) as ledger:
        (row,) = ledger.documents()
        text = ledger.document(row["id"]).text
    assert "\0" not in text
    assert not any("\ud800" <= character <= "\udfff" for character in text)
    for claim in claims:
        assert text[claim["quote"]["start"] : claim["quote"]["end"]] == claim["quote"]["text"]


def test_one_run_over_a_folder_of_all_of_them(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, (content, _) in UNREADABLE.items():
        (folder / name).write_bytes(content)
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    ran = cli("add", folder, "--json")
    assert ran.code == 1
    summary = json.loads(ran.out)
    assert summary["new"] == 1
    assert {Path(r["address"]).name for r in summary["rejected"]} == set(UNREADABLE)
    assert {Path(r["address"]).name for r in json.loads(cli("rejected", "--json").out)} == set(UNREADABLE)
    again = json.loads(cli("add", folder, "--json").out)
    assert (again["new"], again["known"], len(again["rejected"])) == (0, 1, len(UNREADABLE))
    assert len(json.loads(cli("rejected", "--json").out)) == len(UNREADABLE)


def test_a_file_that_was_mended_is_no_longer_listed(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "late.txt"
    path.write_bytes(b"")
    assert cli("add", path).code == 2
    path.write_text(GOOD, encoding="utf-8")
    assert cli("add", path).code == 0
    assert json.loads(cli("rejected", "--json").out) == []


def test_fifty_megabytes_are_refused_unread(cli: Cli, tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    ran = cli("add", "huge.txt")
    assert ran.code == 2
    assert "too large: 50000000 bytes" in ran.err
    assert "COUNTERCLAIM_MAX_BYTES" in ran.err


@pytest.mark.slow
def test_fifty_megabytes_of_standard_input_are_refused(tmp_path: Path) -> None:
    command = ["sh", "-c", 'head -c 50000000 /dev/zero | tr "\\0" a | "$@" add -', "sh", *COMMAND]
    ran = subprocess.run(command, capture_output=True, cwd=tmp_path, env=bare_environment(), check=False)
    assert ran.returncode == 2
    assert b"rejected: -: too large" in ran.stderr


def test_lines_that_are_no_records_cost_only_themselves(cli: Cli, tmp_path: Path) -> None:
    lines: list[tuple[bytes, str | None]] = [
        (json.dumps({"text": SENTENCE, "title": 5, "date": ["x"], "outlet": {}}).encode(), None),
        (b'{"text": 5}', "not a string"),
        (b'{"text": null}', "no 'text'"),
        (b'{"title": "no text"}', "no 'text'"),
        (b'["text"]', "not a JSON object"),
        (b"null", "not a JSON object"),
        (b'{"text": "cut', "no JSON"),
        (b"", None),
        (b"\xff\xfe\x00", "no JSON"),
        (b"[" * 50_000, "no JSON"),
        (b'{"text": "\\t "}', "empty"),
        (b'{"text": "x", "n": ' + b"9" * 9000 + b"}", "no JSON"),
        (
            json.dumps(
                {"text": f"\ud800\0 {SENTENCE} Twice.", "date": "soon", "url": "http://[bad"}
            ).encode(),
            None,
        ),
    ]
    (tmp_path / "records.jsonl").write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(line for line, _ in lines))
    ran = cli("add", "records.jsonl", "--language", "en", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["new"] == 2
    listed = {r["address"]: r["cause"] for r in json.loads(cli("rejected", "--json").out)}
    wanted = {f"records.jsonl:{n}": cause for n, (_, cause) in enumerate(lines, 1) if cause}
    assert listed.keys() == wanted.keys()
    for address, cause in wanted.items():
        assert cause in listed[address]
        assert f"line {address.partition(':')[2]}" in listed[address]


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("missing.txt", "no such file"),
        ("none/*.html", "no file matches"),
        ("ftp://example.org/x", "only http and https"),
        ("empty-folder", "the folder holds no file"),
        ("nowhere", "a link that leads nowhere"),
        ("round", "a link that leads nowhere"),
        ("pipe", "not a regular file"),
        ("pipe.jsonl", "not a regular file"),
        ("/dev/null", "not a regular file"),
    ],
)
def test_sources_that_name_nothing_to_read(cli: Cli, tmp_path: Path, source: str, cause: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    os.symlink("missing", tmp_path / "nowhere")
    os.symlink("round", tmp_path / "round")
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "pipe.jsonl")
    ran = cli("add", source)
    assert ran.code == 2
    assert f"rejected: {source}: {cause}" in ran.err


def test_a_folder_that_links_to_itself_is_read_once(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    os.symlink("..", folder / "deep" / "up")
    assert json.loads(cli("add", folder, "--json").out)["new"] == 1


def test_odd_file_names_are_read_and_printed_without_harm(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    names = ["-dash.txt", "new\nline.txt", "quote'\"$(x) .txt", "x" * 200 + ".txt", "تقرير.txt", "[a]*?.txt"]
    for number, name in enumerate(names):
        (folder / name).write_text(GOOD.replace("two", str(number + 3)), encoding="utf-8")
    raw = os.fsencode(folder)
    Path(os.fsdecode(raw + b"/not \xff\xfe text.txt")).write_text(GOOD, encoding="utf-8")
    Path(os.fsdecode(raw + b"/bad \xff\x1b[2J.txt")).write_bytes(b"")
    ran = cli("add", folder)
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert "\x1b" not in ran.err
    assert "bad " in ran.err
    assert len(json.loads(cli("articles", "--json").out)) == len(names) + 1
    assert cli("add", folder, "--json").code == 1
    assert cli("rejected").code == 0
    single = json.loads(cli("add", folder / "[a]*?.txt", "--json").out)
    assert single["known"] == 1
    assert cli("add", "--", "-dash.txt").code == 2


def test_files_and_folders_that_may_not_be_opened(held_by_rights: None, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "shut").mkdir(parents=True)
    for name in ("good.txt", "secret.txt", "secret.jsonl", "shut/other.txt"):
        (folder / name).write_text(GOOD, encoding="utf-8")
    (folder / "secret.txt").chmod(0)
    (folder / "secret.jsonl").chmod(0)
    (folder / "shut").chmod(0)
    try:
        ran = program("add", "pages", "--json", cwd=tmp_path, preexec_fn=without_override)
    finally:
        (folder / "shut").chmod(0o700)
    assert ran.code == 1
    summary = json.loads(ran.out)
    assert summary["new"] == 1
    causes = {r["address"]: r["cause"] for r in summary["rejected"]}
    assert causes.keys() == {"pages/secret.txt", "pages/secret.jsonl", "pages/shut"}
    assert all("Permission denied" in cause for cause in causes.values())


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--published", "yesterday"], ["date", "yesterday"]),
        (["--published", "2020-13-45"], ["date", "2020-13-45"]),
        (["--language", "english"], ["language", "english"]),
        (["--language", ""], ["language"]),
        (["--tagger", "oracle"], ["tagger", "oracle", "patterns"]),
    ],
)
@pytest.mark.parametrize("more", [[], ["--dry-run"], ["--jobs", "2"]])
def test_options_that_cannot_be_end_the_run_before_it_begins(
    cli: Cli, tmp_path: Path, options: list[str], words: list[str], more: list[str]
) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    one_line(cli("add", "good.txt", *options, *more), *words)
    one_line(cli("add", "missing.txt", *options, *more), *words)


def test_dates_and_languages_in_other_spellings_are_taken(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD.replace("October 14, 2020\n\n", ""), encoding="utf-8")
    assert cli("add", "good.txt", "--published", "20201014", "--language", "EN-gb").code == 0
    (article,) = json.loads(cli("articles", "--json").out)
    assert (article["published"], article["language"]) == ("2020-10-14", "en")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BINARY, ["my.toml"]),
        (b"[[party]\n", ["my.toml", "line 1"]),
        (b"[[party]]\nnme = 'X'\n", ["my.toml", "nme"]),
        (b"name = 5\n", ["my.toml", "name"]),
    ],
)
def test_conflict_files_with_a_mistake(cli: Cli, tmp_path: Path, content: bytes, words: list[str]) -> None:
    (tmp_path / "my.toml").write_bytes(content)
    ran = cli("init", "--conflict", "my.toml")
    one_line(ran, *words)
    assert not (tmp_path / "counterclaim.db").exists()


def test_a_settings_file_with_a_mistake(cli: Cli, tmp_path: Path) -> None:
    from counterclaim import settings

    for content, word in (
        ("ledger = [", "Invalid value"),
        ("colour = 'x'", "colour"),
        ("timeout = 'long'", "timeout"),
        ("max_bytes = -1", "max_bytes"),
    ):
        (tmp_path / "counterclaim.toml").write_text(content, encoding="utf-8")
        settings.current.cache_clear()
        one_line(cli("claims"), "counterclaim.toml", word)
    (tmp_path / "counterclaim.toml").unlink()
    settings.current.cache_clear()


def test_the_ledgers_own_files_in_a_folder_are_passed_over(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    assert cli("add", ".").code == 0
    assert cli("add", ".", "--jobs", "2").code == 0
    assert "SQLite" in cli("add", "counterclaim.db").err
    assert len(json.loads(cli("articles", "--json").out)) == 1
    with sqlite3.connect("counterclaim.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
