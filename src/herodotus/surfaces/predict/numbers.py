"""Task ``numbers``: the numbers many reports give of one incident, whose word each is, and which are of other events."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from herodotus import pipeline
from herodotus.accounts import comparing
from herodotus.accounts.sayings import Spoken, spoken
from herodotus.model import Account, Incident
from herodotus.reading import Reader, Source

Row = dict[str, Any]
QUANTITIES: Mapping[str, str] = {
    "killed": "killed", "wounded": "injured", "detained": "arrested", "magnitude": "magnitude", "damaged": "shops_damaged",
}  # fmt: skip


def predict(row: Row, reader: Reader, *, options: set[str], beside: Path) -> Row:
    """Return the numbers of every document, those of the incident with scope ``whole``, the others ``other event``."""
    del options
    texts = _texts(beside)
    accounts = [_account(doc, texts[doc], reader) for doc in row["documents"]]
    found = comparing.incidents_of(accounts)
    numbers = [one for account in accounts for one in spoken(account, account.events) if _is_number(one)]
    main = _main(found, numbers)
    return {"claims": [_claim(one, accounts, main) for one in numbers]}


def _account(doc: str, text: str, reader: Reader) -> Account:
    account = pipeline.account_for(Source.of_text(text), reader=reader)
    return replace(account, report=replace(account.report, id=doc))


def _is_number(one: Spoken) -> bool:
    kind, _, what = one.question.partition(": ")
    return kind == "numbers" and what in QUANTITIES


def _main(found: Sequence[Incident], numbers: Sequence[Spoken]) -> Incident | None:
    """Return the incident most numbers are of, of equals the one most reports tell."""
    of = {ref: incident for incident in found for ref in incident.events}
    counted = Counter(of[one.saying.event].id for one in numbers if one.saying.event in of)
    reports = {incident.id: len({ref.report for ref in incident.events}) for incident in found}
    return max(found, key=lambda one: (counted[one.id], reports[one.id], one.id), default=None)


def _claim(one: Spoken, accounts: Sequence[Account], main: Incident | None) -> Row:
    saying = one.saying
    account = next(account for account in accounts if account.report.id == saying.event.report)
    assert saying.span is not None
    holder = "article" if one.voice.kind == "outlet" else one.voice.name
    return {
        "doc": saying.event.report, "start": saying.span.start, "end": saying.span.end,
        "text": saying.span.of(account.report.text), "quantity": QUANTITIES[one.question.partition(": ")[2]],
        "min": saying.answer.low, "max": saying.answer.high, "holder": holder,
        "scope": "whole" if main is not None and saying.event in main.events else "other event",
    }  # fmt: skip


def _texts(beside: Path) -> Mapping[str, str]:
    """Return the texts of the documents by id: they lie in ``ecbplus``, beside the input's folder or in the corpora."""
    corpora = Path(os.environ.get("HERODOTUS_CORPORA", "../shared")) / "data"
    folder = next(path for path in (beside.parent / "ecbplus", corpora / "ecbplus") if path.is_dir())
    return _read(folder)


@lru_cache(maxsize=2)
def _read(folder: Path) -> Mapping[str, str]:
    return dict(_lines(folder))


def _lines(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["id"], row["text"]
