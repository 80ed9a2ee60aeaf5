"""
Every address of the API, asked with what nobody should ask: it is answered or refused in words, and never breaks.

The document of the server says what can be asked; a seeded generator asks it, so that a failure can be asked again.
"""

from __future__ import annotations

import json
import random
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.surfaces.page.app import make_app
from herodotus.surfaces.page.safety import Limits
from tests.page.conftest import HOME

Schema = dict[str, Any]
TIMES = 10
"""How often each address is asked."""
WORDS = (
    "", "raid", "merania", "2026-03-08", "2026-13-45", "9999-12-31", "0000-00-00", "*", '"', "NEAR", "a NEAR/99999999999 b",
    "OR -", "-", "%", "_", "'; DROP TABLE report; --", "\0", "a\0b", "\ud800", "\u0410", "\u202eabc", "../../etc/passwd", "=1+1",
    "x" * 5_000, "null", "e1", "s1", "e1.c1", "happened", "ASSAULT", "events", "disputes",
    "conservative", "event", "2026-03-08T10:00:00+99:99", "1e400",
)  # fmt: skip
NUMBERS = (0, 1, -1, 2, 50, 500, 501, 2**31, 2**63 - 1, 2**63, 2**70, -(2**63) - 1, 10**40)


class Asker:
    """Makes values for the schemas of a document, wild ones and plausible ones, always the same for one seed."""

    def __init__(self, document: Schema, seed: int, known: list[str]) -> None:
        self.document, self.chance, self.known = document, random.Random(seed), known

    def value(self, schema: Schema) -> Any:
        """Return something a schema may be given; one time in eight something it may not."""
        if "$ref" in schema:
            return self.value(self.document["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
        if self.chance.random() < 0.12:
            return self.chance.choice([None, [], {}, *WORDS, *NUMBERS])
        if "anyOf" in schema:
            return self.value(self.chance.choice(schema["anyOf"]))
        if "enum" in schema or "const" in schema:
            return self.chance.choice(schema.get("enum") or [schema["const"]])
        return self._of_type(schema)

    def _of_type(self, schema: Schema) -> Any:
        kind = schema.get("type")
        if kind == "object":
            given = {name: self.value(of) for name, of in schema.get("properties", {}).items()}
            return {
                name: one
                for name, one in given.items()
                if name in schema.get("required", ()) or self.chance.random() < 0.7
            }
        if kind == "array":
            return [self.value(schema.get("items", {})) for _ in range(self.chance.randrange(3))]
        if kind == "boolean":
            return self.chance.random() < 0.5
        if kind in ("integer", "number"):
            return self.chance.choice(NUMBERS)
        return self.chance.choice(WORDS) if self.chance.random() < 0.7 else self.chance.choice(self.known)


def _requests(asker: Asker, path: str, method: str, what: Schema) -> tuple[str, dict[str, Any], Any]:
    """Return a request for one address: its path filled, its query, its body."""
    query: dict[str, Any] = {}
    for one in what.get("parameters", ()):
        given = asker.value(one["schema"])
        if one["in"] == "path":
            words = str(given).encode("utf-8", "replace").decode()
            path = path.replace("{" + one["name"] + "}", _escaped(words) or "x")
        elif one.get("required") or asker.chance.random() < 0.6:
            query[one["name"]] = given
    content = what.get("requestBody", {}).get("content", {}).get("application/json")
    return path, query, None if content is None else asker.value(content["schema"])


def _escaped(words: str) -> str:
    return quote(words, safe="")


def _query(given: dict[str, Any]) -> str:
    pairs = [(name, one) for name, value in given.items() for one in (value if isinstance(value, list) else [value])]
    return "&".join(f"{name}={_escaped(str(one).encode('utf-8', 'replace').decode())}" for name, one in pairs)


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()  # a lone surrogate goes as an escape, as a hostile client would send it


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_can_be_asked_breaks_the_server(ledger: Ledger, seed: int) -> None:
    """Whatever an address is asked with, the answer is no 500."""
    app = make_app(ledger, Limits(csrf="csrf"), coder="hk")
    client = TestClient(app, base_url=HOME, headers={"x-herodotus-token": "csrf"}, raise_server_exceptions=False)
    document = app.openapi()
    report = next(iter(ledger.reports())).report
    asker = Asker(document, seed, [report[:10], report, f"{report[:10]}:e1", "i-", "merania"])
    broken: list[str] = []
    asked = 0
    for path, methods in document["paths"].items():
        for method, what in methods.items():
            for _ in range(TIMES):
                at, query, body = _requests(asker, path, method, what)
                if at.endswith("/events"):
                    at = "/readings/j0/events"  # one that has begun is followed to its end elsewhere
                if path == "/readings" and isinstance(body, dict):
                    body["text"] = body.get("text") if body.get("text") == "" else None  # nothing is read here
                headers = {"content-type": "application/json"}
                content = b"" if body is None and method != "post" else _json(body)
                answer = client.request(method, f"{at}?{_query(query)}", content=content, headers=headers)
                asked += 1
                if answer.status_code >= 500:
                    broken.append(f"{answer.status_code} {method} {at}?{_query(query)} {_json(body)[:200]!r}"[:400])

    assert "\n".join(broken) == ""
    assert asked > 300


def test_the_generator_asks_what_is_answered_too(ledger: Ledger) -> None:
    """A generator that is always refused would show nothing: of the addresses that read, most are answered at times."""
    app = make_app(ledger, Limits(csrf="csrf"), coder="hk")
    client = TestClient(app, base_url=HOME, raise_server_exceptions=False)
    document = app.openapi()
    report = next(iter(ledger.reports())).report
    asker = Asker(document, 8, [report[:10], f"{report[:10]}:e1", "merania"])
    reads = [(path, methods["get"]) for path, methods in document["paths"].items() if "get" in methods]

    def is_answered(path: str, what: Schema) -> bool:
        asked = (_requests(asker, path, "get", what) for _ in range(5 * TIMES))
        return any(client.get(f"{at}?{_query(query)}").status_code == 200 for at, query, _ in asked)

    answered = {path for path, what in reads if not path.endswith("/events") and is_answered(path, what)}

    assert len(answered) > 0.7 * len(reads)
