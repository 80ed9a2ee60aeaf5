"""
What stands between the network and the ledger: one layer in front of everything the page's server answers.

A page on loopback is reached by every program and every web site the user's browser has open. So: the Host must be one we were
told of (a site cannot rebind its name to us), a write must come from our own page (Origin, a token no other site can read), bodies
have a limit, other machines need the token of the command line, and what we send can run no script but our own.
"""

from __future__ import annotations

import html
import ipaddress
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, quote, urlsplit

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 20_000_000
"""Bytes of one request; ``Settings.largest_page`` is as large."""
COOKIE = "herodotus"
TOKEN_HEADER = "x-herodotus-token"
_DIGITS = 18
"""Digits of a length worth reckoning with."""
_TOO_LARGE = "Larger than {:,} bytes. Read it on the command line."
_READS = frozenset({"GET", "HEAD"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """
    Who may come in and do what. ``host`` is where the server listens; ``token`` is what other machines must bring.

    ``names`` are further names this machine is called by; ``csrf`` is made anew at each start and known to our own page only;
    so many ``listeners`` follow jobs at once, and jobs in line hold so many bytes of what was given (``held``).
    """

    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    token: str | None = None
    read_only: bool = False
    largest: int = LARGEST
    listeners: int = 32
    held: int = 10 * LARGEST
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(24))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered: a status and words for a person."""

    status: int
    words: str


def is_loopback(host: str) -> bool:
    """
    Whether a name can only be this machine.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "192.168.1.4")]
    [True, True, True, False, False]
    """
    return host.casefold() in _LOOPBACK


def allows_host(header: str, limits: Limits) -> bool:
    """
    Whether a Host header names us: a loopback name, the name listened on, or one the user gave.

    Where we listen on every address, any address literal will do: only a *name* can be pointed at us by a stranger.

    >>> allows_host("localhost:8642", Limits()), allows_host("evil.example:8642", Limits()), allows_host("", Limits())
    (True, False, False)
    """
    host = _host(header)
    known = {host_.casefold() for host_ in (limits.host, *limits.names)}
    if not host:
        return False
    return is_loopback(host) or host in known or (limits.host in ("0.0.0.0", "::") and _is_address(host))


def _host(header: str) -> str:
    try:
        return (urlsplit(f"//{header}").hostname or "").casefold()
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class Guard:
    """The layer itself: refuses what must not come in, limits what does, and dresses every answer in safe headers."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app, self.limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        dressed = _dressed(send)
        if allows_host(headers.get("host", ""), self.limits) and self._brings_token(scope):
            await _redirect(scope, self.limits.token or "", dressed)
            return
        refusal = next(self._refusals(scope, headers), None)
        if refusal is not None:
            await _refuse(refusal, dressed, for_person=is_for_person(scope["method"], scope["path"], headers))
            return
        await self.app(scope, _limited(receive, self.limits.largest), dressed)

    def _refusals(self, scope: Scope, headers: Headers) -> Iterator[Refusal]:
        host = headers.get("host", "")
        if not allows_host(host, self.limits):
            yield Refusal(421, "This server does not go by that name. Start it with --name to let it.")
        if self.limits.token is not None and not self._is_known(headers):
            yield Refusal(401, "Open the address that `herodotus serve` printed: it holds the token.")
        length = headers.get("content-length") or "0"
        if not (length.isascii() and length.isdecimal()):
            yield Refusal(400, "The length of a request is a number.")
        elif len(length) > _DIGITS or int(length) > self.limits.largest:
            yield Refusal(413, _TOO_LARGE.format(self.limits.largest))
        if "\0" in scope["path"] or b"%00" in scope.get("query_string", b""):
            yield Refusal(422, "No address holds a null character.")  # PostgreSQL would not take it, SQLite stop at it
        if scope["method"] not in _READS:
            yield from self._against_writing(headers, host)

    def _against_writing(self, headers: Headers, host: str) -> Iterator[Refusal]:
        if self.limits.read_only:
            yield Refusal(403, "This page was started with --read-only.")
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.casefold() != host.casefold():
            yield Refusal(403, "Another site asked for this.")
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            yield Refusal(403, "Another site asked for this.")
        if not secrets.compare_digest(headers.get(TOKEN_HEADER, "").encode(), self.limits.csrf.encode()):
            yield Refusal(403, "The page is older than the server. Load it again.")

    def _brings_token(self, scope: Scope) -> bool:
        """Whether the address carries the token, so that it can be put into a cookie and out of sight."""
        given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        token = self.limits.token
        return token is not None and scope["method"] == "GET" and secrets.compare_digest(given.encode(), token.encode())

    def _is_known(self, headers: Headers) -> bool:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        given = headers.get("authorization", "").removeprefix("Bearer ") or (cookie.value if cookie else "")
        return secrets.compare_digest(given.encode(), (self.limits.token or "").encode())


def _dressed(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sending


def _limited(receive: Receive, largest: int) -> Receive:
    """Count what comes in, whatever its length was said to be, and refuse it past the limit."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > largest:
            raise HTTPException(413, _TOO_LARGE.format(largest))
        return message

    return receiving


def is_for_person(method: str, path: str, headers: Headers) -> bool:
    """Whether an answer is shown to a person: a browser asks for HTML, and the address is none of a program's."""
    return (
        method == "GET" and "text/html" in headers.get("accept", "") and not path.endswith((".json", ".csv", ".jsonl"))
    )


def in_html(words: str) -> str:
    """
    Return words as a page without script and style, for whoever may not have ours.

    >>> "&lt;b&gt;" in in_html("<b>")
    True
    """
    head = '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Herodotus</title>'
    return f"{head}<h1>Herodotus</h1><p>{html.escape(words)}</p></html>\n"


async def _refuse(refusal: Refusal, send: Send, *, for_person: bool) -> None:
    body = (in_html(refusal.words) if for_person else json.dumps({"detail": refusal.words})).encode()
    kind = b"text/html; charset=utf-8" if for_person else b"application/json"
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _redirect(scope: Scope, token: str, send: Send) -> None:
    cookie = f"{COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/"
    path = quote("/" + scope["path"].lstrip("/\\"))  # "//elsewhere" would lead there, a line break would end the header
    headers = [(b"location", path.encode()), (b"set-cookie", cookie.encode()), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
