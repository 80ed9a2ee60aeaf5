"""Long lists: tab-separated files with a header line. Values stay the strings they are; ``#`` opens a comment line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from herodotus.errors import LexiconError

Row = Mapping[str, str]


def read_table(path: Path, *, file: str) -> tuple[Row, ...]:
    """
    Return the rows of a TSV file as mappings from the header's names to strings.

    Missing cells at the end of a line are empty; a line with too many cells, or a header named twice, is an error.
    """
    lines = [
        (number, line)
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        raise LexiconError(
            file, None, "no header line", "Write the names of the columns on the first line, tabs between."
        )
    header = _header(lines[0][1], file=file)
    return tuple(_row(line, header, where=f"{file}, line {number}") for number, line in lines[1:])


def _header(line: str, *, file: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in line.split("\t"))
    if "" in names or len(set(names)) < len(names):
        raise LexiconError(file, None, "a column without a name or named twice", "Give every column its own name.")
    return names


def _row(line: str, header: tuple[str, ...], *, where: str) -> Row:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > len(header):
        problem = f"{len(cells)} cells where the header has {len(header)}"
        raise LexiconError(where, None, problem, "Take the extra tabs out, or add columns to the header.")
    cells += [""] * (len(header) - len(cells))
    return MappingProxyType(dict(zip(header, cells, strict=True)))


def listed(cell: str) -> tuple[str, ...]:
    """
    Return the parts of a cell that holds a list.

    >>> listed("Norland; Kingdom of Norland;")
    ('Norland', 'Kingdom of Norland')
    """
    return tuple(part.strip() for part in cell.split(";") if part.strip())
