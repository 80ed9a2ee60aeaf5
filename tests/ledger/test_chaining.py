"""Versions of one report form a chain, in whatever order they come."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import sqlalchemy as sa

from herodotus.ledger import Ledger, open_ledger, tables
from herodotus.model import Account
from tests.ledger.makers import account

FIRST = "Merania denied the raid on Port Elise. At least 12 dockers died on Monday, the harbour master said."


def _day(n: int) -> dt.date:
    return dt.date(2026, 3, n)


def _version(n: int, **known: object) -> Account:
    return account(FIRST.replace("12", str(n)), **{"published": _day(n), "title": f"At least {n} die in raid", **known})


def _chain(ledger: Ledger, one: Account) -> list[str]:
    """The versions of a report from the first to the last, each the only one that follows the one before."""
    with ledger.reading() as db:
        rows = db.execute(sa.select(tables.report.c.n, tables.report.c.id, tables.report.c.follows)).all()
    at = next(row for row in rows if row.id == one.report.id)
    while before := [row for row in rows if row.n == at.follows]:
        [at] = before
    found = [at]
    while after := [row for row in rows if row.follows == found[-1].n]:
        found += after
        assert len(after) == 1
    return [row.id for row in found]


def test_one_address_is_one_report_in_any_order(ledger_url: str) -> None:
    """However far apart, and whatever came first."""
    versions = [_version(n, url="https://gazette.example/raid", title=f"Title {n}") for n in (10, 14, 28)]
    for place, order in enumerate(permutations(versions)):
        told = [account(f"{place} {one.report.text}", published=one.report.published, url=f"https://{place}.example")
                for one in order]  # fmt: skip
        with open_ledger(ledger_url) as ledger:
            for one in told:
                ledger.add(one)
            wanted = [one.report.id for one in sorted(told, key=lambda one: str(one.report.published))]

            assert _chain(ledger, told[1]) == wanted


def test_nearly_the_same_title_within_days_is_one_report(ledger_url: str) -> None:
    """A new figure in the title, a word of the desk before it."""
    versions = [_version(12), _version(13, title="UPDATE 1-At least 13 die in raid"), _version(14)]
    with open_ledger(ledger_url) as ledger:
        ledger.add_many([(one, None) for one in reversed(versions)])

        assert _chain(ledger, versions[2]) == [one.report.id for one in versions]


def test_what_only_looks_like_a_version_stands_alone(ledger_url: str) -> None:
    """Another publisher, another week, another text under a title that comes every day."""
    one = _version(12)
    others = [
        _version(13, publisher="Averin Post"),
        _version(20),
        account("Norland expects rain on Tuesday. Ferries will run late.", published=_day(13), title=one.report.title),
    ]
    with open_ledger(ledger_url) as ledger:
        ledger.add_many([(found, None) for found in (one, *others)])

        assert _chain(ledger, one) == [one.report.id]


def test_no_address_is_no_common_address(ledger_url: str) -> None:
    """None and None are not the same."""
    with open_ledger(ledger_url) as ledger:
        ledger.add(account(1))
        ledger.add(account(2))

        assert len(_chain(ledger, account(1))) == 1
