"""
Keeping accounts: one file by default, every write a transaction, nothing stored twice.

- *opened, copied, mended*: ``store`` ``tables`` ``dialects`` ``upgrading`` ``copying`` ``health``
- *kept* (never changed): ``keeping`` ``runs`` ``chaining`` ``removing``
- *decided* (the log only grows): ``logbook`` its rows, ``correcting`` laid over what is read, ``pairs`` ``identifying`` on two
  things, ``columns`` on the questions of a matrix, ``faring`` what became of each, ``decided`` who has decided where
- *said* (thrown away and made again): ``projecting`` ``indexing``
- *compared* (brought up to date when asked): ``comparing`` ``sketching`` ``twins`` ``grouping`` ``happenings``
- *asked* (``changes`` since it was asked last): ``queries`` ``conditions`` ``matching`` ``searching`` ``facets``
  · ``incidents`` · ``timelines`` ``placing`` · ``dossiers`` ``lines`` ``activity`` ``casting``
  ``everybody`` ``naming`` · ``shelf`` ``facts`` · ``queues`` ``doubts``
"""

from __future__ import annotations

from sqlalchemy.engine import Connection as Db

from herodotus.ledger.store import Kept, Ledger, open_ledger

__all__ = ["Db", "Kept", "Ledger", "open_ledger"]
