"""From bytes to a report and its sentences. The heavy libraries are met here, and only when they are needed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from herodotus.model import Reading, Warned
from herodotus.reading.finding import sources
from herodotus.reading.instants import instant
from herodotus.reading.reader import Reader
from herodotus.reading.source import FORMATS, Format, Source, Unread

if TYPE_CHECKING:
    from herodotus.settings import Settings

__all__ = ["FORMATS", "Format", "Reader", "Source", "Unread", "default_reader", "instant", "read", "sources"]

READ_LANGUAGES = ("en",)


def read(source: Source, *, reader: Reader, settings: Settings | None = None) -> Reading:
    """
    Return a source's report and its sentences, and what the reader warns of.

    A report that is not English is flagged and not read: its Reading has no sentences. Raises InputError.
    """
    from herodotus.reading import dateline
    from herodotus.reading.intake import report_from

    report, warned = report_from(source, settings=settings)
    if report.language is not None and report.language not in READ_LANGUAGES:
        note = Warned("not-english", f"the text seems to be in another language ({report.language}): it was not read")
        return Reading(report, (), warnings=(*warned, note), reader=reader.id)
    line = dateline.find(report.text)
    sentences = reader.read(report.text, 0 if line is None else dateline.end(report.text, line))
    cut = [Warned("sentence-cut", "a sentence was too long to read whole", s.span) for s in sentences if s.cut]
    return Reading(report, sentences, line, (*warned, *cut), reader.id)


@cache
def default_reader(*, threads: int = 1) -> Reader:
    """Return the reader that ships with Herodotus, loaded once."""
    from herodotus.reading.neural import NeuralReader

    return NeuralReader(threads=threads)
