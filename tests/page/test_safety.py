"""The guard: who may come in, who may write, and what every answer wears."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.surfaces.page.app import make_app
from herodotus.surfaces.page.safety import Limits
from tests.page.browsing import Served
from tests.page.conftest import HOME, Client

GIVEN = {"text": "A raid."}
PERSON = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
LONG = " ".join(f"The envoy of Norland said on Monday that convoy {n} had been stopped." for n in range(3000))


def _writes(here: TestClient) -> list[tuple[str, str]]:
    """Each address that writes, by the document of the API itself."""
    paths = here.get("/openapi.json").json()["paths"]
    return [(method, path) for path, item in paths.items() for method in item if method != "get"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8642", "127.0.0.1.evil.example", "", "[", "localhost@evil.example"]
)
def test_a_name_that_is_not_ours_is_not_answered(client: Client, host: str) -> None:
    """A site whose name was pointed at this machine (DNS rebinding) reads nothing."""
    answer = client().get("/inbox.json", headers={"host": host})

    assert answer.status_code == 421
    assert "rows" not in answer.text


@pytest.mark.parametrize("host", ["localhost:8642", "127.0.0.1", "[::1]:8642", "LOCALHOST"])
def test_this_machine_is_answered_by_any_of_its_names(client: Client, host: str) -> None:
    assert client().get("/inbox.json", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"x-herodotus-token": "guessed"},
        {"x-herodotus-token": ""},
    ],
)
def test_another_site_cannot_write(client: Client, headers: dict[str, str]) -> None:
    """Neither by a form nor by a script, whatever cookies the browser has, at any address that writes."""
    here = client()
    writes = _writes(here)

    assert len(writes) >= 11
    assert {here.request(method, path, json=GIVEN, headers=headers).status_code for method, path in writes} == {403}
    assert 403 not in {here.request(method, path, json={}).status_code for method, path in writes}


def test_read_only_refuses_every_write(client: Client) -> None:
    here = client(read_only=True)

    assert {here.request(method, path, json={}).status_code for method, path in _writes(here)} == {403}


def test_everything_is_behind_the_token(client: Client) -> None:
    """Views, data, files, events, whatever the method: where a token is needed nothing else is answered without it."""
    here = client(host="192.168.1.4", token="secret")
    paths = [*here.get("/openapi.json", headers={"authorization": "Bearer secret"}).json()["paths"], "/", "/paper.css"]
    here.cookies.clear()

    assert {here.get(path).status_code for path in [*paths, "/openapi.json", "/assets/icon.svg"]} == {401}
    assert {here.request(method, path).status_code for method in ("HEAD", "POST", "OPTIONS") for path in paths} == {401}


@pytest.mark.parametrize(
    ("path", "leads"),
    [("//evil.example/x", "/evil.example/x"), ("/\\evil.example", "/evil.example"), ("/a/b%0d%0ax: y", "/a/b%0D%0Ax%3A%20y")],
)  # fmt: skip
def test_the_token_leads_nowhere_else(client: Client, path: str, leads: str) -> None:
    """Whoever brings it is led to a path of this server, on one line; by a name that is not ours to nothing."""
    here = client(host="192.168.1.4", token="secret")

    found = here.get(f"{HOME}{path}?token=secret", follow_redirects=False)

    assert (found.status_code, found.headers["location"]) == (303, leads)
    strange = here.get("/?token=secret", headers={"host": "evil.example"}, follow_redirects=False)
    assert (strange.status_code, "set-cookie" in strange.headers) == (421, False)


def test_another_machine_needs_the_token(client: Client) -> None:
    """The printed address puts it into a cookie and out of sight; without it nothing is answered."""
    here = client(host="192.168.1.4", token="secret")

    assert here.get("/inbox.json", headers={"host": "192.168.1.4:8642"}).status_code == 401
    first = here.get("/?token=secret", follow_redirects=False)
    assert first.status_code == 303
    assert first.headers["location"] == "/"
    assert {"HttpOnly", "SameSite=Strict"} <= set(first.headers["set-cookie"].split("; "))
    assert here.get("/inbox.json").status_code == 200
    here.cookies.clear()
    assert here.get("/inbox.json", headers={"authorization": "Bearer secret"}).status_code == 200
    assert here.get("/?token=guess", follow_redirects=False).status_code == 401


def test_on_every_address_only_a_literal_address_is_a_name(client: Client) -> None:
    """A stranger can point a name of his at us, but no address."""
    here = client(host="0.0.0.0", token="secret", names=("desk",))
    auth = {"authorization": "Bearer secret"}

    assert here.get("/inbox.json", headers={"host": "10.0.0.7:8642", **auth}).status_code == 200
    assert here.get("/inbox.json", headers={"host": "desk:8642", **auth}).status_code == 200
    assert here.get("/inbox.json", headers={"host": "evil.example:8642", **auth}).status_code == 421


def test_what_is_too_large_is_refused(client: Client) -> None:
    """By its own word for its length, and by what really comes."""
    here = client(largest=100)

    assert here.post("/readings", json={"text": "x" * 200}).status_code == 413
    lying = here.post("/readings/file?name=a.txt", content=(b"x" * 60 for _ in range(5)))
    assert lying.status_code == 413
    assert here.get("/inbox.json").json()["total"] == 17


@pytest.mark.parametrize("length", ["many", "-1", "１２", "9" * 5000])
def test_a_length_that_is_none_is_refused(client: Client, length: str) -> None:
    answer = client().post("/readings", content=b"{}", headers={"content-length": length.encode()})  # type: ignore[dict-item]

    assert answer.status_code in (400, 413)
    assert client().get("/readings.json").json() == []


def test_no_more_waits_in_line_than_memory_holds(client: Client) -> None:
    """Each job in line keeps its file; what is too much is refused in words, and taken once there is room."""
    here = client(held=100)
    long = here.post("/readings", json={"text": LONG[:90]}).json()["job"]
    while here.get("/readings.json").json()[0]["news"]["state"] == "waiting":
        time.sleep(0.01)

    refused = here.post("/readings/file?name=a.txt", content=b"x" * 101)

    assert refused.status_code == 503
    assert "line" in refused.json()["detail"]
    assert [one["id"] for one in here.get("/readings.json").json()] == [long]
    assert here.post("/readings/file?name=a.txt", content=b"A raid.").status_code == 202


@pytest.fixture
def busy(ledger: Ledger) -> Iterator[Served]:
    """A server on which a long reading is under way, that one listener may follow."""
    server = Served(ledger, listeners=1, csrf="csrf")
    app: Any = server.app
    app.state.context.jobs.start("long", "read", lambda job: job.stop.wait() and job.go_on())
    yield server
    app.state.context.close()
    server.stop()


def test_so_many_listen_and_no_more(busy: Served) -> None:
    """Whoever is one too many is told so; who goes makes room for the next, and the page is answered all the while."""
    at = f"{busy.url}/readings/events"
    with urllib.request.urlopen(at) as following:
        assert following.readline().startswith(b"data: ")
        with pytest.raises(urllib.error.HTTPError, match="503") as refused:
            urllib.request.urlopen(at)
        assert b"follow what goes on" in refused.value.read()
        with urllib.request.urlopen(f"{busy.url}/inbox.json") as answer:
            assert answer.status == 200

    def status() -> int:
        try:
            with urllib.request.urlopen(at) as next_:
                return int(next_.status)
        except urllib.error.HTTPError as error:
            return error.code

    while (found := status()) == 503:  # the one that left is gone as soon as the server has looked
        time.sleep(0.05)
    assert found == 200


def test_events_are_for_our_own_page(client: Client) -> None:
    """A stream is guarded as all else is: by the name of the host, by the token, by the policy."""
    here = client(host="192.168.1.4", token="secret")

    assert here.get("/readings/events").status_code == 401
    assert here.get("/readings/events", headers={"host": "evil.example"}).status_code == 421
    with client().stream("GET", "/readings/events") as answer:
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/", "/inbox", "/r/abc", "/inbox.json", "/r/nothing.json", "/no/such", "/assets/none.js", "/paper.css", "/inbox.csv",
     "/r/nothing/print", "/r/nothing/text", "/export/brief", "/export/war", "/inbox.json?limit=many", "/openapi.json"],
)  # fmt: skip
def test_every_answer_forbids_foreign_scripts(client: Client, path: str) -> None:
    """Views, data, files, paper, refusals, and what is not there."""
    headers = client().get(path).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../index.html",
        "/assets/..%2f..%2f..%2fapp.py",
        "/assets/%2e%2e/app.py",
        "/assets/....//app.py",
        "/static/app.py",
    ],
)
def test_no_path_leads_out_of_the_bundle(client: Client, path: str) -> None:
    answer = client().get(path)

    assert answer.status_code in (200, 404)
    assert "make_app" not in answer.text


def test_the_shell_has_no_inline_script(client: Client) -> None:
    """Its policy would forbid it, and the page would stay white."""
    html = client().get("/").text

    assert "<script" in html
    assert "<script>" not in html
    assert " style=" not in html
    assert "onload=" not in html


@pytest.mark.parametrize("at", ["/search.json?words=a%00b", "/a/mer%00ania.json", "/inbox.csv?publisher=%00"])
def test_a_null_in_an_address_is_refused(client: Client, at: str) -> None:
    """Before any database sees it: one would refuse it, the other stop reading there."""
    assert client().get(at).status_code == 422


def test_an_address_of_nothing_is_the_page_for_a_person_and_words_for_a_program(client: Client) -> None:
    here = client()

    person = here.get("/nowhere", headers={"accept": "text/html,*/*"})
    program = here.get("/nowhere")

    assert (person.status_code, program.status_code) == (404, 404)
    assert person.text.startswith("<!doctype html>")
    assert program.json()["detail"] == "Nothing has this address."


@pytest.mark.parametrize(
    ("path", "status"),
    [("/r/<b>no/print", 404), ("/r/ffffffffff/text", 404), ("/export/<b>no", 422), ("/r/ffff/print?run=<b>no", 422)],
)  # fmt: skip
def test_a_person_is_told_on_a_page_and_a_program_in_json(client: Client, path: str, status: int) -> None:
    """At an address of HTML and of files; what was asked for is repeated as text, never as markup."""
    here = client()

    person, program = here.get(path, headers=PERSON), here.get(path)

    assert (person.status_code, program.status_code) == (status, status)
    assert person.headers["content-type"] == "text/html; charset=utf-8"
    assert "<b>" not in person.text
    assert isinstance(program.json()["detail"], str)


@pytest.mark.parametrize("path", ["/r/ffffffffff.json", "/inbox.json?limit=many", "/r/ffffffffff.csv"])
def test_an_address_of_a_program_answers_in_json_whoever_asks(client: Client, path: str) -> None:
    assert isinstance(client().get(path, headers=PERSON).json()["detail"], str)


def test_what_is_refused_at_the_door_is_told_in_words_too(client: Client) -> None:
    """Somebody without the token who opens the page sees a sentence, no braces."""
    here = client(host="192.168.1.4", token="secret")

    person = here.get("/", headers=PERSON)

    assert (person.status_code, person.headers["content-type"]) == (401, "text/html; charset=utf-8")
    assert "it holds the token" in person.text


def test_a_question_that_is_none_is_refused_by_the_name_of_its_part(client: Client) -> None:
    """One sentence, not a list of objects: the page shows it as it is."""
    here = client()

    assert here.get("/inbox.json?limit=many").json()["detail"].startswith("limit: ")
    assert here.post("/decisions", json={"verb": "praise"}).json()["detail"].count("; ") >= 1
    assert here.post("/pairs", content=b"[" * 100_000, headers={"content-type": "application/json"}).status_code in (
        400,
        422,
    )


def test_a_fault_of_ours_is_owned_up_to_and_dressed(ledger: Ledger) -> None:
    """It is answered outside of the guard, says nothing of how we are made, and no script runs in it either."""
    app = make_app(ledger, Limits(csrf="csrf"))

    @app.get("/breaks")
    def breaks() -> None:
        raise RuntimeError("inside")

    answer = TestClient(app, base_url=HOME, raise_server_exceptions=False).get("/breaks")

    assert answer.status_code == 500
    assert "fault of Herodotus" in answer.json()["detail"]
    assert "inside" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
