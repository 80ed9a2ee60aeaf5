"""
Rows of an answer as a table: one line each, nested things beside one another, columns that do not depend on what is found.

The columns follow from the type of the rows. What is inside something has its name before it (``place_country``), what there are
several of is joined by "; ", and a thing that has a short form (a voice its name, a reason its rule) is written by it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from herodotus.surfaces.page import shapes

STANDS_FOR: Mapping[type[BaseModel], str] = {
    shapes.Named: "name", shapes.Because: "rule", shapes.ClaimShape: "told", shapes.Piece: "text", shapes.SegmentShape: "text",
}  # fmt: skip
"""Things written by one of their fields: the others follow from it, or would only repeat."""
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and how its value is read from a row."""

    name: str
    read: Callable[[Any], Any]


@cache
def columns(kind: type[BaseModel]) -> tuple[Column, ...]:
    """
    Return the columns of a table whose rows are of a kind, in the order of its fields.

    >>> [column.name for column in columns(shapes.Facet)]
    ['value', 'count']
    """
    return tuple(column for name, field in kind.model_fields.items() for column in _columns(name, field.annotation))


def table(kind: type[BaseModel], rows: Iterable[BaseModel]) -> str:
    """
    Return rows as CSV: RFC 4180, a header line; what is unknown is empty.

    >>> table(shapes.Facet, [shapes.Facet(value="=1+1", count=2), shapes.Facet(value=None, count=1)]).splitlines()
    ['value,count', "'=1+1,2", ',1']
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    found = columns(kind)
    writer.writerow(column.name for column in found)
    writer.writerows([_written(column.read(row)) for column in found] for row in rows)
    return text.getvalue()


def lines(rows: Iterable[BaseModel]) -> str:
    """Return rows as JSON, one a line, nothing flattened."""
    return "".join(f"{row.model_dump_json()}\n" for row in rows)


def harmless(words: str) -> str:
    """
    Return words as a spreadsheet takes them for words: what it would reckon with begins with an apostrophe.

    >>> harmless("=HYPERLINK(1)"), harmless("Merania"), harmless("-")
    ("'=HYPERLINK(1)", 'Merania', "'-")
    """
    return f"'{words}" if words.startswith(_DANGEROUS) else words


def _columns(name: str, annotation: Any) -> Iterator[Column]:
    """Yield the columns of a field: one, or one for each field of what is inside."""
    kind, many = _inside(annotation)
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        yield Column(name, lambda row: getattr(row, name))
        return
    short = STANDS_FOR.get(kind)
    inner = [Column("", lambda one: getattr(one, short))] if short else columns(kind)
    gap = "" if kind in (shapes.Piece, shapes.SegmentShape) else "; "
    for column in inner:
        yield Column(f"{name}_{column.name}" if column.name else name, _reading(name, column, gap if many else None))


def _reading(name: str, column: Column, gap: str | None) -> Callable[[Any], Any]:
    def one(row: Any) -> Any:
        inside = getattr(row, name)
        return None if inside is None else column.read(inside)

    def several(row: Any) -> str:
        return str(gap).join(_word(column.read(inside)) for inside in getattr(row, name) if inside is not None)

    return one if gap is None else several


def _inside(annotation: Any) -> tuple[Any, bool]:
    """Return what a type holds, and whether it holds several; that it may be unknown makes no difference."""
    if get_origin(annotation) in (Union, UnionType):
        kept = [part for part in get_args(annotation) if part is not NoneType]
        return _inside(kept[0])
    if get_origin(annotation) is list:
        return _inside(get_args(annotation)[0])[0], True
    return annotation, False


def _written(value: Any) -> Any:
    """Return a value as a cell: numbers as they are, words so that nothing reckons with them."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return harmless(_word(value))


def _word(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_word(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(_word, value))
    return str(value)
