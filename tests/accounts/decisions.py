"""Decisions for tests: one on anything of an account, as the ledger would keep it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from herodotus.accounts import overlay
from herodotus.accounts.anchors import Standing
from herodotus.accounts.fields import FIELDS
from herodotus.accounts.values import dumps, encode
from herodotus.model import Account, Correction


def corrected(
    account: Account,
    thing: str,
    field: str,
    new: object,
    *,
    number: int = 0,
    at: str | None = None,
    who: str = "hk",
) -> Correction:
    """A correction of a field of a thing."""
    anchor, old = Standing(account).anchor(thing), overlay.seen(account, thing, field)
    return Correction(
        number, at_turn(number) if at is None else at, who, "correct", anchor, field, old=old, new=dumps(new)
    )


def decided(account: Account, thing: str, verb: str, *, number: int = 0, who: str = "hk") -> Correction:
    """A whole thing accepted or rejected."""
    anchor, old = Standing(account).anchor(thing), overlay.seen(account, thing)
    return Correction(number, at_turn(number), who, verb, anchor, old=old)  # type: ignore[arg-type]


def at_turn(number: int) -> str:
    """The instant of a decision that came so late."""
    return (dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC) + dt.timedelta(minutes=number)).isoformat()


def everything(account: Account) -> Iterator[tuple[str, str, object]]:
    """Yield every field of every thing of an account with another value of its kind that is already in the account."""
    standing = Standing(account)
    for layer, fields in FIELDS.items():
        these = standing.of(layer)
        for field in fields.values():
            values = [encode(field, getattr(thing.value, field.name), standing) for thing in these]
            for thing, value in zip(these, values, strict=True):
                other = next((one for one in (*field.choices, *values) if one != value), value)
                if other != value:
                    yield thing.id, field.name, other
