"""The guard: who may come in, who may write, and what every answer wears."""

from __future__ import annotations

import pytest

from tests.page.conftest import Client

GIVEN = {"text": "A raid."}


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
    """Neither by a form nor by a script, whatever cookies the browser has."""
    answer = client().post("/readings", json=GIVEN, headers=headers)

    assert answer.status_code == 403


def test_read_only_refuses_every_write(client: Client) -> None:
    """Each address that writes, by the document of the API itself."""
    here = client(read_only=True)
    paths = here.get("/openapi.json").json()["paths"]
    writes = [(method, path) for path, item in paths.items() for method in item if method != "get"]

    assert len(writes) >= 3
    assert {here.request(method, path, json={}).status_code for method, path in writes} == {403}


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


@pytest.mark.parametrize(
    "path", ["/", "/inbox", "/r/abc", "/inbox.json", "/r/nothing.json", "/no/such", "/assets/none.js"]
)
def test_every_answer_forbids_foreign_scripts(client: Client, path: str) -> None:
    """Views, data, and what is not there."""
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
