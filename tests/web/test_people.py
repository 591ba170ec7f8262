"""Accounts: who may come in, what each role may do, how sessions end, how guessing is slowed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from itsdangerous import URLSafeTimedSerializer

from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.ledger import Ledger, people
from counterclaim.web import passwords, serving, sessions
from counterclaim.web.options import Options, Served, is_loopback
from tests.cli.conftest import Cli, cli
from tests.web.conftest import Client
from tests.web.conftest import serving as running

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["cli"]

PASSWORD = "correct horse battery"
OTHER = "another long password"
TEAM = Options(host="192.0.2.7")
HASH = passwords.hashed(PASSWORD)


def log_in(client: Client, name: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.write("/login", {"name": name, "password": password, **more})


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Client]:
    """A server that others can reach, with one account of each role."""
    path = tmp_path / "team.db"
    with Ledger.open(path) as ledger:
        for name, role in (("rea", "reader"), ("rev", "reviewer"), ("edi", "editor")):
            ledger.add_user(name, role, HASH)  # type: ignore[arg-type]
    with Client(str(path), TEAM) as client:
        # The cookie is sent over HTTPS only.
        client.base_url = client.base_url.copy_with(scheme="https")
        yield client


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.1.2.3", "[::1]"])
def test_loopback_is_known_in_all_its_forms(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", "localhost.example.org"])
def test_other_addresses_refuse_to_start_without_accounts(host: str, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        with pytest.raises(SettingsError, match="counterclaim user add"):
            serving.check(ledger, Options(host=host))
        ledger.add_user("ana", "editor", passwords.hashed(PASSWORD))
        serving.check(ledger, Options(host=host))
        ledger.change_user("ana", disabled=True)
        with pytest.raises(SettingsError):
            serving.check(ledger, Options(host=host))


def test_a_name_for_a_proxy_needs_accounts_too(tmp_path: Path) -> None:
    with (
        Ledger.open(tmp_path / "l.db") as ledger,
        pytest.raises(SettingsError, match="counterclaim user add"),
    ):
        serving.check(ledger, Options(hosts=("claims.example",)))


def test_on_loopback_without_accounts_one_is_the_system_s_user(empty: Client) -> None:
    told = empty.get("/api/session").json()
    assert (told["name"], told["role"]) == (sessions.system_user(), "editor")


def test_where_there_are_accounts_every_page_asks_to_log_in(team: Client) -> None:
    for url in ("/", "/incidents?status=contested", "/openapi.json", "/docs", "/api/session", "/export/csv"):
        answer = team.get(url)
        if url.startswith(("/api", "/openapi")):
            assert answer.status_code == 401
        else:
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/login?next=%2F")
    assert team.get("/healthz").status_code == 200


def test_a_login_gives_a_session_of_this_person_and_goes_where_one_wanted(team: Client) -> None:
    answer = log_in(team, "rev", next="/sources?page=2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sources?page=2")
    cookie = answer.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Secure", "Path=/"))
    assert team.get("/api/session").json()["role"] == "reviewer"
    assert team.get("/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"]
)
def test_a_login_never_leads_to_another_site(team: Client, target: str) -> None:
    assert log_in(team, "rev", next=target).headers["location"] == "/"


def test_a_login_begins_a_new_token(team: Client) -> None:
    before = team.csrf
    log_in(team, "rev")
    assert team.csrf != before
    assert team.post("/logout", data={"csrf": before}).status_code == 403


def test_wrong_names_and_wrong_passwords_are_told_alike(team: Client) -> None:
    wrong, unknown = log_in(team, "rev", OTHER), log_in(team, "nobody", OTHER)
    assert wrong.status_code == unknown.status_code == 403
    for answer in (wrong, unknown):
        assert "Name or password is wrong." in answer.text
    assert passwords.right(PASSWORD, None) is False


def test_guessing_a_name_is_refused_after_five_tries_even_with_the_right_password(team: Client) -> None:
    for _ in range(people.OF_NAME):
        assert log_in(team, "rev", OTHER).status_code == 403
    refused = log_in(team, "Rev ")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= people.WINDOW + 1
    assert log_in(team, "edi").status_code == 303


def test_guessing_many_names_from_one_address_is_refused(team: Client) -> None:
    for number in range(people.OF_ADDRESS):
        team.ledger.note_try(f"name {number}", "testclient", False)
    assert log_in(team, "edi").status_code == 429


def test_a_name_may_be_tried_again_after_the_window(team: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(people.OF_NAME):
        team.ledger.note_try("rev", "there", False)
    assert team.ledger.wait_for_login("rev", "here") > 0
    later = time.time() + people.WINDOW + 1
    monkeypatch.setattr(people.time, "time", lambda: later)  # type: ignore[attr-defined]
    assert team.ledger.wait_for_login("rev", "here") == 0


def test_a_good_login_clears_the_bad_ones_of_its_name(team: Client) -> None:
    for _ in range(people.OF_NAME - 1):
        team.ledger.note_try("rev", "there", False)
    team.ledger.note_try("rev", "there", True)
    team.ledger.note_try("rev", "there", False)
    assert team.ledger.wait_for_login("rev", "there") == 0


def test_a_changed_role_ends_sessions(team: Client) -> None:
    log_in(team, "rev")
    assert team.get("/api/session").status_code == 200
    team.ledger.change_user("rev", role="reader")
    assert team.get("/api/session").status_code == 401


def test_a_removed_or_disabled_account_is_out_at_once(team: Client) -> None:
    log_in(team, "rev")
    team.ledger.change_user("rev", disabled=True)
    assert team.get("/api/session").status_code == 401
    assert log_in(team, "rev").status_code == 403


def test_a_session_ends_by_logging_out(team: Client) -> None:
    log_in(team, "rev")
    assert team.write("/logout").status_code == 303
    assert team.get("/api/session").status_code == 401


def test_a_cookie_that_another_key_signed_is_none(team: Client) -> None:
    forged = URLSafeTimedSerializer("guess", salt="session").dumps({"name": "edi", "version": 1, "csrf": "x"})
    team.cookies.set(sessions.COOKIE, forged)
    assert team.get("/api/session").status_code == 401


def test_a_session_ends_after_its_hours(team: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(team, "rev")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + sessions.HOURS * 3600 + 2)
    assert team.get("/api/session").status_code == 401


def test_people_see_their_own_account_and_editors_all(team: Client) -> None:
    log_in(team, "rev")
    mine = team.get("/users").text
    assert "rev" in mine
    assert ">edi<" not in mine
    team.write("/logout")
    log_in(team, "edi")
    assert ">rea<" in team.get("/users").text


def test_one_changes_one_s_own_password(team: Client) -> None:
    log_in(team, "rev")
    for old, new, again, status in (
        (OTHER, OTHER, OTHER, 403),
        (PASSWORD, "short", "short", 422),
        (PASSWORD, OTHER, OTHER + "x", 422),
        (PASSWORD, PASSWORD, PASSWORD, 422),
        (PASSWORD, OTHER, OTHER, 303),
    ):
        answer = team.write("/users/password", {"old": old, "new": new, "again": again})
        assert answer.status_code == status
        assert OTHER not in answer.text
    assert team.get("/api/session").status_code == 401
    assert log_in(team, "rev", OTHER).status_code == 303


def test_editors_see_all_accounts_and_their_last_login_others_their_own(team: Client) -> None:
    log_in(team, "rev")
    own = team.get("/users").text
    assert "rev" in own
    assert ">edi<" not in own
    assert team.ledger.user("rea").last is None  # type: ignore[union-attr]
    team.write("/logout")
    log_in(team, "edi")
    html = team.get("/users").text
    rows = [row for row in html.split("<tr>") if 'scope="row"' in row]
    assert len(rows) == 3
    assert ["never" in row for row in rows] == [False, True, False]
    last = team.ledger.user("edi").last  # type: ignore[union-attr]
    assert last is not None
    assert last[:10] in html


def test_passwords_are_kept_as_argon2_with_a_salt() -> None:
    hashes = {passwords.hashed(PASSWORD), HASH}
    assert len(hashes) == 2
    assert all(passwords.right(PASSWORD, one) and not passwords.right(OTHER, one) for one in hashes)
    assert all(one.startswith("$argon2id$") for one in hashes)


def test_roles_hold_what_lower_ones_may(team: Client) -> None:
    ranks = [sessions.Person("x", role, "c") for role in sessions.ROLES]
    assert [[person.may(role) for role in sessions.ROLES] for person in ranks] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]
    assert not sessions.Person("", None, "c").may("reader")


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\nb", "ANA"])
def test_odd_and_taken_names_are_refused(name: str, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        ledger.add_user("ana", "reader", "h")
        with pytest.raises(SettingsError):
            ledger.add_user(name, "reader", "h")


def test_accounts_are_kept_in_both_stores(location: str) -> None:
    with Ledger.open(location) as ledger:
        assert not ledger.has_users()
        ledger.add_user("ana", "reader", "h")
        ledger.change_user("ana", role="editor")
        user = ledger.user("ana")
        assert user is not None
        assert (user.role, user.version, user.disabled) == ("editor", 2, False)
        for _ in range(people.OF_NAME):
            ledger.note_try("Ana", "a", False)
        assert ledger.wait_for_login("ana", "b") > 0
        with pytest.raises(UnknownNameError, match="there are: ana"):
            ledger.remove_user("an")
        ledger.remove_user("ana")
        assert ledger.users() == []


def test_accounts_are_made_and_changed_by_command(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def typed(line: str) -> None:
        import io

        monkeypatch.setattr("sys.stdin", io.StringIO(line + "\n"))

    typed(PASSWORD)
    assert cli("user", "add", "ana", "--role", "editor", "--password-stdin").code == 0
    typed("short")
    assert cli("user", "add", "bob", "--password-stdin").code == 2
    assert "editor" in cli("user", "list").out
    assert cli("user", "role", "ana", "reader").code == 0
    assert "reader" in cli("user", "list").out
    typed(OTHER)
    assert cli("user", "password", "ana", "--password-stdin").code == 0
    assert cli("user", "remove", "bo").code == 2
    assert cli("user", "remove", "ana").code == 0
    refused = cli("serve", "--host", "0.0.0.0")
    assert refused.code == 2
    assert "counterclaim user add" in refused.err


def test_what_is_served_reaches_a_worker_whole() -> None:
    served = Served("a b.db", Options(host="::1", hosts=("x", "y"), tiles="https://t/{z}"), "k")
    assert Served.loads(served.dumps()) == served


def test_a_person_logs_in_and_out_in_a_browser(tmp_path: Path, page: Page) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        ledger.add_user("ana", "editor", HASH)
    with running(Served(str(path), Options())) as live:
        page.goto(f"{live}/quality")
        assert page.url == f"{live}/login?next=%2Fquality"
        page.keyboard.type("ana")  # the field has the focus
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{live}/quality")
        page.get_by_role("button", name="Log out").click()
        page.wait_for_url(f"{live}/login")
