"""What changed between two looks at a ledger: the reports that were read or decided on, where nothing else happened to it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from herodotus.ledger import faring, tables
from herodotus.ledger.keeping import Stamp

MANY = 300
"""Reports touched by so many changes that whatever is held is found anew instead."""


def touched(db: Connection, then: Stamp, now: Stamp) -> set[int] | None:
    """Return the reports that were read or decided on since; None where so much happened that all is to be found anew."""
    if not _only_more(then, now):
        return None
    account = tables.account
    read = set(db.execute(sa.select(account.c.report).where(account.c.id > then.account).limit(MANY)).scalars())
    decided = faring.touched_since(db, then.correction, most=MANY)
    return None if len(read) >= MANY or decided is None else read | decided


def _only_more(then: Stamp, now: Stamp) -> bool:
    """Whether accounts and decisions came since, and nothing went."""
    more = then.account < now.account or (then.account, then.of) == (now.account, now.of)
    return then.gone == now.gone and more and then.correction <= now.correction
