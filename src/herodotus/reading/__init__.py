"""From bytes to a report and its sentences. The heavy libraries are met here, and only when they are needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from herodotus.model import Reading, Report, Sentence, Span, Warned
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

    A report that is not English is flagged and not read: its Reading has no sentences. Of one as long as a book the beginning
    is read, and the rest flagged. Raises InputError.
    """
    from herodotus.reading import dateline
    from herodotus.reading.intake import report_from
    from herodotus.settings import Settings

    settings = settings or Settings()
    report, warned = report_from(source, settings=settings)
    if report.language is not None and report.language not in READ_LANGUAGES:
        note = Warned("not-english", f"the text seems to be in another language ({report.language}): it was not read")
        return Reading(report, (), warnings=(*warned, note), reader=reader.id)
    line = dateline.find(report.text)
    read_to = report.text[: settings.longest_report]
    sentences = reader.read(read_to, 0 if line is None else dateline.end(report.text, line))
    return Reading(report, sentences, line, (*warned, *_cuts(report, sentences, len(read_to))), reader.id)


def _cuts(report: Report, sentences: tuple[Sentence, ...], read_to: int) -> Iterator[Warned]:
    """Yield what was not read as it stands: sentences in parts, and what follows the longest report."""
    for sentence in sentences:
        if sentence.cut:
            yield Warned("sentence-cut", "a sentence was too long to read whole", sentence.span)
    if read_to < len(report.text):
        note = f"only the first {read_to:,} of {len(report.text):,} characters were read: give one report at a time"
        yield Warned("report-cut", note, Span(read_to, len(report.text)))


@cache
def default_reader(*, threads: int = 1) -> Reader:
    """Return the reader that ships with Herodotus, loaded once."""
    from herodotus.reading.neural import NeuralReader

    return NeuralReader(threads=threads)
