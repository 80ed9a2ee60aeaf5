"""
The page on a large ledger: ``python -m benchmarks.page [--accounts 6000] [--at FILE-OR-URL]``.

6,000 accounts of ``benchmarks.ledger`` are about 100,000 sentences. Measured is what the server takes for each view's JSON, and,
where Chromium is at hand, the processor time of the browser until a view is drawn.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import uvicorn
from fastapi.testclient import TestClient

import herodotus
from benchmarks.ledger import QUERIES, fill, shipped
from herodotus.ledger import Ledger, health, open_ledger, tables
from herodotus.ledger.searching import ORDERS, Query
from herodotus.surfaces.page.app import make_app
from herodotus.surfaces.page.safety import Limits

TIMES = 15
MANY = Query("the")
"""Words that two sentences of three have."""
HOME = "http://127.0.0.1:8642"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""


def thousand_words() -> herodotus.Account:
    """Return the account of a report of 1,000 words, made of shipped ones."""
    text = "\n".join(account.report.text for account in shipped()[:4])
    return herodotus.read(" ".join(text.split(" ")[:1000]), published="2026-03-11", publisher="Gazette", title="Long")


def answers(ledger: Ledger, report: str) -> None:
    """Print how long the server takes for each view."""
    client = TestClient(make_app(ledger, Limits(read_only=True)), base_url=HOME)
    views = {
        "reader of 1,000 words": f"/r/{report}.json", "inbox": "/inbox.json", "inbox, page 100": "/inbox.json?start=5000",
        "inbox, disputed": "/inbox.json?disputed=true", "timeline": "/timeline.json",
        "timeline of an actor": "/timeline.json?actor=norland", "map": "/map.json",
        "timeline of a month": "/timeline.json?since=2024-03-01&until=2024-03-31", "days": "/days.json", "actors": "/a.json",
        "network of actors": "/actors/network.json",
        "dossier": "/a/norland.json", "review": "/review.json?queue=disputes", "incidents": "/i.json",
        "names": "/search/named.json?words=harbour", "timeline as CSV": "/timeline.csv?type=ACCUSE",
    }  # fmt: skip
    for name, path in views.items():
        tell(name, [took(client, path) for _ in range(TIMES)])
    asked = {"search, all kinds": "/search.json?", "facets, all kinds": "/search/facets.json?"}
    for name, at in asked.items():
        tell(name, [took(client, f"{at}{q.line()}") for q in QUERIES for _ in range(TIMES)])
    for order in ORDERS[1:]:
        worded = [q.line() for q in (*QUERIES, MANY) if q.words]
        tell(
            f"search by {order}",
            [took(client, f"/search.json?{one}&order={order}") for one in worded for _ in range(TIMES)],
        )
    tell("facets of 10,000", [took(client, f"/search/facets.json?{MANY.line()}") for _ in range(TIMES)])
    after_changes(ledger, client)


def after_changes(ledger: Ledger, client: TestClient) -> None:
    """Print how long the first answer takes after each of some changes: another report every time."""
    account, paths = (
        shipped()[0],
        {"actors": "/a.json", "network": "/actors/network.json", "review": "/review.json?queue=disputes"},
    )
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in paths}
    for n in range(TIMES):
        own = hashlib.sha256(f"{time.time_ns()} {n}".encode()).hexdigest()
        ledger.add(replace(account, report=replace(account.report, id=own)))
        for name, path in paths.items():
            found[name].append(took(client, path))
    for name, took_ in found.items():
        tell(f"{name} after a change", took_)


def took(client: TestClient, path: str) -> tuple[float, float]:
    """Return the milliseconds of one answer, by the wall and of the processor (machines are shared)."""
    wall, own = time.perf_counter(), time.process_time()
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - own)


def tell(name: str, found: list[tuple[float, float]]) -> None:
    """Print the medians and the 95th percentiles of some milliseconds."""
    told = [
        f"{clock} p50 {statistics.median(some):7.1f} ms  p95 {statistics.quantiles(some, n=20)[-1]:7.1f} ms"
        for clock, some in zip(("wall", "processor"), zip(*found, strict=True), strict=True)
    ]
    print(f"  {name:<24} {'   '.join(told)}", flush=True)


def drawing(ledger: Ledger, report: str) -> None:
    """Print the processor time that the browser's page takes until a view is drawn."""
    from playwright.sync_api import sync_playwright

    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with served(ledger) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        for name, path in {"inbox": "/inbox", "reader of 1,000 words": f"/r/{report}", "map": "/map"}.items():
            found = [_drawn(browser, home + path) for _ in range(5)]
            print(f"  {name:<24} drawn after {statistics.median(found):.2f} s of the page's processor time", flush=True)
        browser.close()


def _drawn(browser: Any, address: str) -> float:
    page = browser.new_page()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address)
    page.locator("main h1").wait_for()
    page.wait_for_load_state("networkidle")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    page.close()
    return float(metrics["TaskDuration"])


@contextmanager
def served(ledger: Ledger) -> Iterator[str]:
    """Serve a ledger on a free port, in a thread."""
    config = uvicorn.Config(make_app(ledger, Limits(read_only=True)), port=0, log_level="warning")
    server = uvicorn.Server(config)
    sock = config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    server.should_exit = True
    thread.join()


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=6000)
    parser.add_argument("--at", help="a file or URL; one that has accounts is measured as it is")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_ledger(options.at or f"{folder}/ledger.db") as ledger:
        if not health.status(ledger).counts[tables.account.name]:
            fill(ledger, options.accounts)
        report = ledger.add(thousand_words()).report
        print(f"{health.status(ledger).counts[tables.sentence.name]:,} sentences")
        answers(ledger, report)
        if CHROMIUM:
            drawing(ledger, report)


if __name__ == "__main__":
    main()
