"""What tests in a real browser share: a server, a tab that forgives nothing, the views, and accounts made by hand."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from herodotus.ledger import Ledger
from herodotus.model import Account, Actor, MadeBy, Mention, Report, Span
from herodotus.surfaces.page.app import make_app
from herodotus.surfaces.page.safety import Limits

CHROMIUM = os.environ.get("HERODOTUS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
"""Nothing but this machine can be reached: a request to elsewhere fails, and is told by ``Watched``."""
AXE = Path(__file__).parents[2] / "page" / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = os.environ.get("HERODOTUS_SCREENSHOTS")
"""A folder for screenshots; ``make page`` names docs/page."""

CALM = 3
"""Frames in a row in which nothing is asked for, after which a view is there."""
expect.set_options(timeout=30_000)  # how long one waits for what must come, on however busy a machine

needs_chromium = pytest.mark.skipif(
    not CHROMIUM, reason="needs Chromium: apt-get install chromium, or HERODOTUS_CHROMIUM"
)


class Served:
    """A page's server on a free port of loopback, in a thread of this process."""

    def __init__(self, ledger: Ledger, coder: str = "hk", **limits: Any) -> None:
        self.ledger = ledger
        sock = socket.socket()
        sock.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{sock.getsockname()[1]}"
        self.app = make_app(ledger, Limits(**limits), coder=coder)
        self._server = uvicorn.Server(uvicorn.Config(self.app, log_level="warning", access_log=False))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [sock]}, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        """Stop it and wait for its end."""
        self._server.should_exit = True
        self._thread.join()


class Watched:
    """A browser tab that fails the test for an error, a warning of the policy, or a request to anywhere else."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.home, self.troubles = home, list[str]()
        self._under_way = set[Request]()
        self.page: Page = context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", self._asked)
        self.page.on("requestfinished", self._came)
        self.page.on("requestfailed", self._came)

    def _asked(self, request: Request) -> None:
        if request.url.startswith(("http", "ws")) and not request.url.startswith(self.home):
            self.troubles.append(f"asked for {request.url}")
        if request.resource_type != "eventsource":  # it is open as long as it likes
            self._under_way.add(request)

    def _came(self, request: Request) -> None:
        self._under_way.discard(request)

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning") and "404" not in message.text:
            self.troubles.append(f"{message.type}: {message.text}")

    def open(self, path: str) -> Page:
        """Open a view and wait until it is there."""
        self.page.goto(self.home + path)
        expect(self.page.locator("main h1")).to_be_visible()
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until nothing is asked for and what came is drawn: what is drawn may ask for more."""
        quiet = 0
        while quiet < CALM:
            self.page.evaluate("new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))")
            quiet = 0 if self._under_way else quiet + 1


def tab(browser: Browser, home: str, *, theme: str = "light", width: int = 1360, height: int = 900) -> Watched:
    options: dict[str, Any] = {"color_scheme": theme, "reduced_motion": "reduce"}
    return Watched(browser.new_context(viewport={"width": width, "height": height}, **options), home)


def report_of(ledger: Ledger, title: str) -> str:
    return next(kept.report[:10] for kept in ledger.reports() if kept.title and title in kept.title)


def views(ledger: Ledger) -> dict[str, str]:
    raid = report_of(ledger, "trade blame")
    return {
        "inbox": "/inbox",
        "reader": f"/r/{raid}",
        "reader-sentence": f"/r/{raid}?at=n2",
        "timeline": "/timeline",
        "map": "/map",
        "review": "/review",
        "accounts": "/i",
        "accounts-matrix": f"/i/{raid}:e1",
        "actors": "/a",
        "actors-network": "/a?as=network",
        "actors-dossier": "/a/merania",
        "search": "/search?words=raid*&stance=denies",
    }


VIEWS = (
    "inbox", "reader", "reader-sentence", "timeline", "map", "review", "accounts", "accounts-matrix", "actors",
    "actors-network", "actors-dossier", "search",
)  # fmt: skip


def serious(page: Page) -> list[str]:
    """Return what axe finds of WCAG 2.2 AA that is serious or critical."""
    if not AXE.is_file():
        pytest.skip("needs axe-core: run 'npm ci' in page/")
    # The policy forbids scripts that are put into the page; the tester's own world is not under it.
    page.evaluate(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run(document, { runOnly: tags })", tags)
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


def unread(text: str, *, sentences: int, marks: int = 0) -> Account:
    """An account made by hand: sentences of 16 characters, and marks that overlap at random on the first of them."""
    chance = random.Random(8)
    spans = [Span(16 * n, 16 * n + 15) for n in range(sentences)]
    starts = [chance.randrange(len(text) - 40) for _ in range(marks)]
    actors = tuple(
        Actor(f"a{n}", "crowds", "crowd", mentions=(Mention(Span(at, at + 1 + n % 40), Span(at, at + 1), "description"),))
        for n, at in enumerate(starts, 1)
    )  # fmt: skip
    report = Report(hashlib.sha256(text.encode()).hexdigest(), text, title="Long", publisher="Gazette")
    return Account(report, actors, (), (), (), (), (), (), (), MadeBy("0", "m", "l"), tuple(spans))
