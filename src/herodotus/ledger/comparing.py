"""
Reports against one another: copies, likeness of events, incidents; brought up to date when somebody asks.

One report is compared in one transaction. Which pairs there are depends on the two reports alone, and the groups are found anew
in every connected piece that a report touches: so the order in which reports came makes no difference, and one more report
costs what its own pairs cost.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus import contract
from herodotus.accounts import candidates, copies, likeness
from herodotus.accounts.comparing import sketches_of
from herodotus.accounts.sketches import Sketch
from herodotus.ledger import correcting, dialects, grouping, logbook, sketching, tables
from herodotus.model import EventRef, Likeness, Report

if TYPE_CHECKING:
    from herodotus.ledger.store import Ledger


def bring_up_to_date(ledger: Ledger, tell: Callable[[int, int], None] = lambda _done, _all: None) -> int:
    """Compare what is new or changed since the last time, a report in a transaction; return how many reports that were."""
    with ledger.reading() as db:
        waiting = stale(db)
    for done, n in enumerate(waiting, 1):
        with ledger.writing() as db:
            compare(db, n)
        tell(done, len(waiting))
    return len(waiting)


def stale(db: Connection) -> list[int]:
    """Return the reports that were never compared, or whose account, corrections or presence changed since."""
    account, compared, report = tables.account, tables.compared, tables.report
    newest = sa.select(account.c.report, sa.func.max(account.c.id).label("id")).group_by(account.c.report).subquery()
    joined = newest.join(report, report.c.n == newest.c.report).outerjoin(
        compared, compared.c.report == newest.c.report
    )
    new = sa.or_(compared.c.account.is_(None), compared.c.account != newest.c.id)
    wanted = sa.select(newest.c.report).select_from(joined).where(report.c.removed.is_(None), new)
    gone = (
        sa.select(compared.c.report).join(report, report.c.n == compared.c.report).where(report.c.removed.is_not(None))
    )
    found = [*db.execute(wanted).scalars(), *db.execute(gone).scalars(), *_corrected(db)]
    return sorted(set(found))


def _corrected(db: Connection) -> Iterator[int]:
    """Yield the compared reports on whose text a correction was written down since."""
    compared, report, correction = tables.compared, tables.report, tables.correction
    joined = compared.join(report, report.c.n == compared.c.report)
    own = joined.join(correction, correction.c.text_hash == report.c.text_hash)
    yield from db.execute(
        sa.select(compared.c.report).select_from(own).where(correction.c.id > compared.c.corrected).distinct()
    ).scalars()
    since = db.execute(sa.select(sa.func.min(compared.c.corrected))).scalar()
    latest = logbook.second_texts(db, since=since) if since is not None else {}
    if latest:
        wanted = sa.select(compared.c.report, compared.c.corrected, report.c.text_hash).select_from(joined)
        for row in db.execute(wanted.where(report.c.text_hash.in_(latest))):
            if latest[row.text_hash] > row.corrected:
                yield row.report


def compare(db: Connection, n: int) -> None:
    """Compare one report with those it meets, and find the incidents it touches anew."""
    touched = forget(db, n)
    row = db.execute(sa.select(tables.report.c.removed).where(tables.report.c.n == n)).one()
    if row.removed is None:
        account = correcting.current(db, n).account
        sketches = sketches_of(account)
        _keep_copies(db, n, account.report.text)
        sketching.keep(db, n, account.report, sketches)
        _keep_likeness(db, n, account.report, sketches)
        touched |= {sketch.ref for sketch in sketches}
        db.execute(sa.insert(tables.compared).values(report=n, account=_newest(db, n), corrected=logbook.last(db)))
    grouping.regroup(db, touched)


def forget(db: Connection, n: int) -> set[EventRef]:
    """Take away what a report was compared by, if it was; return the events of others that shared an incident with its own."""
    if db.execute(sa.select(tables.compared.c.report).where(tables.compared.c.report == n)).first() is None:
        return set()
    others = grouping.beside(db, n)
    drawn = (tables.signature, tables.signature_band, tables.sketch, tables.sketch_key, tables.effect, tables.compared)
    for table in drawn:
        db.execute(sa.delete(table).where(table.c.report == n))
    pairs, twins = tables.likeness, tables.copy
    db.execute(sa.delete(pairs).where(sa.or_(pairs.c.a_report == n, pairs.c.b_report == n)))
    db.execute(sa.delete(twins).where(sa.or_(twins.c.a == n, twins.c.b == n)))
    grouping.leave(db, n)
    return others


def _newest(db: Connection, n: int) -> int:
    table = tables.account
    return int(db.execute(sa.select(sa.func.max(table.c.id)).where(table.c.report == n)).scalar_one())


def _keep_copies(db: Connection, n: int, text: str) -> None:
    """Keep the signature of a report, and its likeness to the reports that share a band of it, where it is a copy."""
    drawn = copies.signature(text)
    bands = copies.bands(drawn)
    table = tables.signature_band
    alike = sa.select(table.c.report).where(table.c.band.in_(bands), table.c.report != n).distinct()
    texts = _texts(db, set(db.execute(alike).scalars()))
    db.execute(sa.insert(tables.signature).values(report=n, minhash=drawn))
    dialects.insert_rows(db, table, [{"band": band, "report": n} for band in bands])
    scores = {other: copies.likeness(text, words) for other, words in texts.items()}
    rows = [
        {"a": min(n, other), "b": max(n, other), "likeness": score, "because": f"{score:.0%} of the shorter text"}
        for other, score in sorted(scores.items())
        if score >= copies.COPY
    ]
    dialects.insert_rows(db, tables.copy, rows)


def _texts(db: Connection, reports: Iterable[int]) -> dict[int, str]:
    table = tables.report
    found = db.execute(sa.select(table.c.n, table.c.text).where(table.c.n.in_(list(reports))))
    return {row.n: row.text for row in found}


def _keep_likeness(db: Connection, n: int, report: Report, sketches: Sequence[Sketch]) -> None:
    """Keep how far the events of a report look like one another and like those of the reports it meets."""
    others = sketching.met(db, n, report, sketches)
    known = sketching.kept(db, others)
    reports = _reports(db, others)
    found = list(candidates.among(sketches))
    for other in sorted(others):
        found += candidates.between(sketches, known[other], report, reports[other])
    numbers = {report.id: n, **{one.id: other for other, one in reports.items()}}
    dialects.insert_rows(db, tables.likeness, [_row(pair, numbers) for pair in found])


def _reports(db: Connection, numbers: Iterable[int]) -> dict[int, Report]:
    table = tables.report
    columns = (table.c.n, table.c.id, table.c.text, table.c.title, table.c.published)
    found = db.execute(sa.select(*columns).where(table.c.n.in_(list(numbers))))
    return {row.n: Report(row.id, row.text, row.title, published=contract.instant(row.published)) for row in found}


def _row(pair: Likeness, numbers: Mapping[str, int]) -> dict[str, object]:
    because = [[ground.name, ground.points, ground.words] for ground in pair.because]
    return {
        "a_report": numbers[pair.a.report], "a_event": pair.a.event, "b_report": numbers[pair.b.report],
        "b_event": pair.b.event, "score": pair.score,
        "because": json.dumps(because, ensure_ascii=False) if pair.score >= likeness.ONE else None,
    }  # fmt: skip
