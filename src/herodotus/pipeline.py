"""The only module that knows the order of the stages."""

from __future__ import annotations

from herodotus import accounts, events, lexicons, mentions, reading, statements
from herodotus.model import Account, MadeBy
from herodotus.reading import Reader, Source


def account_for(source: Source, *, reader: Reader) -> Account:
    """Read one report and give its account: who says and does what, and why we think so."""
    read = reading.read(source, reader=reader)
    cast = mentions.resolve(read)
    said = statements.find(read, cast)
    happened = events.find(read, cast, said)
    return accounts.compose(read, cast, said, happened, made_by=made_by(reader))


def made_by(reader: Reader) -> MadeBy:
    """Say what makes accounts here: the version, the reader's hash, the lexicons' hash."""
    from herodotus import __version__

    return MadeBy(herodotus=__version__, model=reader.id, lexicons=lexicons.load().hash)
