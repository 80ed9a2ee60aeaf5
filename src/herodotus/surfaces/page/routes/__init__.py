"""The answers of the page, one file a view; each address of a view ends in ``.json`` here."""

from __future__ import annotations

from herodotus.surfaces.page.routes import (
    actors,
    comparisons,
    decisions,
    exports,
    inbox,
    incidents,
    maps,
    readings,
    reports,
    review,
    search,
)

_ANSWERS = (inbox, reports, readings, maps, decisions, review, incidents, comparisons, search, exports, actors)
ROUTERS = tuple(one.router for one in _ANSWERS)

__all__ = ["ROUTERS"]
