"""The only module that knows the order of the stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from herodotus import accounts, events, lexicons, mentions, reading, statements
from herodotus._version import __version__
from herodotus.errors import InputError
from herodotus.model import Account, Cast, MadeBy, Reading, Report
from herodotus.reading import Format, Reader, Source, Unread


def account_for(
    source: Source, *, reader: Reader, own: mentions.Dictionary | None = None, verbs: lexicons.OwnVerbs | None = None
) -> Account:
    """
    Read one report and give its account: who says and does what, and why we think so.

    ``own`` and ``verbs`` are the user's dictionaries, of actors and of verbs.
    """
    read_ = reading.read(source, reader=reader)
    cast = mentions.resolve(read_, own)
    statements_ = statements.find(read_, cast)
    happenings = events.find(read_, cast, statements_, verbs)
    return accounts.compose(read_, cast, statements_, happenings, made_by=made_by(reader, own, verbs))


def reading_of(source: Source, *, reader: Reader) -> Reading:
    """Read one report and stop before the actors: its text and sentences."""
    return reading.read(source, reader=reader)


def report_in(source: Source) -> Report:
    """Return the report in a source, unread: its text, and the id that tells whether it was read before. Raises InputError."""
    from herodotus.reading.intake import report_from

    return report_from(source)[0]


def cast_for(source: Source, *, reader: Reader) -> Cast:
    """Read one report and stop before the statements: who, where, when, how many."""
    return mentions.resolve(reading.read(source, reader=reader))


def made_by(reader: Reader, own: mentions.Dictionary | None = None, verbs: lexicons.OwnVerbs | None = None) -> MadeBy:
    """Say what makes accounts here: the version, the reader's hash, the lexicons' and the user's dictionaries'."""
    known = [lexicons.load().hash, *(one.id for one in (own, verbs) if one is not None)]
    return MadeBy(herodotus=__version__, model=reader.id, lexicons="+".join(known))


def read(
    source: str | Path | Source,
    *,
    published: str | dt.date | dt.datetime | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    reader: Reader | None = None,
) -> Account:
    """
    Return the account of one report: a ``str`` is its text, a ``Path`` a file, whose format its ending tells.

    ``published`` is a date, a date-time or ISO 8601 text. Raises InputError for what cannot be read.
    """
    day = reading.instant(published, where="published") if isinstance(published, str) else published
    known: dict[str, Any] = {"published": day, "publisher": publisher, "title": title, "url": url}
    if isinstance(source, Path):
        found = next(reading.sources([source], **known), None)
        if found is None or isinstance(found, Unread):
            raise found.error if found else InputError(str(source), "no report in it", "Name a file.")
        source = found
    elif isinstance(source, str):
        source = Source.of_text(source, **known)
    return account_for(source, reader=reader or reading.default_reader())


def read_many(
    inputs: Iterable[str | Path],
    *,
    format: Format = "auto",  # noqa: A002
    published: dt.date | dt.datetime | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    reader: Reader | None = None,
) -> Iterator[Account | Unread]:
    """
    Yield the account of every report in files, folders, patterns and ``-``; Unread, with its error, for one that fails.

    One bad report never stops the others.
    """
    found = reading.sources(inputs, format=format, published=published, publisher=publisher, title=title, url=url)
    for source in found:
        yield source if isinstance(source, Unread) else account_or_reason(source, reader or reading.default_reader())


def account_or_reason(
    source: Source,
    reader: Reader,
    own: mentions.Dictionary | None = None,
    verbs: lexicons.OwnVerbs | None = None,
) -> Account | Unread:
    """Return the account of a source, or why it has none."""
    try:
        return account_for(source, reader=reader, own=own, verbs=verbs)
    except InputError as error:
        return Unread(source.name, error)
