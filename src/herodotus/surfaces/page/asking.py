"""A query as an address has it: behind the "?" stand its own names, the same in every view."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

from fastapi import Depends, Query

from herodotus.errors import InputError
from herodotus.ledger import queries

Words = Annotated[list[str], Query()]
Day = Annotated[str | None, Query(pattern=r"^\d{4}-\d\d-\d\d$")]


def _asked(
    words: str = "", actor: str | None = None, source: str | None = None, target: str | None = None, by: str | None = None,
    act: str | None = None, type: Words = [], status: Words = [], stance: str | None = None,  # noqa: A002, B006
    place: str | None = None, country: str | None = None, publisher: str | None = None, since: str | None = None,
    until: str | None = None, clock: Literal["event", "said", "published"] = "event", incident: str | None = None, spot: Words = [],  # noqa: B006
) -> queries.Query:  # fmt: skip
    """Return the query of an address. An empty field asks for nothing."""
    query = queries.Query(
        words=words, actor=actor or None, source=source or None, target=target or None, by=by or None, act=act or None,
        type=tuple(type), status=tuple(status), stance=stance or None, place=place or None, country=country or None,
        publisher=publisher or None, since=since or None, until=until or None, clock=clock,
        incident=incident or None, spot=tuple(spot),
    )  # fmt: skip
    with understood():
        return queries.checked(query)


@contextmanager
def understood() -> Iterator[None]:
    """Say in words why a question cannot be understood: its words are read where it is asked."""
    try:
        yield
    except ValueError as error:
        raise InputError("query", str(error), "Look at the address, or at how to search.") from error


Asked = Annotated[queries.Query, Depends(_asked)]
"""The query of an address, as an answer asks for it."""
