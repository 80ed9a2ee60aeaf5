"""What the page's tests share: a ledger of the shipped samples read once, and a client that stands on loopback."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, sync_playwright

from herodotus import pipeline, reading
from herodotus.ledger import Ledger, comparing, open_ledger
from herodotus.model import Account
from herodotus.surfaces.page.app import make_app
from herodotus.surfaces.page.safety import Limits
from tests.page.browsing import CHROMIUM, QUIET, Served

HOME = "http://127.0.0.1:8642"
Client = Callable[..., TestClient]


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, sample_accounts: dict[str, Account]) -> Path:
    """A ledger of the shipped samples as the shipped reader reads them; whoever writes to it takes a copy."""
    path = tmp_path_factory.mktemp("page") / "shipped.db"
    made_by = pipeline.made_by(reading.default_reader())
    with open_ledger(path) as ledger:
        for account in sample_accounts.values():
            ledger.add(replace(account, made_by=made_by))  # over its kept trees: the same account, sooner
        comparing.bring_up_to_date(ledger)
    return path


@pytest.fixture
def ledger(shipped: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A copy of the shipped ledger, to be written to."""
    path = tmp_path / "ledger.db"
    shutil.copy(shipped, path)
    with open_ledger(path) as kept:
        yield kept


@pytest.fixture
def client(ledger: Ledger) -> Client:
    """Make a client of the page's server; keywords are limits."""

    def make(**limits: object) -> TestClient:
        app = make_app(ledger, Limits(csrf="csrf", **limits), coder="hk")  # type: ignore[arg-type]
        return TestClient(app, base_url=HOME, headers={"x-herodotus-token": "csrf"})

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        found.close()


@pytest.fixture(scope="module")
def served(shipped: Path) -> Iterator[Served]:
    """The shipped ledger, only to be looked at."""
    with open_ledger(shipped) as ledger:
        server = Served(ledger, read_only=True)
        yield server
        server.stop()


@pytest.fixture
def own(ledger: Ledger) -> Iterator[Served]:
    """A ledger of one's own, to be written to."""
    server = Served(ledger)
    yield server
    server.stop()


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)
