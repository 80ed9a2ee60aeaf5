"""
Derive the middle points of American counties: ``python -m training.counties --boundaries geographic_boundaries.db``.

The file lies in the PyPI package bokeh_sampledata; its county boundaries are those of the U.S. Census Bureau's TIGER/Line files of
2009, which may be used freely with acknowledgement. A county's point is the middle of the area of its largest part.
"""

from __future__ import annotations

import argparse
import itertools
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

HOME = Path(__file__).parent.parent / "src" / "herodotus" / "lexicons" / "en" / "places" / "counties.tsv"
HEAD = "# Middle points of American counties by FIPS code. Source: U.S. Census Bureau, Geography Division, TIGER/Line 2009.\n"
Ring = list[tuple[float, float]]
_POLYGON, _MULTIPOLYGON = 3, 6


def outlines(shape: bytes) -> Iterator[Ring]:
    """Yield the outer ring of each polygon of a shape in well-known binary, little-endian."""
    (kind,) = struct.unpack_from("<I", shape, 1)
    if kind not in (_POLYGON, _MULTIPOLYGON):
        raise ValueError(f"a shape of kind {kind}")
    count, at = (struct.unpack_from("<I", shape, 5)[0], 9) if kind == _MULTIPOLYGON else (1, 0)
    for _ in range(count):
        rings, at = struct.unpack_from("<I", shape, at + 5)[0], at + 9
        for number in range(rings):
            points, at = struct.unpack_from("<I", shape, at)[0], at + 4
            numbers = struct.unpack_from(f"<{2 * points}d", shape, at)
            at += 16 * points
            if number == 0:
                yield list(zip(numbers[::2], numbers[1::2], strict=True))


def middle(ring: Ring) -> tuple[float, float, float]:
    """
    Return the area of a closed ring and the middle of it.

    >>> middle([(0, 0), (4, 0), (4, 2), (0, 2), (0, 0)])
    (8.0, 2.0, 1.0)
    """
    x0, y0 = ring[0]
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        area, x, y = area + cross, x + (x1 + x2 - 2 * x0) * cross, y + (y1 + y2 - 2 * y0) * cross
    return abs(area) / 2, x0 + x / (3 * area), y0 + y / (3 * area)


def counties(boundaries: Path) -> Iterator[str]:
    """Yield a line a county: its code and its point, rounded to a hundredth of a degree."""
    with closing(sqlite3.connect(boundaries)) as database:
        for code, shape in database.execute("SELECT id, geometry FROM us_counties ORDER BY id"):
            _, lon, lat = max(middle(ring) for ring in outlines(shape))
            yield f"{code}\t{lat:.2f}\t{lon:.2f}\tcensus\n"


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--boundaries", type=Path, required=True)
    lines = list(counties(parser.parse_args().boundaries))
    HOME.write_text(f"{HEAD}fips\tlat\tlon\tsource\n{''.join(lines)}", encoding="utf-8")


if __name__ == "__main__":
    main()
