"""What can be taken along from a view: its tables, the forms of other programs, and what a citation needs."""

from __future__ import annotations

from herodotus.surfaces.page.shapes.base import Shape


class TableShape(Shape):
    """A table of a view, as CSV and as JSON lines; the first one needs no name in the address."""

    name: str
    columns: list[str]


class FormShape(Shape):
    """A form that another program reads, in words; ``query`` names what it is of where that stands in the path."""

    name: str
    words: str
    query: str


class TakenPage(Shape):
    """
    What a view can be taken along as, up to ``most`` rows; which ledger it shows, of how many reports, how new.

    Tables follow whatever narrows the view; the ``forms`` follow ``follows`` alone, so that a view narrowed by another of its
    ``filters`` has none.
    """

    version: str
    ledger: str
    reports: int
    newest: str | None
    kept: str | None
    most: int
    tables: list[TableShape]
    filters: list[str]
    follows: list[str]
    forms: list[FormShape]
